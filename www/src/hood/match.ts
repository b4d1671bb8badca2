import type { TeamsCall } from '@azure/communication-calling';
import type { Line } from '../call/line';
import { openConnections } from './tap';

/** A connection of a call. */
export interface Peer {
  connection: RTCPeerConnection;
  /** The call of this page at its other end, if that is on this page too. */
  partner: Line | undefined;
}

const claimed = new WeakMap<RTCPeerConnection, Line>();
const looked = new WeakMap<Line, TeamsCall['remoteAudioStreams']>();

/**
 * Finds the connections of a call, if more or less is heard in it than before. Nothing says which they are, but what a call
 * lets its user hear comes in over them. Once found they are known, also while it is on hold and nothing is heard.
 */
export async function claimPeers(line: Line): Promise<void> {
  const { remoteAudioStreams } = line.call;
  if (looked.get(line) === remoteAudioStreams) return;
  const heard = await tracksOf(line);
  const found = openConnections().filter((it) => it.getReceivers().some(({ track }) => heard.has(track)));
  for (const connection of found) claimed.set(connection, line);
  if (found.length >= remoteAudioStreams.length) looked.set(line, remoteAudioStreams);
}

/** The connections of a call that were found. */
export function peersOf(line: Line): Peer[] {
  const open = openConnections();
  const own = open.filter((connection) => claimed.get(connection) === line);
  return own.map((connection) => ({ connection, partner: partnerOf(connection, open) }));
}

async function tracksOf({ call }: Line): Promise<ReadonlySet<MediaStreamTrack>> {
  // One that goes away meanwhile rejects.
  const streams = await Promise.allSettled(call.remoteAudioStreams.map((stream) => stream.getMediaStream()));
  return new Set(streams.flatMap((it) => (it.status === 'fulfilled' ? it.value.getTracks() : [])));
}

/** Two ends of a connection know each other by the names of their ICE credentials (RFC 8445 section 5.3). */
function partnerOf(connection: RTCPeerConnection, open: RTCPeerConnection[]): Line | undefined {
  const wanted = fragmentIn(connection.remoteDescription);
  const other = open.find((it) => wanted !== undefined && fragmentIn(it.localDescription) === wanted);
  return other && claimed.get(other);
}

function fragmentIn(description: RTCSessionDescription | null): string | undefined {
  return /^a=ice-ufrag:(\S+)/m.exec(description?.sdp ?? '')?.[1];
}

import type { Line } from '../call/line';
import type { Tapped } from './tap';
import { openConnections } from './tap';

const claimed = new WeakMap<RTCPeerConnection, Line>();

/**
 * The connection of a call. Nothing says which it is, but who calls makes the offer, and the connection is opened after the
 * call began to be. The first call to find one keeps it.
 */
export function connectionOf(line: Line): RTCPeerConnection | undefined {
  const mine = openConnections().filter((tapped) => fits(tapped, line));
  const found = mine.find(({ connection }) => connection.connectionState === 'connected') ?? mine[0];
  if (found && line.call.state === 'Connected') claimed.set(found.connection, line);
  return found?.connection;
}

function fits({ connection, at }: Tapped, line: Line): boolean {
  const owner = claimed.get(connection);
  if (owner) return owner === line;
  const role = line.call.direction === 'Outgoing' ? 'offer' : 'answer';
  // A callee's connection is opened while it rings, before there is a call.
  const isTimely = role === 'answer' || at >= (line.steps[0]?.at ?? 0);
  return isTimely && connection.localDescription?.type === role;
}

import type { Line } from '../call/line';
import type { Peer } from './match';
import { peersOf } from './match';
import type { Sample } from './stats';
import { read } from './stats';
import type { Moment } from './sum';

/** A connection of a call, and what it measured last. */
export interface Measured extends Moment {
  partner: Line | undefined;
}

/** Asks the browser for the numbers of a call's connections, again and again. */
export class Meter {
  private earlier = new Map<RTCPeerConnection, Sample>();

  /** How they are now. A connection that is closed while it is asked has nothing to say any more. */
  async measure(line: Line): Promise<Measured[]> {
    const peers = peersOf(line);
    const samples = await Promise.allSettled(peers.map(sampleOf));
    const measured = samples.flatMap((sample, at): [Peer, Sample][] =>
      sample.status === 'fulfilled' ? [[peers[at]!, sample.value]] : [],
    );
    const { earlier } = this;
    this.earlier = new Map(measured.map(([{ connection }, now]) => [connection, now]));
    return measured.map(([{ connection, partner }, now]) => ({ partner, now, before: earlier.get(connection) }));
  }
}

async function sampleOf({ connection }: Peer): Promise<Sample> {
  const report = await connection.getStats();
  const sections = connection.getTransceivers().map(({ mid }) => mid);
  // Its iterator is typed apart from that of `Map`, which it is like.
  return read(new Map(report as unknown as Map<string, never>), sections);
}

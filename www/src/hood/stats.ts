/** What is carried, in the order of the media sections that the SDK makes: microphone, camera, screen, its sound. */
export const KINDS = ['audio', 'video', 'screen', 'screen-audio'] as const;

/** What a connection carries one way, of one kind. */
export interface Flow {
  kind: (typeof KINDS)[number];
  way: 'sent' | 'received';
  codec: string;
  bytes: number;
  packets: number;
  lost: number;
  /** How much of what was sent got lost, as the other end reports it: 0 to 1. */
  lossThere?: number;
  /** In seconds. */
  jitter?: number;
  /** Such as `640×480, 30 fps`. */
  picture?: string;
  /** What holds the picture down: `cpu` or `bandwidth`. */
  limit?: string;
}

/** How the two ends reach each other. */
export interface Path {
  local: string;
  remote: string;
  protocol: string;
  /** In seconds. */
  roundTrip?: number;
  /** What the browser thinks it could send, in bits a second. */
  room?: number;
}

/** A connection at one moment. */
export interface Sample {
  /** In milliseconds. */
  at: number;
  path?: Path;
  /** The SRTP cipher, by its registered name. */
  cipher?: string;
  flows: Flow[];
}

// W3C webrtc-stats: what every object may have is in its dictionaries, and browsers have some of it.
type Stat = Record<string, any> & { id: string; type: string; timestamp: number };

/** What of a report is shown. The ids of the media sections (`mid`) tell a camera from a screen; in their order. */
export function read(report: ReadonlyMap<string, Stat>, sections: readonly (string | null)[] = []): Sample {
  const stats = [...report.values()];
  const transport = stats.find(({ type }) => type === 'transport');
  const path = readPath(report, selectedPair(stats, transport));
  const flows = stats.flatMap((stat) => readFlow(report, stats, stat, sections) ?? []);
  return {
    at: Math.max(0, ...stats.map(({ timestamp }) => timestamp)),
    ...(path && { path }),
    ...(transport?.['srtpCipher'] && { cipher: transport['srtpCipher'] }),
    flows: flows.sort((one, other) => order(one) - order(other)),
  };
}

/** Bits a second of a flow between two moments; `undefined` where there is nothing to compare with. */
export function bitrate(flow: Flow, now: Sample, before: Sample | undefined): number | undefined {
  const earlier = before && sameFlow(before, flow);
  if (!earlier || now.at <= before.at || flow.bytes < earlier.bytes) return undefined;
  return ((flow.bytes - earlier.bytes) * 8000) / (now.at - before.at);
}

/** How much of a flow was lost between two moments, 0 to 1; of what was sent, the other end knows. */
export function loss(flow: Flow, before: Sample | undefined): number | undefined {
  if (flow.way === 'sent') return flow.lossThere;
  const earlier = before && sameFlow(before, flow);
  if (!earlier) return undefined;
  const [lost, came] = [Math.max(0, flow.lost - earlier.lost), flow.packets - earlier.packets];
  return lost + came > 0 ? lost / (lost + came) : 0;
}

/** Bits a second of all flows one way. */
export function total(way: Flow['way'], now: Sample, before: Sample | undefined): number {
  const flows = now.flows.filter((flow) => flow.way === way);
  return flows.reduce((sum, flow) => sum + (bitrate(flow, now, before) ?? 0), 0);
}

function sameFlow({ flows }: Sample, { kind, way }: Flow): Flow | undefined {
  return flows.find((flow) => flow.kind === kind && flow.way === way);
}

function order({ kind, way }: Flow): number {
  return KINDS.indexOf(kind) * 2 + (way === 'sent' ? 0 : 1);
}

function selectedPair(stats: Stat[], transport: Stat | undefined): Stat | undefined {
  const pairs = stats.filter(({ type }) => type === 'candidate-pair');
  return (
    pairs.find(({ id }) => id === transport?.['selectedCandidatePairId']) ??
    pairs.find((pair) => pair['nominated'] && pair['state'] === 'succeeded')
  );
}

function readPath(report: ReadonlyMap<string, Stat>, pair: Stat | undefined): Path | undefined {
  const [local, remote] = [report.get(pair?.['localCandidateId']), report.get(pair?.['remoteCandidateId'])];
  if (!pair || !local || !remote) return undefined;
  return {
    local: local['candidateType'],
    remote: remote['candidateType'],
    protocol: local['relayProtocol'] ?? local['protocol'],
    roundTrip: pair['currentRoundTripTime'],
    room: pair['availableOutgoingBitrate'],
  };
}

function readFlow(
  report: ReadonlyMap<string, Stat>,
  stats: Stat[],
  stat: Stat,
  sections: readonly (string | null)[],
): Flow | undefined {
  if (stat.type !== 'outbound-rtp' && stat.type !== 'inbound-rtp') return undefined;
  const sent = stat.type === 'outbound-rtp';
  const there = stats.find(({ type, localId }) => type === 'remote-inbound-rtp' && localId === stat.id);
  const bytes = (sent ? stat['bytesSent'] : stat['bytesReceived']) ?? 0;
  // A slot that carries nothing yet.
  if (bytes === 0) return undefined;
  return {
    kind: KINDS[sections.indexOf(stat['mid'] ?? '')] ?? stat['kind'],
    way: sent ? 'sent' : 'received',
    codec: String(report.get(stat['codecId'])?.['mimeType'] ?? '').replace(/^\w+\//, ''),
    bytes,
    packets: (sent ? stat['packetsSent'] : stat['packetsReceived']) ?? 0,
    lost: stat['packetsLost'] ?? 0,
    lossThere: there?.['fractionLost'],
    jitter: sent ? there?.['jitter'] : stat['jitter'],
    ...pictureOf(stat),
  };
}

function pictureOf(stat: Stat): Pick<Flow, 'picture' | 'limit'> {
  const { frameWidth: width, frameHeight: height, framesPerSecond: frames, qualityLimitationReason: limit } = stat;
  const rate = frames === undefined ? '' : `, ${Math.round(frames)} fps`;
  return {
    ...(width && { picture: `${width}×${height}${rate}` }),
    ...(limit && limit !== 'none' && { limit }),
  };
}

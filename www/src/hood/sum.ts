import type { Flow, Path, Sample } from './stats';
import { bitrate, KINDS, loss, total } from './stats';

/** What a connection measured last, and what just before. */
export interface Moment {
  now: Sample;
  before: Sample | undefined;
}

/** What all connections of a call carry one way, of one kind. */
export interface Sum {
  kind: Flow['kind'];
  way: Flow['way'];
  /** Over how many connections. */
  count: number;
  codec: string;
  /** Bits a second, of all. */
  rate: number | undefined;
  /** 0 to 1, of the worst. */
  loss: number | undefined;
  /** In seconds, of the worst. */
  jitter: number | undefined;
  /** Such as `640×480, 30 fps`; where they differ, each of them. */
  picture: string;
}

const WAYS = ['sent', 'received'] as const;

/** Sums up what the connections of a call carry: sound first, and what is sent before what is received. */
export function sumUp(moments: readonly Moment[]): Sum[] {
  return KINDS.flatMap((kind) => WAYS.flatMap((way) => sumOf(kind, way, moments) ?? []));
}

/** Bits a second that all connections carry one way. */
export function totalOf(way: Flow['way'], moments: readonly Moment[]): number {
  return moments.reduce((sum, { now, before }) => sum + total(way, now, before), 0);
}

/** The facts of the ways that connections take: of one its own, of several how they are together. */
export function wayOf(moments: readonly Moment[]): { path: Path | undefined; roundTrip?: number; room?: number } {
  const paths = moments.flatMap(({ now }) => now.path ?? []);
  const trips = numbersOf(paths.map(({ roundTrip }) => roundTrip));
  const rooms = numbersOf(paths.map(({ room }) => room));
  return {
    path: paths[0],
    ...(trips.length > 0 && { roundTrip: Math.max(...trips) }),
    ...(rooms.length > 0 && { room: rooms.reduce((sum, room) => sum + room, 0) }),
  };
}

function sumOf(kind: Flow['kind'], way: Flow['way'], moments: readonly Moment[]): Sum | undefined {
  const flows = moments.flatMap((moment) =>
    moment.now.flows.filter((flow) => flow.kind === kind && flow.way === way).map((flow) => ({ flow, ...moment })),
  );
  if (flows.length === 0) return undefined;
  const rates = numbersOf(flows.map(({ flow, now, before }) => bitrate(flow, now, before)));
  return {
    kind,
    way,
    count: flows.length,
    codec: distinct(flows.map(({ flow }) => flow.codec)),
    rate: rates.length > 0 ? rates.reduce((sum, rate) => sum + rate, 0) : undefined,
    loss: worst(flows.map(({ flow, before }) => loss(flow, before))),
    jitter: worst(flows.map(({ flow }) => flow.jitter)),
    picture: distinct(flows.map(({ flow }) => pictureOf(flow))),
  };
}

function pictureOf({ picture, limit }: Flow): string {
  return [picture, limit && `held down by ${limit}`].filter(Boolean).join(', ');
}

function worst(values: readonly (number | undefined)[]): number | undefined {
  const known = numbersOf(values);
  return known.length > 0 ? Math.max(...known) : undefined;
}

function distinct(words: readonly string[]): string {
  return [...new Set(words.filter((word) => word !== ''))].join('; ');
}

function numbersOf(values: readonly (number | undefined)[]): number[] {
  return values.filter((value) => value !== undefined);
}

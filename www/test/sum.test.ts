import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flow, Sample } from '../src/hood/stats';
import type { Moment } from '../src/hood/sum';
import { sumUp, totalOf, wayOf } from '../src/hood/sum';

function flow(kind: Flow['kind'], way: Flow['way'], bytes: number, more: Partial<Flow> = {}): Flow {
  return { kind, way, codec: 'opus', bytes, packets: 0, lost: 0, ...more };
}

function moment(before: Flow[], now: Flow[], path?: Sample['path']): Moment {
  return { before: { at: 0, flows: before }, now: { at: 1000, flows: now, ...(path && { path }) } };
}

const CAMERA = { codec: 'VP8', picture: '480×270, 20 fps' };

test('rates of all connections are added up, of losses and jitter the worst is told', () => {
  const [sent] = sumUp([
    moment([flow('audio', 'sent', 0)], [flow('audio', 'sent', 1000, { lossThere: 0.1, jitter: 0.001 })]),
    moment([flow('audio', 'sent', 0)], [flow('audio', 'sent', 2000, { lossThere: 0.3, jitter: 0.004 })]),
    moment([], []),
  ]);
  assert.deepEqual(
    { ...sent },
    { kind: 'audio', way: 'sent', count: 2, codec: 'opus', rate: 24_000, loss: 0.3, jitter: 0.004, picture: '' },
  );
});

test('screens are apart from cameras, and sizes that differ are told', () => {
  const flows = [flow('video', 'sent', 5, CAMERA), flow('screen', 'sent', 5, { codec: 'VP8', picture: '1920×1080' })];
  const held = { ...CAMERA, limit: 'bandwidth' };
  const sums = sumUp([moment([], flows), moment([], [flow('video', 'sent', 5, held)]), moment([], flows)]);
  assert.deepEqual(
    sums.map(({ kind, count, picture }) => [kind, count, picture]),
    [
      ['video', 3, '480×270, 20 fps; 480×270, 20 fps, held down by bandwidth'],
      ['screen', 2, '1920×1080'],
    ],
  );
});

test('as long as there is nothing to compare with, there is no rate', () => {
  const now: Sample = { at: 1000, flows: [flow('audio', 'received', 7)] };
  assert.equal(sumUp([{ now, before: undefined }])[0]?.rate, undefined);
  assert.equal(totalOf('received', [{ now, before: undefined }]), 0);
});

test('of several ways the longest round trip is told, and what can be sent in all', () => {
  const path = { local: 'host', remote: 'host', protocol: 'udp' };
  const ways = [
    moment([], [], { ...path, roundTrip: 0.01, room: 300 }),
    moment([], [], { ...path, roundTrip: 0.04, room: 500 }),
  ];
  const { roundTrip, room } = wayOf(ways);
  assert.deepEqual([roundTrip, room], [0.04, 800]);
  assert.equal(wayOf([]).path, undefined);
});

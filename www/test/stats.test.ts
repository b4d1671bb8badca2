import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sample } from '../src/hood/stats';
import { bitrate, loss, read, total } from '../src/hood/stats';
import { bits, later, milliseconds, percent } from '../src/hood/units';

type Stats = Record<string, Record<string, unknown>>;

// As browsers give it (W3C webrtc-stats), cut down to what is read.
const STATS: Stats = {
  t: { type: 'transport', selectedCandidatePairId: 'p1', srtpCipher: 'AES_CM_128_HMAC_SHA1_80' },
  p0: { type: 'candidate-pair', nominated: true, state: 'succeeded', localCandidateId: 'l0', remoteCandidateId: 'r' },
  p1: { type: 'candidate-pair', localCandidateId: 'l1', remoteCandidateId: 'r', currentRoundTripTime: 0.025 },
  l0: { type: 'local-candidate', candidateType: 'host', protocol: 'udp' },
  l1: { type: 'local-candidate', candidateType: 'relay', protocol: 'udp', relayProtocol: 'tcp' },
  r: { type: 'remote-candidate', candidateType: 'srflx', protocol: 'udp' },
  c: { type: 'codec', mimeType: 'audio/opus' },
  v: { type: 'codec', mimeType: 'video/VP8' },
  vo: { type: 'outbound-rtp', kind: 'video', codecId: 'v', bytesSent: 9000, frameWidth: 640, frameHeight: 480 },
  empty: { type: 'inbound-rtp', kind: 'video', bytesReceived: 0 },
  ao: { type: 'outbound-rtp', kind: 'audio', codecId: 'c', bytesSent: 1000, packetsSent: 10 },
  there: { type: 'remote-inbound-rtp', localId: 'ao', fractionLost: 0.25, jitter: 0.004 },
  ai: { type: 'inbound-rtp', kind: 'audio', codecId: 'c', bytesReceived: 500, packetsReceived: 90, packetsLost: 0 },
};

function sample(at: number, changes: Stats = {}): Sample {
  const all = Object.entries(STATS).map(([id, stat]) => ({ ...stat, ...changes[id], id, timestamp: at }));
  return read(new Map(all.map((stat) => [stat.id, stat as never])));
}

test('the path is that of the selected pair', () => {
  const { path, cipher } = sample(0);
  assert.deepEqual(
    { ...path },
    { local: 'relay', remote: 'srflx', protocol: 'tcp', roundTrip: 0.025, room: undefined },
  );
  assert.equal(cipher, 'AES_CM_128_HMAC_SHA1_80');
});

test('a browser without transport statistics shows the nominated pair', () => {
  const { path } = sample(0, { t: { selectedCandidatePairId: undefined } });
  assert.equal(path?.local, 'host');
});

test('what carries nothing is not shown, sound comes first', () => {
  const shown = sample(0).flows.map(({ kind, way, codec }) => `${kind} ${way} ${codec}`);
  assert.deepEqual(shown, ['audio sent opus', 'audio received opus', 'video sent VP8']);
});

test('a screen and its sound are told from a camera and a microphone by their media sections', () => {
  const stats = [
    { id: 'a', type: 'outbound-rtp', kind: 'video', mid: 's', bytesSent: 1, timestamp: 0 },
    { id: 'b', type: 'outbound-rtp', kind: 'audio', mid: 'x', bytesSent: 1, timestamp: 0 },
    { id: 'c', type: 'inbound-rtp', kind: 'video', mid: 'v', bytesReceived: 1, timestamp: 0 },
  ];
  const { flows } = read(new Map(stats.map((stat) => [stat.id, stat as never])), ['m', 'v', 's', 'x']);
  assert.deepEqual(
    flows.map(({ kind, way }) => `${kind} ${way}`),
    ['video received', 'screen sent', 'screen-audio sent'],
  );
});

test('rates and losses are those between two moments', () => {
  const before = sample(1000);
  const now = sample(3000, { ao: { bytesSent: 9000 }, ai: { packetsReceived: 180, packetsLost: 10 } });
  const [sent, received] = now.flows;
  assert.equal(bitrate(sent!, now, before), 32_000);
  assert.equal(bitrate(sent!, now, undefined), undefined);
  assert.equal(total('sent', now, before), 32_000);
  assert.equal(loss(received!, before), 0.1);
  assert.equal(loss(sent!, before), 0.25);
});

test('numbers have units', () => {
  assert.deepEqual([bits(undefined), bits(24_400), bits(1_250_000)], ['–', '24 kbit/s', '1.3 Mbit/s']);
  assert.deepEqual([percent(0), percent(0.004), percent(0.25)], ['0 %', '0.4 %', '25 %']);
  assert.deepEqual([milliseconds(0.0034), milliseconds(0.0256)], ['3.4 ms', '26 ms']);
  assert.deepEqual([later(85), later(2100), later(65_000)], ['+85 ms', '+2.1 s', '+1:05']);
});

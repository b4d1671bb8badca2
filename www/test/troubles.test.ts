import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../src/problems';
import { deviceTroubles, networkTroubles, TROUBLES } from '../src/call/troubles';

const LOST = new Problem('The connection to the server is lost.', 'It is tried again.');

function troubles(...names: string[]): Map<string, Problem> {
  return new Map(names.map((name) => [name, TROUBLES[name]!('Bob')]));
}

test('of the network one thing is said, the one that explains the others', () => {
  const all = troubles('networkReconnect', 'noNetwork');
  assert.deepEqual(networkTroubles(all, LOST), [all.get('noNetwork')]);
  assert.deepEqual(networkTroubles(troubles('cameraStartFailed'), LOST), [LOST]);
  assert.deepEqual(networkTroubles(troubles(), undefined), []);
  const weak = troubles('networkReceiveQuality', 'networkSendQuality');
  assert.deepEqual(networkTroubles(weak, undefined), [weak.get('networkSendQuality')]);
  assert.deepEqual(networkTroubles(weak, LOST), [LOST], 'a lost connection explains more');
});

test('of the devices everything is said', () => {
  const all = troubles('noNetwork', 'microphonePermissionDenied', 'cameraStartFailed');
  assert.equal(deviceTroubles(all, undefined).length, 2);
});

test('who was muted by somebody else is not told as well that nobody hears them', () => {
  const muted = new Problem('Somebody has muted you.', 'Unmute.');
  const all = troubles('speakingWhileMicrophoneIsMuted', 'cameraStartFailed');
  assert.deepEqual(deviceTroubles(all, muted), [muted, all.get('cameraStartFailed')]);
});

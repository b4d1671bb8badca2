import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConnections, tapConnections } from '../src/hood/tap';

class Connection {
  signalingState = 'stable';
  constructor(readonly configuration?: unknown) {}
}

test('connections are in sight as long as they are open, and are what they were', () => {
  const scope = { RTCPeerConnection: Connection } as never as { RTCPeerConnection: new (c?: unknown) => Connection };
  tapConnections(scope as never);
  const [one, other] = [new scope.RTCPeerConnection({ iceServers: [] }), new scope.RTCPeerConnection()];
  assert.ok(one instanceof Connection);
  assert.deepEqual(one.configuration, { iceServers: [] });
  assert.equal(openConnections().length, 2);
  one.signalingState = 'closed';
  assert.deepEqual(openConnections(), [other]);
});

test('without WebRTC there is nothing to tap', () => {
  const scope = {};
  tapConnections(scope);
  assert.deepEqual(scope, {});
});

// The law of warm connect, on captured packets: while a call rings, connections get ready, but before `accept` no microphone is
// opened at the callee and no media leaves it.

import assert from 'node:assert/strict';

import { PAIRS } from './support/casts.mjs';
import { sendEarly } from './support/page/probe.mjs';
import { scene } from './support/scene.mjs';
import { pause, waitFor } from './support/wait.mjs';
import { Wire } from './support/wire.mjs';

/** For how long nothing may come. Twenty milliseconds are between two packets of audio. */
const WATCH = 1500;

scene('while it rings everything gets ready, and no media flows', {}, ringsSilently, PAIRS);

/** @param {import('./support/scene.mjs').Scene} scene */
async function ringsSilently(scene) {
  await overAWire(scene, [], async (alice, bob, wire) => {
    await ringsWarm(alice, bob, wire);
    assert.deepEqual(mediaBefore(wire), { Alice: 0, Bob: 0 }, 'packets of media before accept');
    assert.deepEqual(await bob.page.evaluate(() => probe.captures), [], 'what the callee captured before accept');

    await bob.accept();
    await Promise.all([alice.callIs('Connected'), bob.callIs('Connected')]);
    await waitFor('media both ways', () => wire.count('Alice', 'rtp') > 20 && wire.count('Bob', 'rtp') > 20);
    assert.equal((await bob.page.evaluate(() => probe.captures)).length, 1, 'captures after accept');
    await everythingPassedTheWire(alice, wire, 'Bob');
    await everythingPassedTheWire(bob, wire, 'Alice');
  });
}

scene('a page that breaks the law is caught', {}, async (scene) => {
  await overAWire(scene, [sendEarly], async (alice, bob, wire) => {
    await ringsWarm(alice, bob, wire);
    assert.ok(mediaBefore(wire).Bob > 0, 'packets of media from the page that sends early');
  });
});

/**
 * @param {import('./support/scene.mjs').Scene} scene
 * @param {Array<() => void>} scripts of the callee's page
 * @param {(alice: Person, bob: Person, wire: Wire) => Promise<void>} act
 *
 * @typedef {import('./support/person.mjs').Person} Person
 */
async function overAWire(scene, scripts, act) {
  const [alice, bob] = await Promise.all([scene.visitor('Alice'), scene.visitor('Bob', scripts)]);
  const wire = new Wire();
  await Promise.all([wire.join(alice, bob), wire.join(bob, alice)]);
  await scene.signIn(alice, bob);
  await act(alice, bob, wire).finally(() => wire.close());
}

/**
 * Until both connections are up, DTLS included, and a while longer.
 *
 * @param {Person} alice
 * @param {Person} bob
 * @param {Wire} wire
 */
async function ringsWarm(alice, bob, wire) {
  await alice.startCall(bob);
  await bob.rings();
  const isConnected = () => probe.peers.some((peer) => peer.connectionState === 'connected');
  await waitFor('connections while it rings', async () => {
    const ready = await Promise.all([alice.page.evaluate(isConnected), bob.page.evaluate(isConnected)]);
    return ready.every(Boolean);
  });
  assert.ok(wire.count('Alice', 'dtls') > 0 && wire.count('Bob', 'dtls') > 0, 'DTLS passed the wire');
  await alice.callIs('Ringing');
  await pause(WATCH);
}

/** @param {Wire} wire */
function mediaBefore(wire) {
  const media = (/** @type {string} */ from) => wire.count(from, 'rtp') + wire.count(from, 'sr');
  return { Alice: media('Alice'), Bob: media('Bob') };
}

/**
 * What a browser counts as received was seen on the wire.
 *
 * @param {Person} receiver
 * @param {Wire} wire
 * @param {string} sender
 */
async function everythingPassedTheWire(receiver, wire, sender) {
  const { audioPackets, videoPackets } = await receiver.received();
  assert.ok(audioPackets > 0 && wire.count(sender, 'rtp') >= audioPackets + videoPackets);
}

// A lost connection is resumed without losing the call or anything that was said meanwhile.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { PAIRS } from './support/casts.mjs';
import { sceneByNetwork, sceneByProxy } from './support/scene.mjs';
import { pause, waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */
/** @typedef {import('./support/proxy.mjs').Proxy} Proxy */

/** How long the network is away. */
const AWAY = 2000;
/** The server keeps 256 messages for each page that is away. */
const MORE_THAN_KEPT = 150;

describe('a lost connection', { concurrency: 3 }, () => {
  sceneByProxy('while it rings', {}, async (scene, proxy) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await alice.startCall(bob);
    await bob.rings();
    await alice.callIs('Ringing');
    await away(proxy, [alice, bob], async () => {});
    await bob.accept();
    await Promise.all([alice.callIs('Connected'), bob.callIs('Connected')]);
    await isOneCall(alice, bob);
  });

  sceneByProxy('accepted meanwhile', {}, async (scene, proxy) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await alice.startCall(bob);
    await bob.rings();
    await alice.callIs('Ringing');
    await away(proxy, [alice, bob], () => bob.page.evaluate(() => void app.accept()));
    await Promise.all([alice.callIs('Connected'), bob.callIs('Connected')]);
    await isOneCall(alice, bob);
  });

  sceneByProxy('placed meanwhile', {}, async (scene, proxy) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await away(proxy, [alice, bob], () => alice.startCall(bob));
    await bob.rings();
    await bob.accept();
    await Promise.all([alice.callIs('Connected'), bob.callIs('Connected')]);
    await isOneCall(alice, bob);
  });

  sceneByProxy('during a call', {}, async (scene, proxy) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await away(proxy, [alice, bob], async () => {
      // Media goes its own way.
      await hearsAgain(bob);
      await alice.page.evaluate(() => app.call.mute());
    });
    await bob.event('participant', 'isMutedChanged', ({ isMuted }) => isMuted);
    await isOneCall(alice, bob);
    await bob.hangUp();
    assert.equal(await alice.ended(), '0/0');
  });

  sceneByProxy('hung up meanwhile', {}, async (scene, proxy) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await away(proxy, [alice, bob], () => alice.hangUp());
    assert.equal(await alice.ended(), '0/0');
    assert.equal(await bob.ended(), '0/0');
  });

  sceneByProxy('for too long', { 'call.loss-timeout': '3s' }, async (scene, proxy) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    proxy.cut();
    assert.equal(await alice.ended(), '496/7');
    assert.equal(await bob.ended(), '496/7');
    proxy.restore();
    await Promise.all([alice, bob].map(isOnline));
    await bob.startCall(alice);
    await alice.rings();
  });

  sceneByNetwork('media too', { 'limits.ping-interval': '1s' }, async (scene, network) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    network.cut(bob);
    await alice.networkIs('Bad');
    network.restore(bob);
    await alice.networkIs('Good');
    await hearsAgain(bob);
    await isOneCall(alice, bob);
    await alice.hangUp();
    assert.equal(await bob.ended(45_000), '0/0');
  });

  sceneByNetwork(
    'and more was said than the server keeps',
    { 'limits.ping-interval': '1s' },
    async (scene, network) => {
      const [alice, bob] = await scene.visitors('Alice', 'Bob');
      await scene.connect(alice, bob);
      network.cut(bob);
      await alice.networkIs('Bad');
      await alice.page.evaluate(async (times) => {
        for (let time = 0; time < times; time++) {
          await app.call.mute();
          await app.call.unmute();
        }
        await app.call.mute();
        await app.startVideo();
      }, MORE_THAN_KEPT);
      network.restore(bob);
      await bob.event('stream', 'isAvailableChanged', ({ isAvailable }) => isAvailable, 40_000);
      const changes = await bob.events('participant', 'isMutedChanged');
      assert.deepEqual(
        changes.map(({ state }) => state.isMuted),
        [true],
        'only the outcome is told',
      );
      await isOneCall(alice, bob);
      await alice.page.evaluate(() => app.call.unmute());
      await hearsAgain(bob);
    },
  );
});

describe('lost media', { concurrency: 4 }, () => {
  for (const [who, loser] of /** @type {const} */ ([
    ['caller', 0],
    ['callee', 1],
  ])) {
    sceneByNetwork(`until ICE is restarted, at the ${who}'s`, {}, losesMedia, PAIRS);

    /**
     * @param {import('./support/scene.mjs').Scene} scene
     * @param {import('./support/network.mjs').Network} network
     */
    async function losesMedia(scene, network) {
      const people = await scene.visitors('Alice', 'Bob');
      const [alice, bob] = people;
      await scene.connect(alice, bob);
      const before = await Promise.all(people.map(iceOf));
      network.cutMedia(people[loser]);
      await Promise.all(people.map((person) => person.networkIs('Bad')));
      await waitFor('restart of ICE', async () => {
        const now = await Promise.all(people.map(iceOf));
        return now.every((ice, at) => ice !== before[at]);
      });
      network.restore(people[loser]);
      await Promise.all(people.map((person) => person.networkIs('Good')));
      await hearsAgain(alice);
      await hearsAgain(bob);
      await isOneCall(alice, bob);
    }
  }
});

/** Names the ICE session of a page's connection: its `ice-ufrag` (RFC 8839 section 5.4). @param {Person} person */
async function iceOf(person) {
  const sdp = await person.page.evaluate(() => probe.peers[0]?.localDescription?.sdp);
  return /^a=ice-ufrag:(.*)$/m.exec(String(sdp))?.[1];
}

/** @param {Person} person */
async function hearsAgain(person) {
  const { audioPackets } = await person.received();
  await waitFor('audio', async () => (await person.received()).audioPackets > audioPackets + 20);
}

/**
 * Takes the network from everybody for a while.
 *
 * @param {Proxy} proxy
 * @param {Person[]} people
 * @param {() => Promise<unknown>} act what happens meanwhile
 */
async function away(proxy, people, act) {
  const before = proxy.connections;
  proxy.cut();
  await Promise.all(people.map((person) => person.event('agent', 'connectionStateChanged', isDisconnected)));
  await act();
  await pause(AWAY);
  proxy.restore();
  await Promise.all(people.map(isOnline));
  assert.ok(proxy.connections >= before + people.length, 'everybody came back');
}

/** @param {Record<string, any>} state */
function isDisconnected({ connectionState }) {
  return connectionState === 'Disconnected';
}

/** @param {Person} person */
async function isOnline(person) {
  await waitFor(`connection of ${person.name}`, () =>
    person.page.evaluate(() => app.agent.connectionState === 'Connected'),
  );
}

/**
 * Nothing shows that the network was away.
 *
 * @param {Person} caller
 * @param {Person} callee
 */
async function isOneCall(caller, callee) {
  assert.deepEqual(await caller.states(), ['Connecting', 'Ringing', 'Connected']);
  assert.deepEqual(await callee.states(), ['Connecting', 'Connected']);
  assert.equal((await callee.events('agent', 'incomingCall')).length, 1, 'incoming calls');
}

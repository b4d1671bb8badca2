// Calls by a real TURN server, which takes the credentials that the server makes.

import assert from 'node:assert/strict';
import { after, describe } from 'node:test';

import { scene, sceneByNetwork } from './support/scene.mjs';
import { Turn } from './support/turn.mjs';
import { waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

const turn = await Turn.start();
after(() => turn.close());

describe('calls by TURN servers only', { concurrency: 2 }, () => {
  const relay = { ...turn.options, 'ice.transport-policy': 'relay' };

  scene('use no other way', relay, async (scene) => {
    const people = await scene.visitors('Alice', 'Bob');
    const [alice, bob] = people;
    await scene.connect(alice, bob);
    for (const person of people) {
      await hears(person);
      assert.equal(await selectedType(person), 'relay', person.name);
    }
  });

  sceneByNetwork(
    'restart ICE after their first credentials have expired',
    { ...relay, 'ice.credential-ttl': '4s' },
    async (scene, network) => {
      const people = await scene.visitors('Alice', 'Bob');
      const [alice, bob] = people;
      await scene.connect(alice, bob);
      const first = await Promise.all(people.map(username));
      await waitFor('end of the first credentials', () => first.every((name) => expiry(name) < Date.now() / 1000));
      network.cutMedia(alice);
      await Promise.all(people.map((person) => person.networkIs('Bad')));
      await waitFor('restart of ICE with other credentials', async () => {
        const renewed = await Promise.all(people.map(username));
        return renewed.every((name, at) => expiry(name) > expiry(first[at]));
      });
      network.restore(alice);
      await waitFor('addresses for the new credentials', () => first.every(hasRenewedAddress));
      await Promise.all(people.map((person) => person.networkIs('Good')));
      for (const person of people) {
        await hears(person);
        // To the other end, the address of who comes by the wire is the wire's.
        assert.match(await selectedType(person), /^(relay|prflx)$/, person.name);
      }
    },
  );
});

/** The user name that a page's connection has for the TURN server now. @param {Person} person */
async function username(person) {
  const name = await person.page.evaluate(() => probe.peers.at(-1)?.getConfiguration().iceServers?.[0]?.username);
  assert.ok(name, `a user name of ${person.name}`);
  return name;
}

/** Whether the TURN server took a later user name of the same user. @param {string} first */
function hasRenewedAddress(first) {
  const user = first.slice(first.indexOf(':'));
  return turn.users.some((name) => name.endsWith(user) && expiry(name) > expiry(first));
}

/** When it expires, in seconds since 1970. @param {string | undefined} username */
function expiry(username) {
  return Number(username?.split(':')[0]);
}

/** The type of a person's own candidate that media takes. @param {Person} person */
async function selectedType(person) {
  return person.page.evaluate(async () => {
    const stats = /** @type {Map<string, any>} */ (/** @type {unknown} */ (await probe.peers.at(-1)?.getStats()));
    const all = [...stats.values()];
    const transport = all.find(({ type }) => type === 'transport');
    // Firefox marks the pair itself, and has no statistics of a transport.
    const pair = stats.get(transport?.selectedCandidatePairId) ?? all.find(({ selected }) => selected);
    return stats.get(pair.localCandidateId).candidateType;
  });
}

/** @param {Person} person */
async function hears(person) {
  const { audioPackets } = await person.received();
  await waitFor(`audio at ${person.name}'s`, async () => (await person.received()).audioPackets > audioPackets + 20);
}

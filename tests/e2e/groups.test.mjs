// Calls of many: the guide's scenario, growing, holding, muting others.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { graphOf } from './support/graph.mjs';
import { scene } from './support/scene.mjs';
import { pause, waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */
/** @typedef {import('./support/scene.mjs').Scene} Scene */

scene('a chat is made by Graph, and its call has people added and removed', {}, theGuidesScenario);

/** @param {Scene} scene */
async function theGuidesScenario(scene) {
  const [alice, bob, charlie, dan] = await scene.visitors('Alice', 'Bob', 'Charlie', 'Dan');
  const graph = graphOf(scene.server.url, await scene.token(alice));
  const chat = await graph.createChat([alice, bob, charlie]);

  await alice.page.evaluate((users, threadId) => app.startCall(users, { threadId }), [bob.user, charlie.user], chat);
  await Promise.all([bob.rings(), charlie.rings()]);
  await bob.accept();
  await charlie.accept();
  await everybodyHears([alice, bob, charlie]);
  assert.deepEqual(await alice.states(), ['Connecting', 'Connected']);
  const shown = (await alice.events('call', 'remoteParticipantsUpdated')).slice(0, 2).map(({ state }) => state.state);
  assert.deepEqual(shown, ['Connecting', 'Connecting'], 'who is called is shown at once');
  for (const person of [alice, bob, charlie])
    assert.equal(await person.page.evaluate(() => app.call.info.threadId), chat, `the chat at ${person.name}'s`);

  const membership = await graph.addMember(chat, dan);
  const returned = await alice.page.evaluate(
    (user, threadId) => {
      const participant = app.call.addParticipant(user, { threadId });
      return { state: participant.state, id: participant.identifier.microsoftTeamsUserId };
    },
    dan.user,
    chat,
  );
  assert.deepEqual(returned, { state: 'Idle', id: dan.user.microsoftTeamsUserId });
  await waitFor('the added one in the collection', () =>
    alice.page.evaluate((user) => app.participant(user)?.state === 'Ringing', dan.user),
  );
  await dan.rings();
  assert.equal(await dan.page.evaluate(() => app.incomingCall.info.threadId), chat);
  await dan.accept();
  await everybodyHears([alice, bob, charlie, dan]);

  await alice.page.evaluate((user) => app.call.removeParticipant(user), dan.user);
  assert.equal(
    await alice.page.evaluate((user) => app.participant(user) === undefined, dan.user),
    true,
    'gone by then',
  );
  assert.equal(await dan.ended(), '0/5000');
  for (const person of [alice, bob, charlie]) {
    const { state } = await person.event('participant', 'stateChanged', ({ state }) => state === 'Disconnected');
    assert.deepEqual(state.callEndReason, { code: 0, subCode: 5000 }, `as ${person.name} sees it`);
    assert.equal(await person.page.evaluate(() => app.call.remoteParticipants.length), 2);
  }
  await graph.removeMember(chat, membership);
  await everybodyHears([alice, bob, charlie]);

  await alice.page.evaluate(() => app.call.hangUp({ forEveryone: true }));
  assert.equal(await alice.ended(), '0/0');
  assert.deepEqual(await Promise.all([bob.ended(), charlie.ended()]), ['0/4097', '0/4097']);
}

/** Audio comes in from each of the others. @param {Person[]} people */
async function everybodyHears(people) {
  await Promise.all(people.map((person) => hears(person, people.length - 1)));
}

/**
 * @param {Person} person
 * @param {number} others
 */
async function hears(person, others) {
  await person.callIs('Connected');
  await waitFor(`sound of ${others} others at ${person.name}'s`, async () => {
    const before = await person.page.evaluate(() => app.receivedByPeer());
    await pause(500);
    const now = await person.page.evaluate(() => app.receivedByPeer());
    return now.length === others && now.every(({ audio }, at) => audio > (before[at]?.audio ?? 0) + 10);
  });
}

describe('hold', { concurrency: 2 }, () => {
  scene('nothing flows to or from a held call, and all comes back', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await alice.page.evaluate(() => app.startVideo());
    await bob.event('stream', 'isAvailableChanged', ({ isAvailable }) => isAvailable);
    await bob.page.evaluate(() => app.showRemote());
    await everybodyHears([alice, bob]);
    await alice.page.evaluate(() => app.call.hold());
    assert.equal(await alice.page.evaluate(() => app.call.state), 'LocalHold');
    await bob.callIs('RemoteHold');
    assert.equal(await bob.page.evaluate(() => app.call.remoteParticipants[0].state), 'Hold');
    await pause(300);
    for (const person of [alice, bob]) await isSilent(person);
    await alice.page.evaluate(() => app.call.resume());
    await everybodyHears([alice, bob]);
    const before = await bob.received();
    await waitFor('pictures again', async () => (await bob.received()).videoPackets > before.videoPackets + 10);
    assert.deepEqual(await alice.states(), ['Connecting', 'Ringing', 'Connected', 'LocalHold', 'Connected']);
  });
});

/** No media packet comes in for a while. @param {Person} person */
async function isSilent(person) {
  const before = await person.page.evaluate(() => app.receivedByPeer());
  await pause(1500);
  const now = await person.page.evaluate(() => app.receivedByPeer());
  assert.deepEqual(now, before, `media at ${person.name}'s`);
}

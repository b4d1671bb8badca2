// Calls of many: the guide's scenario, one that somebody is added to at once, and a call of two that becomes one.

import assert from 'node:assert/strict';

import { PAIRS } from './support/casts.mjs';
import { graphOf } from './support/graph.mjs';
import { everybodyHears } from './support/media.mjs';
import { scene } from './support/scene.mjs';
import { waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */
/** @typedef {import('./support/scene.mjs').Scene} Scene */

/** Less than it takes to connect anew, in milliseconds, and more than a busy machine has packets wait for. */
const GAP = 400;

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

scene('somebody is added to a group call in the moment in which it begins', {}, addedAtOnce);

/** @param {Scene} scene */
async function addedAtOnce(scene) {
  const [alice, bob, carol] = await scene.visitors('Alice', 'Bob', 'Carol');
  const addAtOnce = (/** @type {any} */ called, /** @type {any} */ added) => {
    app.startCall([called]);
    return app.call.addParticipant(added).state;
  };
  assert.equal(await alice.page.evaluate(addAtOnce, bob.user, carol.user), 'Idle');
  await Promise.all([bob.rings(), carol.rings()]);
  await Promise.all([bob.accept(), carol.accept()]);
  await everybodyHears([alice, bob, carol]);
  const updates = await alice.events('call', 'remoteParticipantsUpdated');
  assert.ok(
    updates.every(({ state }) => state.removed.length === 0),
    'nobody leaves meanwhile',
  );
  await isOneCall(alice, ['Connecting', 'Connected'], ['Bob', 'Carol']);
}

scene('a one-to-one call grows into a group, and its audio has no gap', {}, growsIntoAGroup, PAIRS);

/** @param {Scene} scene */
async function growsIntoAGroup(scene) {
  const [alice, bob, carol] = await scene.visitors('Alice', 'Bob', 'Carol');
  await scene.connect(alice, bob);
  await everybodyHears([alice, bob]);
  for (const person of [alice, bob]) await person.page.evaluate(watch);

  await alice.page.evaluate((user) => void app.call.addParticipant(user), carol.user);
  await carol.rings();
  assert.equal(await carol.page.evaluate(() => app.incomingCall.callerInfo.displayName), 'Alice');
  await carol.accept();
  await everybodyHears([alice, bob, carol]);

  for (const person of [alice, bob]) {
    const { undisturbed, story, gaps } = await person.page.evaluate(watched);
    assert.equal(undisturbed, 1, `the connection at ${person.name}'s: ${story}`);
    assert.ok(gaps.length === 1 && Number(gaps[0]) < GAP, `gaps at ${person.name}'s: ${gaps}`);
  }
  await isOneCall(alice, ['Connecting', 'Ringing', 'Connected'], ['Bob', 'Carol']);
  await isOneCall(bob, ['Connecting', 'Connected'], ['Alice', 'Carol']);
  await isOneCall(carol, ['Connecting', 'Connected'], ['Alice', 'Bob']);
  const ids = await Promise.all([alice, bob, carol].map((person) => person.page.evaluate(idsOfCall)));
  assert.ok(ids[0]?.thread && ids[0].call);
  assert.deepEqual(new Set(ids.map((one) => JSON.stringify(one))).size, 1, JSON.stringify(ids));

  // Nobody is the caller of a group: it goes on without who began it.
  await alice.hangUp();
  assert.equal(await alice.ended(), '0/0');
  await everybodyHears([bob, carol]);
  await isOneCall(bob, ['Connecting', 'Connected'], ['Carol']);
}

/** Runs in the page. */
function watch() {
  app.peerWatch.start();
  app.gapWatch.start();
}

/** Runs in the page. */
function watched() {
  return { undisturbed: app.peerWatch.undisturbed(), story: app.peerWatch.story(), gaps: app.gapWatch.stop() };
}

/** Runs in the page. */
async function idsOfCall() {
  const { threadId, getServerCallId } = app.call.info;
  return { thread: threadId, call: await getServerCallId() };
}

/**
 * Somebody has this one call, which has passed these states, and these others are in it.
 *
 * @param {Person} person
 * @param {string[]} states
 * @param {string[]} others
 */
async function isOneCall(person, states, others) {
  assert.deepEqual(await person.states(), states, `states at ${person.name}'s`);
  const shown = await person.page.evaluate(() => ({
    calls: app.agent.calls.map((/** @type {any} */ call) => call.kind),
    isIt: app.agent.calls[0] === app.call,
    others: app.call.remoteParticipants.map((/** @type {any} */ one) => `${one.displayName} ${one.state}`).sort(),
  }));
  const connected = others.map((name) => `${name} Connected`);
  assert.deepEqual(shown, { calls: ['TeamsCall'], isIt: true, others: connected }, `the call at ${person.name}'s`);
}

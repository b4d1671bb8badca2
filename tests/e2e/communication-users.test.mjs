// Communication users: agents of their own kind, groups that they meet in, and calls with Teams users.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe } from 'node:test';

import { failsWith } from './support/failures.mjs';
import { everybodyHears } from './support/media.mjs';
import { scene } from './support/scene.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

describe('communication users', { concurrency: 2 }, () => {
  scene('meet in a group', {}, async (scene) => {
    const [erin, frank] = await scene.communicationUsers('Erin', 'Frank');
    await failsWith('400/0', 'no group', erin, () => app.join('nonsense'));
    assert.deepEqual(await erin.page.evaluate(() => app.agent.calls), []);
    const group = randomUUID();
    await join(erin, group);
    await erin.callIs('Connected');
    await join(frank, group);
    await everybodyHears([erin, frank]);
    for (const [person, other] of /** @type {const} */ ([
      [erin, frank],
      [frank, erin],
    ])) {
      assert.deepEqual(await person.states(), ['Connecting', 'Connected']);
      assert.deepEqual(await person.page.evaluate(kinds), { agent: 'CallAgent', call: 'Call' });
      assert.equal(await person.page.evaluate(() => app.agent.displayName), person.name);
      assert.equal(await person.page.evaluate(() => app.call.info.groupId), group);
      assert.deepEqual(await others(person), [shown(other)]);
    }
    await frank.hangUp();
    assert.equal(await frank.ended(), '0/0');
    await join(frank, group);
    await everybodyHears([erin, frank]);
  });

  scene('call Teams users and each other', {}, async (scene) => {
    const [erin, frank] = await scene.communicationUsers('Erin', 'Frank');
    const [alice] = await scene.visitors('Alice');
    await scene.gather(erin, alice, frank);
    await everybodyHears([erin, alice, frank]);
    assert.deepEqual(await alice.page.evaluate(kinds), { agent: 'TeamsCallAgent', call: 'TeamsCall' });
    assert.deepEqual(await alice.page.evaluate(incoming), { kind: 'TeamsIncomingCall', ...shown(erin) });
    assert.deepEqual(await frank.page.evaluate(incoming), { kind: 'IncomingCall', ...shown(erin) });
    assert.deepEqual(await others(erin), [shown(alice), shown(frank)]);
    assert.deepEqual(await others(alice), [shown(erin), shown(frank)]);
    assert.deepEqual(await others(frank), [shown(alice), shown(erin)]);
  });

  scene('have tokens and an agent of their own', {}, async (scene) => {
    const [erin] = await scene.communicationUsers('Erin');
    const [alice] = await scene.visitors('Alice');
    const create = (/** @type {string} */ token) =>
      new app.calling.CallClient().createCallAgent(app.credential(token), { displayName: 'Erin' });
    const createForTeams = (/** @type {string} */ token) =>
      new app.calling.CallClient().createTeamsCallAgent(app.credential(token));
    const another = (/** @type {string} */ token) => app.client?.createCallAgent(app.credential(token));
    const kind = 'communication';
    const [teams, communication] = await Promise.all([scene.server.token(), scene.server.token({ kind })]);
    await failsWith('403/40229', 'a Teams user as a communication user', erin, create, teams.token);
    await failsWith('403/40231', 'the other way round', alice, createForTeams, communication.token);
    await failsWith('409/40228', 'a second agent of a user', erin, create, await scene.token(erin, { kind }));
    await failsWith('409/40228', 'a second agent of a client', erin, another, communication.token);
    await scene.connect(erin, alice);
    assert.deepEqual(await erin.states(), ['Connecting', 'Ringing', 'Connected'], 'with one it is no group');
  });
});

/** @param {Person} person @param {string} group */
async function join(person, group) {
  await person.page.evaluate((group) => app.join(group), group);
}

/** Runs in the page. */
function kinds() {
  return { agent: app.agent.kind, call: app.call.kind };
}

/** Runs in the page. */
function incoming() {
  const { kind, callerInfo } = app.incomingCall;
  const { communicationUserId } = callerInfo.identifier;
  return { kind, id: communicationUserId, name: callerInfo.displayName };
}

/** Everybody else in the call, by their names. @param {Person} person */
function others(person) {
  return person.page.evaluate(() => {
    const show = (/** @type {any} */ { identifier, displayName }) => ({
      id: identifier.communicationUserId ?? identifier.microsoftTeamsUserId,
      name: displayName,
    });
    const byName = (/** @type {any} */ one, /** @type {any} */ other) => (one.name < other.name ? -1 : 1);
    return app.call.remoteParticipants.map(show).sort(byName);
  });
}

/** How somebody should be shown. @param {Person} person */
function shown({ user, name }) {
  return { id: Object.values(user)[0], name };
}

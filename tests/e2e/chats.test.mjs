// Chats by Microsoft Graph's own client, as an app makes them for its group calls.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';

import { GraphError } from '@microsoft/microsoft-graph-client';

import { clientOf } from './support/graph.mjs';
import { Server } from './support/server.mjs';

/** Somebody with a client of their own. */
class Person {
  /**
   * @param {string} id
   * @param {string} token
   * @param {string} baseUrl
   */
  constructor(id, token, baseUrl) {
    this.id = id;
    this.graph = clientOf(baseUrl, token);
  }

  /**
   * @param {Server} server
   * @param {string} displayName
   */
  static async of(server, displayName) {
    const { token, user } = await server.token({ displayName });
    return new Person(user.microsoftTeamsUserId, token, server.url);
  }

  /** @param {string} id */
  chat(id) {
    return this.graph.api(`/chats/${encodeURIComponent(id)}`);
  }

  /**
   * @param {string} id
   * @param {string} [membership]
   */
  members(id, membership = '') {
    return this.graph.api(`/chats/${id}/members${membership && `/${membership}`}`);
  }

  /** @param {string} id */
  async roster(id) {
    const { value } = await this.members(id).get();
    return value.map((/** @type {{ userId: string }} */ { userId }) => userId);
  }
}

/** @param {{ id: string }} person */
const member = ({ id }) => ({
  '@odata.type': '#microsoft.graph.aadUserConversationMember',
  roles: ['owner'],
  'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${id}')`,
});

/** @param {Array<{ id: string }>} people */
const group = (...people) => ({ chatType: 'group', topic: 'Lunch', members: people.map(member) });

/**
 * @param {Promise<unknown>} request
 * @param {number} status
 * @param {string} code
 */
async function refused(request, status, code) {
  await assert.rejects(request, (error) => {
    assert.ok(error instanceof GraphError);
    assert.deepEqual([error.statusCode, error.code], [status, code], error.message);
    assert.match(String(error.requestId), /^[0-9a-f-]{36}$/);
    assert.ok(Math.abs(Date.now() - error.date.getTime()) < 60_000, String(error.date));
    return true;
  });
}

describe('chats', () => {
  /** @type {Server} */
  let server;
  /** @type {Person} */
  let alice;
  /** @type {Person} */
  let bob;
  /** @type {Person} */
  let carol;
  before(async () => {
    server = await Server.start();
    [alice, bob, carol] = await Promise.all([
      Person.of(server, 'Alice'),
      Person.of(server, 'Bob'),
      Person.of(server, 'Carol'),
    ]);
  });
  after(() => server.close());

  test('of a group: its members come and go', async () => {
    const { id, chatType, topic } = await alice.graph.api('/chats').post(group(alice, bob));
    assert.match(id, /^19:[0-9a-f]{32}@thread\.v2$/);
    assert.deepEqual([chatType, topic], ['group', 'Lunch']);
    assert.deepEqual(await bob.roster(id), [alice.id, bob.id]);

    const added = await bob.members(id).post(member(carol));
    assert.equal(added.userId, carol.id);
    await refused(bob.members(id).post(member(carol)), 409, 'Conflict');
    assert.deepEqual(await carol.roster(id), [alice.id, bob.id, carol.id]);
    const { displayName } = await alice.members(id, added.id).get();
    assert.equal(displayName, 'Carol');

    assert.equal(await alice.members(id, added.id).delete(), undefined);
    assert.deepEqual(await alice.roster(id), [alice.id, bob.id]);
    await refused(carol.chat(id).get(), 403, 'Forbidden');
    await refused(alice.members(id, added.id).get(), 404, 'NotFound');
  });

  test('of two people: there is one of them', async () => {
    const chat = { chatType: 'oneOnOne', members: [alice, bob].map(member) };
    const made = await alice.graph.api('/chats').post(chat);
    assert.deepEqual(await bob.graph.api('/chats').post(chat), made);
    await refused(alice.members(made.id).post(member(carol)), 403, 'Forbidden');
  });

  test('with phones only: nobody holds the other place', async () => {
    const nobody = { id: '00000000-0000-0000-0000-000000000000' };
    const { id } = await alice.graph.api('/chats').post(group(alice, nobody));
    assert.deepEqual(await alice.roster(id), [alice.id, nobody.id]);
  });

  test('are listed, whole and in parts', async () => {
    const dave = await Person.of(server, 'Dave');
    const made = [];
    for (let count = 0; count < 5; count++) made.push(await dave.graph.api('/chats').post(group(dave, alice)));
    const ids = made.map(({ id }) => id).sort();
    const all = await dave.graph.api('/me/chats').expand('members').get();
    assert.equal(all['@odata.count'], 5);
    assert.ok(all.value.every((/** @type {{ members: unknown[] }} */ { members }) => members.length === 2));
    const { members } = await dave.chat(ids[0]).expand('members').get();
    assert.deepEqual(
      members.map((/** @type {{ userId: string }} */ { userId }) => userId).sort(),
      [dave.id, alice.id].sort(),
    );

    /** @type {string[]} */
    const seen = [];
    let page = await dave.graph.api('/me/chats').top(2).get();
    for (;;) {
      seen.push(...page.value.map((/** @type {{ id: string }} */ { id }) => id));
      const next = page['@odata.nextLink'];
      if (!next) break;
      // The client takes a whole URL for one only if it begins with https.
      page = await dave.graph.api(next.slice(`${server.url}/v1.0`.length)).get();
    }
    assert.deepEqual(seen.sort(), ids);
  });

  test('are nothing for strangers, and not without a good token', async () => {
    const { id } = await alice.graph.api('/chats').post(group(alice, bob));
    const [{ id: membership }] = (await alice.members(id).get()).value;
    await refused(carol.chat(id).get(), 403, 'Forbidden');
    await refused(carol.members(id).get(), 403, 'Forbidden');
    await refused(carol.members(id).post(member(carol)), 403, 'Forbidden');
    await refused(carol.members(id, membership).delete(), 403, 'Forbidden');
    await refused(carol.chat(id.replace('19:', '19:f')).get(), 404, 'NotFound');
    await refused(carol.graph.api('/chats').post(group(alice, bob)), 400, 'BadRequest');
    const stranger = new Person(randomUUID(), 'nonsense', server.url);
    await refused(stranger.graph.api('/me/chats').get(), 401, 'InvalidAuthenticationToken');
  });
});

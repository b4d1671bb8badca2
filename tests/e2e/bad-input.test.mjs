// What goes wrong through bad input gets its code, says what to do, and leaves everything else going.

import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { describe } from 'node:test';

import { graphOf } from './support/graph.mjs';
import { everybodyHears, hears } from './support/media.mjs';
import { failsWith, isWellFormed, thrownBy } from './support/failures.mjs';
import { scene } from './support/scene.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

const CONCURRENCY = { concurrency: 3 };

describe('bad input', CONCURRENCY, () => {
  scene('tokens', {}, async (scene) => {
    const bob = await scene.visitor('Bob');
    const good = await scene.token(bob);
    const [header, payload] = good.split('.');
    const claims = JSON.parse(Buffer.from(String(payload), 'base64url').toString());
    /** @type {Array<[what: string, token: string, codes: string]>} */
    const bad = [
      ['expired', await scene.token(bob, { expiresIn: -60 }), '401/10009'],
      ['forged', signed(String(header), claims, 'another key'), '401/10009'],
      [
        'changed',
        [header, encoded({ ...claims, sub: `8:orgid:${randomUUID()}` }), good.split('.')[2]].join('.'),
        '401/10009',
      ],
      ['unsigned', `${encoded({ alg: 'none', typ: 'JWT' })}.${payload}.`, '401/10009'],
      ['no token', 'nonsense', '401/10009'],
      ['empty', '', '401/10009'],
      ['without the scope', await scene.token(bob, { scopes: ['chat'] }), '401/44114'],
      ['of a communication user', await communicationToken(scene), '403/40231'],
    ];
    for (const [what, token, codes] of bad) {
      await failsWith(codes, what, bob, (token) => app.signInWith({ getToken: async () => ({ token }) }), token);
    }
    await failsWith('401/10009', 'a credential that fails', bob, () =>
      app.signInWith({ getToken: () => Promise.reject(new Error('no')) }),
    );
    const expired = await scene.token(bob, { expiresIn: -60 });
    await failsWith('401/10009', 'expired, by a credential of Azure', bob, (token) => app.signIn(token), expired);
    // The client is none the worse for it.
    await bob.signIn(good);
    assert.equal(await bob.page.evaluate(() => app.agent.connectionState), 'Connected');
  });

  const tenant = randomUUID();
  scene('tenants', { 'auth.tenants': tenant }, async (scene) => {
    const bob = await scene.visitor('Bob');
    const [wrong, right] = [await scene.token(bob), await scene.token(bob, { tenantId: tenant })];
    await failsWith('401/10009', 'of another tenant', bob, (token) => app.signIn(token), wrong);
    await bob.signIn(right);
  });

  scene('agents', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    const [token, otherToken] = [await scene.token(bob), (await scene.server.token()).token];
    const secondOf = (/** @type {string} */ token) => app.client?.createTeamsCallAgent(app.credential(token));
    await failsWith('409/40230', 'a second agent of a client', bob, secondOf, otherToken);
    const another = (/** @type {string} */ token) =>
      new app.calling.CallClient().createTeamsCallAgent(app.credential(token));
    await failsWith('409/40230', 'a second agent of a user', bob, another, token);
    const named = (/** @type {string} */ token) =>
      new app.calling.CallClient().createTeamsCallAgent(
        app.credential(token),
        /** @type {any} */ ({ displayName: 'B' }),
      );
    await failsWith('400/44214', 'a display name', bob, named, otherToken);
    const without = () => new app.calling.CallClient().createTeamsCallAgent(/** @type {any} */ (undefined));
    await failsWith('400/0', 'no credential', bob, without);
    await callWorks(alice, bob);
  });

  scene('options that are undefined', {}, async (scene) => {
    const [alice, bob] = await Promise.all([scene.visitor('Alice'), scene.visitor('Bob')]);
    await alice.page.evaluate(
      (token) => {
        app.client = new app.calling.CallClient(undefined);
        return app.signIn(token, undefined);
      },
      await scene.token(alice),
    );
    await bob.page.evaluate(
      (token) => {
        const options = /** @type {any} */ ({ logger: undefined, diagnostics: undefined, undefined });
        app.client = new app.calling.CallClient(options);
        return app.signIn(token, { undefined: undefined });
      },
      await scene.token(bob),
    );
    await alice.page.evaluate((user) => {
      const audioOptions = undefined;
      app.startCall(user, { audioOptions, videoOptions: { localVideoStreams: undefined }, undefined });
    }, bob.user);
    await bob.rings();
    await bob.page.evaluate(() => app.accept({ audioOptions: undefined, videoOptions: undefined }));
    await alice.callIs('Connected');
  });

  scene('callees', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    const guid = bob.user.microsoftTeamsUserId;
    const bad = [
      ['nobody', undefined],
      ['null', null],
      ['a string', guid],
      ['an object without an id', {}],
      ['an empty list', []],
      ['a list of nobody', [null]],
      ['no GUID', { microsoftTeamsUserId: 'bob' }],
      ['an empty id', { microsoftTeamsUserId: '' }],
      ['an id and more', { microsoftTeamsUserId: `${guid} ` }],
      ['a very long id', { microsoftTeamsUserId: 'b'.repeat(1 << 20) }],
      ['another type', { microsoftTeamsUserId: 7 }],
      ['a raw id that is none', { microsoftTeamsUserId: guid, rawId: 'nonsense' }],
      ['a phone', { phoneNumber: '+14255550123' }],
      ['oneself', alice.user],
    ];
    for (const [what, callee] of bad) {
      const error = await thrownBy(alice, (callee) => app.agent.startCall(callee), callee);
      isWellFormed(error, String(what));
      assert.equal(error.code, 400, String(what));
    }
    assert.deepEqual(await alice.events('agent', 'callsUpdated'), [], 'no call came of it');
    assert.deepEqual(await alice.page.evaluate(() => app.agent.calls), []);
    await callWorks(alice, bob);
  });

  scene('accept and reject when it does not ring', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await alice.startCall(bob);
    await bob.rings();
    const twice = await bob.page.evaluate(async () => {
      const [first, second] = await Promise.allSettled([app.accept(), app.incomingCall.accept()]);
      return {
        first: first.status,
        second: second.status,
        code: second.status === 'rejected' && second.reason.subCode,
      };
    });
    assert.deepEqual(twice, { first: 'fulfilled', second: 'rejected', code: 41006 });
    await failsWith('400/41006', 'accept once more', bob, () => app.incomingCall.accept());
    await failsWith('400/41007', 'reject after accept', bob, () => app.incomingCall.reject());
    await Promise.all([alice.callIs('Connected'), bob.callIs('Connected')]);
    await alice.hangUp();
    assert.equal(await bob.ended(), '0/0');

    await failsWith('400/41006', 'accept after the end', bob, () => app.incomingCall.accept());
    await failsWith('400/41007', 'reject after the end', bob, () => app.incomingCall.reject());
  });

  scene('methods of a call that has ended', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await alice.page.evaluate(async () => void (app.remembered = await app.camera()));
    await scene.connect(alice, bob);
    await bob.hangUp();
    await alice.ended();
    await failsWith('404/0', 'mute', alice, () => app.call.mute());
    await failsWith('404/0', 'unmute', alice, () => app.call.unmute());
    await failsWith('404/0', 'startVideo', alice, () => app.call.startVideo(app.remembered));
    await failsWith('404/0', 'stopVideo', alice, () => app.call.stopVideo(app.remembered));
    await alice.hangUp();
    await bob.hangUp();
    assert.equal(await alice.page.evaluate(() => app.call.state), 'Disconnected');
    await callWorks(bob, alice);
  });

  scene('video', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await alice.page.evaluate(async () => void (app.remembered = await app.camera()));
    await scene.connect(alice, bob);
    await failsWith('400/41030', 'stop what is off', alice, () => app.call.stopVideo(app.remembered));
    await failsWith('400/41025', 'start no stream', alice, () => app.call.startVideo(undefined));
    await alice.page.evaluate(() => app.call.startVideo(app.remembered));
    await failsWith('400/41027', 'start twice', alice, () => app.startVideo());
    await failsWith('400/41032', 'stop another', alice, async () => app.call.stopVideo(await app.camera()));
    await failsWith(
      '400/0',
      'a stream of nothing',
      alice,
      () => new app.calling.LocalVideoStream(/** @type {any} */ (undefined)),
    );
    await failsWith(
      '400/0',
      'a renderer of nothing',
      alice,
      () => new app.calling.VideoStreamRenderer(/** @type {any} */ ({})),
    );
    await bob.event('stream', 'isAvailableChanged', ({ isAvailable }) => isAvailable);
    assert.equal(await alice.page.evaluate(() => app.call.state), 'Connected');
  });

  scene('group calls', { 'call.max-participants': '3' }, async (scene) => {
    const [alice, bob, carol, dave] = await scene.visitors('Alice', 'Bob', 'Carol', 'Dave');
    await scene.gather(alice, bob, carol);
    await everybodyHears([alice, bob, carol]);
    for (const person of [alice, bob, carol]) assert.equal(await person.page.evaluate(() => app.peerWatch.start()), 2);

    const add = (/** @type {any} */ user) => app.call.addParticipant(user);
    const remove = (/** @type {any} */ user) => app.call.removeParticipant(user);
    await failsWith('409/0', 'who is there', alice, add, bob.user);
    await failsWith('400/41100', 'oneself', alice, add, alice.user);
    await failsWith('400/41101', 'a phone', alice, add, { phoneNumber: '+14255550123' });
    await failsWith('400/0', 'nobody', alice, add);
    await failsWith('404/0', 'remove who is not there', alice, remove, dave.user);
    await failsWith('400/0', 'remove oneself', alice, remove, alice.user);

    const chat = await graphOf(scene.server.url, await scene.token(bob)).createChat([bob, carol, dave]);
    assert.equal(await refusedToAdd(alice, dave), '413/41301', 'more than there may be');
    await alice.page.evaluate(remove, carol.user);
    assert.equal(await refusedToAdd(alice, dave, '19:unknown@thread.v2'), '404/40401', 'a chat that is none');
    assert.equal(await refusedToAdd(alice, dave, chat), '403/40301', 'a chat of others');
    assert.deepEqual(await dave.events('agent', 'incomingCall'), []);

    await hears(alice, 1);
    for (const person of [alice, bob]) assert.equal(await person.page.evaluate(() => app.peerWatch.undisturbed()), 1);
    assert.deepEqual(await alice.states(), ['Connecting', 'Connected']);
  });

  scene('listeners and features', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await failsWith('400/0', 'an unknown event', alice, () => app.agent.on('nonsense', () => {}));
    await failsWith('400/0', 'no function', alice, () => app.agent.on('callsUpdated', undefined));
    await failsWith('400/0', 'an unknown feature', alice, () => app.client?.feature(/** @type {any} */ ({})));
    await alice.page.evaluate(() => app.agent.off('callsUpdated', () => {}));
    await alice.page.evaluate(() => {
      app.agent.on('callsUpdated', () => {
        throw new Error('thrown by a listener');
      });
    });
    await callWorks(alice, bob);
    assert.ok(
      alice.console.some((line) => line.includes('thrown by a listener')),
      'who throws is told',
    );
  });
});

/**
 * Why somebody who was added is in the call no more, as `code/subCode`.
 *
 * @param {Person} person
 * @param {Person} added
 * @param {string} [threadId]
 */
async function refusedToAdd(person, added, threadId) {
  const add = async (/** @type {any} */ user, /** @type {string | undefined} */ threadId) => {
    const participant = app.call.addParticipant(user, threadId && { threadId });
    await new Promise((resolve) => {
      app.call.on(
        'remoteParticipantsUpdated',
        (/** @type {any} */ { removed }) => removed[0] === participant && resolve(0),
      );
    });
    return `${participant.callEndReason.code}/${participant.callEndReason.subCode}`;
  };
  return person.page.evaluate(add, added.user, threadId);
}

/**
 * @param {Person} caller
 * @param {Person} callee
 */
async function callWorks(caller, callee) {
  const rang = (await callee.events('agent', 'incomingCall')).length;
  await caller.startCall(callee);
  await callee.rings(rang + 1);
  await callee.accept();
  await Promise.all([caller.callIs('Connected'), callee.callIs('Connected')]);
}

/** @param {import('./support/scene.mjs').Scene} scene */
async function communicationToken(scene) {
  const { token } = await scene.server.token({ kind: 'communication' });
  return token;
}

/** @param {object} part */
function encoded(part) {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/**
 * @param {string} header
 * @param {object} claims
 * @param {string} key
 */
function signed(header, claims, key) {
  const content = `${header}.${encoded(claims)}`;
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
}

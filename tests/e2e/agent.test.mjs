// The life of an agent: disposed and created anew, and through a restart of its server.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { onlyChromium } from './support/casts.mjs';
import { collectGarbage } from './support/heap.mjs';
import { scene } from './support/scene.mjs';
import { waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

describe('agents', { concurrency: 3 }, () => {
  scene('one that is disposed ends its calls and makes room for another', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await alice.page.evaluate(() => app.agent.dispose());
    assert.equal(await alice.page.evaluate(() => app.call.state), 'Disconnected');
    assert.equal(await alice.ended(), '0/0');
    assert.equal(await bob.ended(), '0/0');
    await holdsNothing(alice);

    const failed = await alice.failure((user) => app.agent.startCall(user), bob.user);
    assert.equal(failed.code, 400, 'startCall of an agent that was disposed');
    await alice.page.evaluate(() => Promise.all([app.agent.dispose(), app.call.hangUp()]));

    await scene.signIn(alice);
    await callsAgain(alice, bob);
  });

  scene('one that is disposed while it is called rings no longer', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await alice.startCall(bob);
    await bob.rings();
    await alice.page.evaluate(() => app.client?.dispose());
    assert.equal(await bob.stoppedRinging(), '487/0');
    const failed = await alice.failure(() => app.client?.createTeamsCallAgent(/** @type {any} */ ({ getToken() {} })));
    assert.equal(failed.code, 400, 'createTeamsCallAgent of a client that was disposed');
  });

  const casts = onlyChromium('Firefox keeps no page that is in a call');
  scene('a page that goes elsewhere and comes back', {}, goesAndComesBack, casts);

  /** @param {import('./support/scene.mjs').Scene} scene */
  async function goesAndComesBack(scene) {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await bob.page.evaluate(() => addEventListener('pageshow', () => app.recorder.note('app', 'pageshow', {})));
    // Chromium runs finalizers in pages that it keeps, and for that throws them away: there must be nothing to collect soon.
    await collectGarbage(bob.page);
    await bob.page.goto(`${scene.site.url}elsewhere`);
    assert.equal(await alice.ended(), '0/4521');
    await bob.page.goBack();
    // The same page, which the browser had kept.
    await bob.event('app', 'pageshow');
    assert.equal(await bob.ended(), '0/4521');
    await waitFor('connection', () => bob.page.evaluate(() => app.agent.connectionState === 'Connected'));
    await callsAgain(alice, bob);
  }

  scene('a server that is stopped and started again', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await scene.server.stop();
    await Promise.all([alice, bob].map(isDisconnected));
    await scene.server.restart();
    await Promise.all([alice, bob].map(isConnectedAgain));
    // It knows nothing of the call any more.
    assert.equal(await alice.ended(), '496/7');
    assert.equal(await bob.ended(), '496/7');
    await callsAgain(alice, bob);
  });

  scene('a server that stays away', { 'call.loss-timeout': '2s' }, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await scene.server.stop('SIGKILL');
    await Promise.all([alice, bob].map(isDisconnected));
    assert.equal(await alice.ended(), '496/7');
    assert.equal(await bob.ended(), '496/7');
    await scene.server.restart();
    await Promise.all([alice, bob].map(isConnectedAgain));
    await callsAgain(bob, alice);
  });

  scene('a server that is not there', {}, async (scene) => {
    const bob = await scene.visitor('Bob');
    const token = await scene.token(bob);
    await scene.server.stop();
    const failed = await bob.failure((token) => app.signIn(token), token);
    assert.equal(failed.code, 503);
    await scene.server.restart();
    await bob.signIn(token);
  });
});

/** @param {Person} person */
async function isDisconnected(person) {
  await person.event('agent', 'connectionStateChanged', ({ connectionState, newValue, oldValue, reason }) => {
    const values = [connectionState, newValue, oldValue, reason];
    return values.join() === 'Disconnected,Disconnected,Connected,connectionIssue';
  });
}

/** @param {Person} person */
async function isConnectedAgain(person) {
  await person.event('agent', 'connectionStateChanged', ({ connectionState, newValue, oldValue }) => {
    return [connectionState, newValue, oldValue].join() === 'Connected,Connected,Disconnected';
  });
}

/**
 * @param {Person} caller
 * @param {Person} callee
 */
async function callsAgain(caller, callee) {
  const rang = (await callee.events('agent', 'incomingCall')).length;
  await caller.startCall(callee);
  await callee.rings(rang + 1);
  await callee.accept();
  await Promise.all([caller.callIs('Connected'), callee.callIs('Connected')]);
}

/** @param {Person} person */
async function holdsNothing(person) {
  const open = await person.page.evaluate(() => ({
    peers: probe.peers.filter((peer) => peer.connectionState !== 'closed').length,
    tracks: probe.tracks.filter((track) => track.readyState === 'live').length,
  }));
  assert.deepEqual(open, { peers: 0, tracks: 0 });
}

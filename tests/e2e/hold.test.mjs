// Calls that are put on hold, and several calls of one agent at once.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { everybodyHears, flow } from './support/media.mjs';
import { scene } from './support/scene.mjs';
import { waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

describe('hold', { concurrency: 2 }, () => {
  scene('nothing flows to or from a held call, and all comes back', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await isSeen(alice, bob);
    await everybodyHears([alice, bob]);
    await alice.page.evaluate(() => app.call.hold());
    assert.equal(await alice.page.evaluate(() => app.call.state), 'LocalHold');
    await bob.callIs('RemoteHold');
    assert.equal(await bob.page.evaluate(() => app.call.remoteParticipants[0].state), 'Hold');
    await Promise.all([flow(alice, [false]), flow(bob, [false])]);
    await alice.page.evaluate(() => app.call.resume());
    await everybodyHears([alice, bob]);
    const before = await bob.received();
    await waitFor('pictures again', async () => (await bob.received()).frames > before.frames + 10);
    assert.deepEqual(await alice.states(), ['Connecting', 'Ringing', 'Connected', 'LocalHold', 'Connected']);
  });

  scene('of two calls one is held while the other goes on', {}, async (scene) => {
    const [alice, bob, carol] = await scene.visitors('Alice', 'Bob', 'Carol');
    await scene.connect(alice, bob);
    await isSeen(alice, bob);
    await carol.startCall(bob);
    await bob.rings(2);
    await bob.page.evaluate(() => app.agent.calls[0].hold());
    await bob.accept();
    await carol.callIs('Connected');
    await alice.callIs('RemoteHold');
    assert.deepEqual(await states(bob), ['LocalHold', 'Connected']);
    await Promise.all([flow(alice, [false]), flow(bob, [false, true]), flow(carol, [true])]);

    await bob.page.evaluate(() => Promise.all([app.agent.calls[1].hold(), app.agent.calls[0].resume()]));
    await Promise.all([alice.callIs('Connected'), carol.callIs('RemoteHold')]);
    assert.deepEqual(await states(bob), ['Connected', 'LocalHold']);
    await Promise.all([flow(alice, [true]), flow(bob, [true, false]), flow(carol, [false])]);

    await bob.page.evaluate(() => app.agent.calls[1].hangUp());
    assert.equal(await carol.ended(), '0/0');
    assert.deepEqual(await states(bob), ['Connected']);
    await Promise.all([flow(alice, [true]), flow(bob, [true])]);
    await alice.hangUp();
    await waitFor('no call at Bob’s', async () => (await states(bob)).length === 0);
  });
});

/**
 * @param {Person} sender
 * @param {Person} viewer
 */
async function isSeen(sender, viewer) {
  await sender.page.evaluate(() => app.startVideo());
  await viewer.event('stream', 'isAvailableChanged', ({ isAvailable }) => isAvailable);
  await viewer.page.evaluate(() => app.showRemote());
}

/** Those of all calls, in the order in which they began. @param {Person} person */
function states(person) {
  return person.page.evaluate(() => app.agent.calls.map((/** @type {any} */ { state }) => state));
}

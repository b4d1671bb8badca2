// Without the user's permission: calls connect and receive, and say why they do not send.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { onlyChromium } from './support/casts.mjs';
import { removeDevices } from './support/page/probe.mjs';
import { scene } from './support/scene.mjs';
import { waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

describe('devices that are denied', { concurrency: 2 }, () => {
  const casts = onlyChromium('Firefox lets no test take a permission back');
  scene('the camera was allowed, and no longer is', {}, takenBack, casts);

  /** @param {import('./support/scene.mjs').Scene} scene */
  async function takenBack(scene) {
    const [alice, bob] = await Promise.all([scene.visitor('Alice'), scene.stranger('Bob', { access: 'asked' })]);
    await scene.signIn(alice, bob);
    await bob.allow('microphone', 'camera');
    await bob.page.evaluate(async () => void (app.remembered = await app.camera()));
    await bob.allow('microphone');
    await scene.connect(alice, bob);
    await cannotStartVideo(bob);
    await goesOn(alice, bob);
  }

  scene('the callee may use no microphone', {}, async (scene) => {
    const [alice, bob] = await withDeniedBob(scene);
    await scene.connect(alice, bob);
    await isMutedForLackOfPermission(bob);
    await alice.event('participant', 'isMutedChanged', ({ isMuted }) => isMuted);
    await receivesAudio(bob);
    assert.equal((await alice.received()).audioPackets, 0, 'audio from who is denied');
    await goesOn(alice, bob);
  });

  scene('the caller may use no microphone', {}, async (scene) => {
    const [alice, bob] = await withDeniedBob(scene);
    await scene.connect(bob, alice);
    await isMutedForLackOfPermission(bob);
    await receivesAudio(bob);
    await goesOn(alice, bob);
  });
});

scene('devices that are missing', {}, async (scene) => {
  const [alice, bob] = await Promise.all([scene.visitor('Alice'), scene.visitor('Bob', [removeDevices])]);
  await scene.signIn(alice, bob);
  await scene.connect(alice, bob);
  await bob.event('media', 'diagnosticChanged', isRaised('noMicrophoneDevicesEnumerated'));
  assert.ok(await bob.page.evaluate(() => app.call.isMuted));
  const unmute = await bob.failure(() => app.call.unmute());
  assert.deepEqual([unmute.code, unmute.subCode], [400, 40614], 'unmute');
  const startVideo = await bob.failure(() =>
    app.call.startVideo(new app.calling.LocalVideoStream({ name: 'Camera', id: 'camera', deviceType: 'UsbCamera' })),
  );
  assert.deepEqual([startVideo.code, startVideo.subCode], [400, 40614], 'startVideo');
  await receivesAudio(bob);
  await goesOn(alice, bob);
});

/** @param {import('./support/scene.mjs').Scene} scene */
async function withDeniedBob(scene) {
  const [alice, bob] = await Promise.all([scene.visitor('Alice'), scene.stranger('Bob', { access: 'denied' })]);
  return scene.signIn(alice, bob);
}

/** @param {Person} person */
async function isMutedForLackOfPermission(person) {
  await person.event('media', 'diagnosticChanged', isRaised('microphonePermissionDenied'));
  await waitFor('mute', () => person.page.evaluate(() => app.call.isMuted));
  const failed = await person.failure(() => app.call.unmute());
  assert.deepEqual([failed.code, failed.subCode], [400, 40613], 'unmute');
  assert.ok(await person.page.evaluate(() => app.call.isMuted), 'isMuted after unmute failed');
}

/** @param {Person} person */
async function receivesAudio(person) {
  await waitFor('audio', async () => (await person.received()).audioEnergy > 0);
}

/** @param {Person} person */
async function cannotStartVideo(person) {
  const failed = await person.failure(() => app.call.startVideo(app.remembered));
  assert.deepEqual([failed.code, failed.subCode], [400, 40613], 'startVideo');
  await person.event('media', 'diagnosticChanged', isRaised('cameraPermissionDenied'));
  assert.ok(await person.page.evaluate(() => !app.call.isLocalVideoStarted && app.call.localVideoStreams.length === 0));
}

/**
 * The call goes on: video still comes in, and it ends as calls do.
 *
 * @param {Person} sender
 * @param {Person} receiver
 */
async function goesOn(sender, receiver) {
  await sender.page.evaluate(() => app.startVideo());
  await receiver.event('stream', 'isAvailableChanged', ({ isAvailable }) => isAvailable);
  await receiver.page.evaluate(() => app.showRemote());
  await receiver.hangUp();
  assert.equal(await sender.ended(), '0/0');
}

/** @param {string} name */
function isRaised(name) {
  return (/** @type {Record<string, any>} */ { diagnostic, value }) => diagnostic === name && value === true;
}

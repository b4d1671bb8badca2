// A call between two browsers: states, ids and media both ways.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { PAIRS } from './support/casts.mjs';
import { scene } from './support/scene.mjs';
import { pause, waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

scene('two browsers: states, ids, audio and video both ways', {}, wholeCall, PAIRS);

/** @param {import('./support/scene.mjs').Scene} scene */
async function wholeCall(scene) {
  const [alice, bob] = await scene.signIn(...(await Promise.all([scene.stranger('Alice'), scene.stranger('Bob')])));
  await scene.connect(alice, bob);

  await statesAreThose(alice, bob);
  await idsAreTheSame(alice, bob);
  await participantsAreShown(alice, bob);
  await Promise.all([isHeard(bob), isHeard(alice)]);
  await videoIsSeen(alice, bob);
  await videoIsSeen(bob, alice);
  await muteSilences(alice, bob);

  await alice.hangUp();
  assert.equal(await bob.ended(), '0/0');
  await nothingIsLeft(alice);
  await nothingIsLeft(bob);
}

describe('other ways to begin', { concurrency: 2 }, () => {
  scene('muted, and with the camera on', {}, mutedWithCamera, PAIRS);

  /** @param {import('./support/scene.mjs').Scene} scene */
  async function mutedWithCamera(scene) {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await alice.page.evaluate(async (user) => {
      const localVideoStreams = [await app.camera()];
      app.startCall(user, { audioOptions: { muted: true }, videoOptions: { localVideoStreams } });
    }, bob.user);
    await bob.rings();
    await bob.page.evaluate(async () => {
      await app.accept({ videoOptions: { localVideoStreams: [await app.camera()] } });
    });
    await Promise.all([alice.callIs('Connected'), bob.callIs('Connected')]);
    for (const person of [alice, bob]) {
      await person.event('stream', 'isAvailableChanged', ({ isAvailable }) => isAvailable);
      await person.page.evaluate(() => app.showRemote());
      assert.ok(await person.page.evaluate(() => app.call.isLocalVideoStarted));
    }
    await isHeard(alice);
    assert.equal((await bob.received()).audioPackets, 0, 'audio from who is muted');
    assert.ok(await bob.page.evaluate(() => app.call.remoteParticipants[0].isMuted));
    await alice.page.evaluate(() => app.call.unmute());
    await isHeard(bob);
  }

  scene('a second call rings too', {}, async (scene) => {
    const [alice, bob, carol] = await scene.visitors('Alice', 'Bob', 'Carol');
    await scene.connect(alice, bob);
    await carol.startCall(bob);
    await bob.rings(2);
    await carol.callIs('Ringing');
    await bob.accept();
    await carol.callIs('Connected');
    assert.deepEqual(await bob.page.evaluate(() => app.agent.calls.map((/** @type {any} */ { state }) => state)), [
      'Connected',
      'Connected',
    ]);
    await alice.hangUp();
    await waitFor('one call left', () => bob.page.evaluate(() => app.agent.calls.length === 1));
    assert.deepEqual(await bob.page.evaluate(() => app.agent.calls[0] === app.call && app.call.state), 'Connected');
    await isHeard(carol);
  });
});

/**
 * @param {Person} caller
 * @param {Person} callee
 */
async function statesAreThose(caller, callee) {
  const [started] = await caller.events('app', 'startCall');
  assert.equal(started?.state.state, 'None', 'what startCall returned');
  const [added] = await caller.events('agent', 'callsUpdated');
  assert.equal(added?.state.calls[0].state, 'None', 'the state when callsUpdated came');
  assert.deepEqual(await caller.states(), ['Connecting', 'Ringing', 'Connected']);
  assert.deepEqual(await callee.states(), ['Connecting', 'Connected']);
}

/**
 * @param {Person} caller
 * @param {Person} callee
 */
async function idsAreTheSame(caller, callee) {
  const isSame = await callee.page.evaluate(
    () => app.call.id === app.incomingCall.id && app.agent.calls[0] === app.call,
  );
  assert.ok(isSame, 'id and object of the accepted call');
  const serverIds = await Promise.all(
    [caller, callee].map((person) => person.page.evaluate(() => app.call.info.getServerCallId())),
  );
  assert.ok(serverIds[0], 'the id at the server');
  assert.equal(serverIds[0], serverIds[1]);
}

/**
 * @param {Person} caller
 * @param {Person} callee
 */
async function participantsAreShown(caller, callee) {
  const show = () => {
    const [{ identifier, displayName, state }] = app.call.remoteParticipants;
    return { id: identifier.microsoftTeamsUserId, displayName, state, caller: app.call.callerInfo.displayName };
  };
  const [atCaller, atCallee] = await Promise.all([caller.page.evaluate(show), callee.page.evaluate(show)]);
  assert.equal(atCaller.id, callee.user.microsoftTeamsUserId);
  assert.equal(atCaller.displayName, callee.name);
  assert.equal(atCaller.state, 'Connected');
  assert.equal(atCallee.id, caller.user.microsoftTeamsUserId);
  assert.equal(atCallee.displayName, caller.name);
  assert.equal(atCallee.caller, caller.name);
}

/** The fake microphone beeps, so that what arrives has energy. @param {Person} listener */
async function isHeard(listener) {
  const before = await listener.received();
  await waitFor(`sound at ${listener.name}'s`, async () => {
    const now = await listener.received();
    return now.audioPackets > before.audioPackets + 20 && now.audioEnergy > before.audioEnergy;
  });
}

/**
 * @param {Person} sender
 * @param {Person} viewer
 */
async function videoIsSeen(sender, viewer) {
  await sender.page.evaluate(() => app.startVideo());
  assert.ok(await sender.page.evaluate(() => app.call.isLocalVideoStarted && app.call.localVideoStreams.length === 1));
  await viewer.event('stream', 'isAvailableChanged', ({ isAvailable }) => isAvailable);
  await viewer.page.evaluate(() => app.showRemote());

  const look = () => viewer.page.evaluate(() => app.pixels(app.view.target));
  const first = await waitFor(`picture at ${viewer.name}'s`, async () => {
    const picture = await look();
    return picture && picture.brightest > 60 && picture;
  });
  await waitFor(`moving picture at ${viewer.name}'s`, async () => (await look())?.hash !== first.hash);
  await framesAreShown(viewer);

  await sender.page.evaluate(() => app.stopVideo());
  await viewer.event('stream', 'isAvailableChanged', ({ isAvailable }) => !isAvailable);
  assert.ok(await sender.page.evaluate(() => !app.call.isLocalVideoStarted && app.call.localVideoStreams.length === 0));
  const gone = await viewer.failure(() =>
    new app.calling.VideoStreamRenderer(app.call.remoteParticipants[0].videoStreams[0]).createView(),
  );
  assert.deepEqual([gone.code, gone.subCode], [412, 43200], 'a view of a stream that is off');
}

/** @param {Person} viewer */
async function framesAreShown(viewer) {
  await viewer.page.evaluate(async () => {
    const video = app.view.target.querySelector('video');
    for (let frame = 0; frame < 3; frame++) {
      await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    }
  });
}

/**
 * @param {Person} speaker
 * @param {Person} listener
 */
async function muteSilences(speaker, listener) {
  await speaker.page.evaluate(() => app.call.mute());
  await listener.event('participant', 'isMutedChanged', ({ isMuted }) => isMuted);
  await speaker.event('call', 'isMutedChanged', ({ isMuted }) => isMuted);
  await waitFor(`silence at ${listener.name}'s`, async () => {
    const before = await listener.received();
    await pause(1000);
    const now = await listener.received();
    return now.audioEnergy - before.audioEnergy < 1e-6;
  });
  await speaker.page.evaluate(() => app.call.unmute());
  await listener.event('participant', 'isMutedChanged', ({ isMuted }) => !isMuted);
  await isHeard(listener);
}

/** After a call a page holds no open connection, no capture and no media element. @param {Person} person */
async function nothingIsLeft(person) {
  await waitFor(`nothing left at ${person.name}'s`, () =>
    person.page.evaluate(
      () =>
        probe.peers.every((peer) => peer.connectionState === 'closed') &&
        probe.tracks.every((track) => track.readyState === 'ended') &&
        document.querySelectorAll('video, audio').length === 0,
    ),
  );
}

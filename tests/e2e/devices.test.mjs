// Cameras and microphones that change in the middle of a call, without a new description and without a gap.

import assert from 'node:assert/strict';

import { scene } from './support/scene.mjs';
import { waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

// Firefox has one fake camera and one fake microphone, which stand for the others too.
scene('another camera, another microphone and a stream of the own are sent instead', {}, async (scene) => {
  const [alice, bob] = await scene.visitors('Alice', 'Bob');
  await scene.connect(alice, bob);
  await alice.page.evaluate(() => app.startVideo());
  await bob.event('stream', 'isAvailableChanged', ({ isAvailable }) => isAvailable);
  await bob.page.evaluate(() => app.showRemote());
  const description = await negotiated(alice);

  const camera = await alice.page.evaluate(async () => {
    const [stream] = app.call.localVideoStreams;
    const devices = await /** @type {any} */ (app.client).getDeviceManager();
    const camera = (await devices.getCameras()).at(-1);
    await stream.switchSource(camera);
    return { id: camera.id, isShown: stream.source.id === camera.id && stream === app.call.localVideoStreams[0] };
  });
  assert.ok(camera.isShown);
  await sends(alice, 'video', camera.id);
  await keepsComing(bob, 'frames');

  const microphone = await alice.page.evaluate(async () => {
    const devices = await /** @type {any} */ (app.client).getDeviceManager();
    const microphone = (await devices.getMicrophones()).at(-1);
    await devices.selectMicrophone(microphone);
    return { id: microphone.id, isSelected: devices.selectedMicrophone.id === microphone.id };
  });
  assert.ok(microphone.isSelected);
  await sends(alice, 'audio', microphone.id);
  await keepsComing(bob, 'audioPackets');

  await alice.page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    setInterval(() => context.fillRect(0, 0, 64, 48), 30);
    await app.call.localVideoStreams[0].setMediaStream(canvas.captureStream());
  });
  await waitFor('a black picture at Bob’s', async () => ((await shown(bob))?.brightest ?? 255) < 40);
  await waitFor('Alice’s camera is closed', async () => (await openTracks(alice, 'video')).length === 0);

  assert.equal(await negotiated(alice), description, 'nothing was negotiated for that');
  await alice.hangUp();
  assert.equal(await bob.ended(), '0/0');
  assert.deepEqual(await openTracks(alice, 'audio'), []);
});

/** @param {Person} person */
function negotiated(person) {
  return person.page.evaluate(() => probe.peers.map((peer) => peer.localDescription?.sdp).join());
}

/** @param {Person} person */
function shown(person) {
  return person.page.evaluate(() => app.pixels(app.view.target));
}

/**
 * The devices that are open.
 *
 * @param {Person} person
 * @param {string} kind
 */
function openTracks(person, kind) {
  return person.page.evaluate(
    (kind) =>
      probe.tracks
        .filter((track) => track.kind === kind && track.readyState === 'live')
        .map((track) => track.getSettings().deviceId),
    kind,
  );
}

/**
 * One track of a kind is open, of this device.
 *
 * @param {Person} person
 * @param {string} kind
 * @param {string} device
 */
async function sends(person, kind, device) {
  await waitFor(`only ${device} is open`, async () => {
    const open = await openTracks(person, kind);
    return open.length === 1 && open[0] === device;
  });
}

/**
 * More of it has come since.
 *
 * @param {Person} person
 * @param {'frames' | 'audioPackets'} what
 */
async function keepsComing(person, what) {
  const before = await person.received();
  await waitFor(`more ${what}`, async () => (await person.received())[what] > before[what] + 5);
}

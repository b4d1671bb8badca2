// Audio streams in a call: whose they are, how loud they are, and what is sent instead of the microphone.

import assert from 'node:assert/strict';

import { PAIRS, onlyChromium } from './support/casts.mjs';
import { scene } from './support/scene.mjs';
import { waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

scene(
  'who speaks is heard, measured and shown',
  {},
  async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await Promise.all([alice, bob].map((person) => person.event('participant', 'isSpeakingChanged', isSpeaking)));
    await bob.event('call', 'remoteAudioStreamsUpdated', ({ remoteAudioStreams }) => remoteAudioStreams === 1);

    await isLoud(bob, 'remoteAudioStreams');

    await alice.mute();
    await bob.event('participant', 'isSpeakingChanged', ({ isMuted, isSpeaking }) => isMuted && !isSpeaking);
    await isSilent(bob, 'remoteAudioStreams');
    await alice.hangUp();
    await bob.ended();
    assert.deepEqual(await bob.page.evaluate(() => app.call.remoteAudioStreams), []);
  },
  PAIRS,
);

scene(
  'how loud one’s own microphone is',
  {},
  async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await isLoud(alice, 'localAudioStreams');
    const changes = await alice.page.evaluate(async () => {
      const volume = await app.call.localAudioStreams[0].getVolume();
      const levels = /** @type {number[]} */ ([]);
      volume.on('levelChanged', () => levels.push(volume.level));
      await new Promise((done) => setTimeout(done, 1500));
      return levels;
    });
    assert.ok(new Set(changes).size > 2 && Math.max(...changes) <= 100, changes.join());
  },
  onlyChromium('Firefox processes no audio where there is no sound card'),
);

scene('audio is started from a stream of the own, and stopped', {}, async (scene) => {
  const [alice, bob] = await scene.visitors('Alice', 'Bob');
  await scene.connect(alice, bob);
  await alice.event('call', 'localAudioStreamsUpdated', ({ localAudioStreams }) => localAudioStreams === 1);
  const microphone = await alice.page.evaluate(() => {
    const [{ source, mediaStreamType }] = app.call.localAudioStreams;
    return { type: source.deviceType, mediaStreamType, isNamed: source.name.length > 0 };
  });
  assert.deepEqual(microphone, { type: 'Microphone', mediaStreamType: 'Audio', isNamed: true });

  const isSame = await alice.page.evaluate(async () => {
    const own = await navigator.mediaDevices.getUserMedia({ audio: true });
    const stream = new app.calling.LocalAudioStream(own);
    await app.call.startAudio(stream);
    return app.call.localAudioStreams[0] === stream && stream.mediaStreamType === 'RawMedia';
  });
  assert.ok(isSame);
  const before = await bob.received();
  await waitFor('its sound', async () => (await bob.received()).audioPackets > before.audioPackets + 5);
  await waitFor('the microphone is closed', async () => (await openMicrophones(alice)) === 1);

  await alice.page.evaluate(() => app.call.stopAudio());
  await waitFor('the microphone again', () => alice.page.evaluate(sendsTheMicrophone));
  assert.equal(await openMicrophones(alice), 2, 'what the app has opened stays open');
  await alice.hangUp();
  assert.equal(await bob.ended(), '0/0');
  assert.equal(await openMicrophones(alice), 1);
  await alice.page.evaluate(() => app.call.stopAudio());
});

/** @param {Record<string, any>} state */
const isSpeaking = (state) => state.isSpeaking;

/**
 * @param {Person} person
 * @param {'localAudioStreams' | 'remoteAudioStreams'} which
 */
function levelOf(person, which) {
  return person.page.evaluate(async (which) => (await app.call[which][0].getVolume()).level, which);
}

/**
 * @param {Person} person
 * @param {'localAudioStreams' | 'remoteAudioStreams'} which
 */
async function isLoud(person, which) {
  await waitFor(`${which} of ${person.name} are loud`, async () => (await levelOf(person, which)) > 20);
}

/**
 * @param {Person} person
 * @param {'localAudioStreams' | 'remoteAudioStreams'} which
 */
async function isSilent(person, which) {
  await waitFor(`${which} of ${person.name} are silent`, async () => (await levelOf(person, which)) === 0);
}

/** @param {Person} person */
function openMicrophones(person) {
  return person.page.evaluate(
    () => probe.tracks.filter((track) => track.kind === 'audio' && track.readyState === 'live').length,
  );
}

/** What the call sends is the SDK's own stream again. */
function sendsTheMicrophone() {
  return app.call.localAudioStreams[0]?.mediaStreamType === 'Audio';
}

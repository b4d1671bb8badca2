// What the browsers measure of devices and of the network, as user-facing diagnostics.

import { onlyChromium } from './support/casts.mjs';
import { scene, sceneByNetwork } from './support/scene.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

const DEAF = 'Firefox processes no audio where there is no sound card';

scene(
  'who speaks while muted is told so',
  {},
  async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await alice.mute();
    await isTold(alice, 'media', 'speakingWhileMicrophoneIsMuted', true);
    await alice.unmute();
    await isTold(alice, 'media', 'speakingWhileMicrophoneIsMuted', false);
  },
  onlyChromium(DEAF),
);

scene(
  'a microphone that gives not even noise does not function',
  {},
  async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await alice.page.evaluate(() => {
      const context = new AudioContext();
      const silence = context.createMediaStreamDestination();
      Object.assign(app, { silence: [context, silence] });
      navigator.mediaDevices.getUserMedia = async () => silence.stream.clone();
    });
    await scene.connect(alice, bob);
    await isTold(alice, 'media', 'microphoneNotFunctioning', true);
  },
  onlyChromium(DEAF),
);

scene(
  'a camera whose picture stands still is frozen',
  {},
  async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await alice.page.evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const draw = () => setInterval(() => context.fillRect(0, 0, 64, 48), 30);
      Object.assign(app, { draw, drawing: draw() });
      await app.call.startVideo(new app.calling.LocalVideoStream(canvas.captureStream()));
    });
    await bob.event('stream', 'isReceivingChanged', ({ isReceiving }) => isReceiving);
    // What nobody shows is not sent, and so not measured.
    await bob.page.evaluate(() => app.showRemote());
    await alice.page.evaluate(() => clearInterval(/** @type {any} */ (app).drawing));
    await isTold(alice, 'media', 'cameraFreeze', true);
    await bob.event('stream', 'isReceivingChanged', ({ isAvailable, isReceiving }) => isAvailable && !isReceiving);
    await alice.page.evaluate(() => /** @type {any} */ (app).draw());
    await isTold(alice, 'media', 'cameraFreeze', false);
  },
  onlyChromium('Firefox sends a picture that stands still again and again'),
);

sceneByNetwork('a lossy way is bad at the end that sends and at the end that receives', {}, async (scene, network) => {
  const [alice, bob] = await scene.visitors('Alice', 'Bob');
  await scene.connect(alice, bob);
  network.degrade(alice, 3);
  await isTold(alice, 'network', 'networkSendQuality', 3);
  await isTold(bob, 'network', 'networkReceiveQuality', 3);
  network.restore(alice);
  await isTold(alice, 'network', 'networkSendQuality', 1);
  await isTold(bob, 'network', 'networkReceiveQuality', 1);
});

/** Longer than anything is measured for. */
const PATIENCE = 40_000;

/**
 * @param {Person} person
 * @param {'network' | 'media'} group
 * @param {string} name
 * @param {boolean | number} wanted
 */
async function isTold(person, group, name, wanted) {
  const source = `({ diagnostic, value }) => diagnostic === '${name}' && value === ${wanted}`;
  await person.event(group, 'diagnosticChanged', named(source, name, wanted), PATIENCE);
}

/**
 * What {@link isTold} waits for, which its text tells where it does not come.
 *
 * @param {string} source
 * @param {string} name
 * @param {boolean | number} wanted
 */
function named(source, name, wanted) {
  const satisfies = (/** @type {Record<string, any>} */ { diagnostic, value }) =>
    diagnostic === name && value === wanted;
  return Object.assign(satisfies, { toString: () => source });
}

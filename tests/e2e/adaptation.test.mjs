// No more is sent of a picture than is shown of it.

import assert from 'node:assert/strict';

import { flow } from './support/media.mjs';
import { scene } from './support/scene.mjs';
import { pause, waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

/** So long a picture may take that is shown again, in milliseconds. */
const PROMPT = 3000;
/** In which a wish comes to who sends the picture, and what they make of it comes back, in milliseconds. */
const SETTLED = 2000;

scene('a picture is sent as large as it is shown, and not where it is not', {}, asItIsShown);

/** @param {import('./support/scene.mjs').Scene} scene */
async function asItIsShown(scene) {
  const [alice, bob] = await scene.visitors('Alice', 'Bob');
  await scene.connect(alice, bob);
  // What comes is told by frames alone then.
  await alice.mute();
  await alice.page.evaluate(() => app.startVideo());
  await bob.event('stream', 'isAvailableChanged', ({ isAvailable }) => isAvailable);
  await flow(bob, [true]);
  await flow(bob, [false]);

  await comesSoon(() => shows(bob, { width: 160, height: 90 }));
  await isReceived(bob, 0, 90);
  await resizes(bob, { width: 640, height: 300 });
  await isReceived(bob, 180, 360);
  await resizes(bob, { width: 160, height: 150 });
  await isReceived(bob, 90, 180);

  await bob.page.evaluate(() => app.view.target.parentElement.style.setProperty('display', 'none'));
  await flow(bob, [false]);
  await comesSoon(async () => {
    const { frames } = await bob.received();
    await bob.page.evaluate(() => app.view.target.parentElement.style.removeProperty('display'));
    await waitFor('a frame', async () => (await bob.received()).frames > frames);
  });
  await bob.page.evaluate(() => app.view.dispose());
  await flow(bob, [false]);
  await comesSoon(() => shows(bob, { width: 160, height: 90 }));
  assert.equal(await alice.page.evaluate(() => app.call.isLocalVideoStarted), true);
}

scene('a picture that is turned is sent as large as one that never was', {}, asLargeWhenTurned);

/** @param {import('./support/scene.mjs').Scene} scene */
async function asLargeWhenTurned(scene) {
  const [alice, bob] = await scene.visitors('Alice', 'Bob');
  await scene.connect(alice, bob);
  await sendsPainting(alice);
  await bob.event('stream', 'isAvailableChanged', ({ isAvailable }) => isAvailable);
  await shows(bob, { width: 320, height: 180 });
  await hasShape(bob, '180 lines, wide', ({ width, height }) => height > 90 && height <= 180 && width > height);
  await alice.page.evaluate(turn);
  await hasShape(bob, '180 lines, high', ({ width, height }) => height > 90 && height <= 180 && width < height);
}

scene('a view that is as large as its picture does not keep it small', {}, asLargeAsItComes);

/** @param {import('./support/scene.mjs').Scene} scene */
async function asLargeAsItComes(scene) {
  const [alice, bob] = await scene.visitors('Alice', 'Bob');
  await scene.connect(alice, bob);
  await sendsPainting(alice);
  await bob.event('stream', 'isAvailableChanged', ({ isAvailable }) => isAvailable);
  await shows(bob, { width: 320, height: 160 });
  await isReceived(bob, 90, 180);
  await bob.page.evaluate(fitPicture);
  await isReceived(bob, 180, 360);
  // As large as the picture by chance, and of this size whatever comes.
  await resizes(bob, { width: 320, height: 180 });
  await isReceived(bob, 90, 180);
  await bob.page.evaluate(blink);
  for (const end = performance.now() + SETTLED; performance.now() < end; await pause(100))
    await isReceived(bob, 90, 180, 0);
}

/** Hides the view and shows it again, for a moment in which it is noticed. Runs in the page. */
async function blink() {
  const { style } = app.view.target.parentElement;
  style.display = 'none';
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  style.display = '';
}

/** Lets the view's place have the size of what is in it, as a style sheet that resets defaults leaves it. Runs in the page. */
function fitPicture() {
  const place = app.view.target.parentElement;
  place.removeAttribute('style');
  place.style.float = 'left';
  app.view.target.firstElementChild.style.display = 'block';
}

/** @param {Person} person */
async function sendsPainting(person) {
  await person.page.evaluate(async () =>
    app.call.startVideo(new app.calling.LocalVideoStream(await app.painting('red'))),
  );
}

/** Turns what is painted, as a phone does. Runs in the page. */
function turn() {
  const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas'));
  [canvas.width, canvas.height] = [canvas.height, canvas.width];
}

/** @typedef {{ width: number, height: number }} Size in CSS pixels, which are pixels here */

/** @param {Person} person @param {Size} size */
async function shows(person, size) {
  await person.page.evaluate((size) => app.show(app.call.remoteParticipants[0].videoStreams[0], size), size);
}

/** @param {Person} person @param {Size} size */
async function resizes(person, size) {
  const resize = (/** @type {Size} */ { width, height }) =>
    Object.assign(app.view.target.parentElement.style, { width: `${width}px`, height: `${height}px` });
  await person.page.evaluate(resize, size);
}

/**
 * The picture that comes in has more than the one number of lines, and no more than the other: an encoder whose network is new to it,
 * or slow, begins with less than it may send.
 *
 * @param {Person} person
 * @param {number} more
 * @param {number} most
 * @param {number} [timeout]
 */
async function isReceived(person, more, most, timeout = undefined) {
  await hasShape(person, `${most} lines`, ({ height }) => height > more && height <= most, timeout);
}

/**
 * @param {Person} person
 * @param {string} what
 * @param {(shape: Size) => boolean} isIt
 * @param {number} [timeout]
 */
async function hasShape(person, what, isIt, timeout = undefined) {
  const look = async () => {
    const [came] = await person.page.evaluate(() => app.receivedByPeer());
    if (!came || !isIt(came)) throw new Error(`it has ${came?.width} x ${came?.height}`);
    return true;
  };
  await waitFor(`picture of ${what} at ${person.name}'s`, look, timeout);
}

/** @param {() => Promise<unknown>} show lasts until the first frame */
async function comesSoon(show) {
  const begun = performance.now();
  await show();
  const took = performance.now() - begun;
  assert.ok(took < PROMPT, `the picture took ${took} ms`);
}

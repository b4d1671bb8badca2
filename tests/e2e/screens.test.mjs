// Screens that are shared: the user's choice by the browser, or a stream of the app's own.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { onlyChromium } from './support/casts.mjs';
import { failsWith } from './support/failures.mjs';
import { everybodyHears } from './support/media.mjs';
import { scene } from './support/scene.mjs';
import { waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

describe('screens', { concurrency: 2 }, () => {
  scene(
    'what the user chooses is shown beside the camera with its sound, until they stop it by the browser',
    {},
    async (scene) => {
      const [alice, bob] = await scene.visitors('Alice', 'Bob');
      await alice.startCall(bob);
      await failsWith('412/41071', 'before it is Connected', alice, () => app.call.startScreenSharing());
      await bob.rings();
      await bob.accept();
      await alice.callIs('Connected');
      await alice.page.evaluate(() => app.startVideo());
      await shares(alice, () => app.call.startScreenSharing());
      assert.deepEqual(await sent(alice), ['Video', 'ScreenSharing']);

      await isShown(bob, alice, 'Video');
      await isShown(bob, alice, 'ScreenSharing');
      await Promise.all([collect(alice), collect(bob)]);
      await isMeasured(alice, 'send', { sounds: 2, screens: 1 });
      await isMeasured(bob, 'receive', { sounds: 2, screens: 1 });

      await alice.page.evaluate(stopByBrowser);
      await sharesNoMore(alice, bob);
      assert.deepEqual(await liveScreens(alice), [], 'its sound too');
      assert.deepEqual(await sent(alice), ['Video']);
      await failsWith('400/0', 'stop what is off', alice, () => app.call.stopScreenSharing());
      await isMeasured(bob, 'receive', { sounds: 1, screens: 0 });

      await shares(alice, async () => {
        const chosen = await navigator.mediaDevices.getDisplayMedia();
        await app.call.startScreenSharing(new app.calling.LocalVideoStream(chosen));
      });
      await isShown(bob, alice, 'ScreenSharing');
      await alice.page.evaluate(stopByBrowser);
      await sharesNoMore(alice, bob);
      assert.deepEqual(await alice.events('media', 'diagnosticChanged'), [], 'it is no trouble');
    },
    onlyChromium('Firefox asks what to share, and there is nobody to answer'),
  );

  scene('a stream of the own is shared until somebody else shares', {}, async (scene) => {
    const [alice, bob, carol] = await scene.visitors('Alice', 'Bob', 'Carol');
    await scene.gather(alice, bob, carol);
    await sharesPainting(alice, 'red');
    assert.deepEqual(await sent(alice), ['RawMedia']);
    await failsWith('400/0', 'share twice', alice, () => app.call.startScreenSharing());
    await hasColour(carol, alice, ([red, green]) => red > 150 && green < 100);
    await collect(carol);
    await isMeasured(carol, 'receive', { sounds: 3, screens: 1 });

    await sharesPainting(bob, 'lime');
    await hasColour(carol, bob, ([red, green]) => green > 150 && red < 100);
    await sharesNoMore(alice, carol);
    assert.equal(await alice.page.evaluate(isAppsStreamLive), true, 'what the app has opened stays open');
    assert.deepEqual(await sent(alice), []);
    assert.equal(await bob.page.evaluate(() => app.call.isScreenSharingOn), true);

    await sharesPainting(alice, 'blue');
    await hasColour(carol, alice, ([red, , blue]) => blue > 150 && red < 100);
    await sharesNoMore(bob, carol);
    await everybodyHears([alice, bob, carol]);
    await alice.page.evaluate(() => app.call.stopScreenSharing());
    await sharesNoMore(alice, carol);
  });

  scene('a screen that is denied disturbs nothing', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await alice.page.evaluate(denyScreens);
    const before = (await alice.entries()).length;
    await failsWith('400/40613', 'denied', alice, () => app.call.startScreenSharing());
    assert.deepEqual(await sent(alice), []);
    const told = (await alice.entries()).slice(before).map(({ object, event }) => `${object} ${event}`);
    assert.deepEqual(
      told.filter((what) => !what.includes('isSpeaking')),
      [],
    );
    await everybodyHears([alice, bob]);
    await sharesPainting(alice, 'red');
    await isShown(bob, alice, 'ScreenSharing');
  });
});

/**
 * The property is there when the promise and the event are.
 *
 * @param {Person} person
 * @param {() => unknown} start
 */
async function shares(person, start) {
  const told = (await person.events('call', 'isScreenSharingOnChanged')).length;
  await person.page.evaluate(start);
  assert.equal(await person.page.evaluate(() => app.call.isScreenSharingOn), true);
  const events = await person.events('call', 'isScreenSharingOnChanged');
  assert.deepEqual(
    events.slice(told).map(({ state }) => state.isScreenSharingOn),
    [true],
  );
}

/** @param {Person} person @param {string} colour */
async function sharesPainting(person, colour) {
  const start = async (/** @type {string} */ colour) => {
    app.own = await app.painting(colour);
    await app.call.startScreenSharing(new app.calling.LocalVideoStream(app.own));
  };
  await person.page.evaluate(start, colour);
}

/** @param {Person} person @param {Person} viewer */
async function sharesNoMore(person, viewer) {
  await waitFor(`${person.name} shares no more`, () => person.page.evaluate(() => !app.call.isScreenSharingOn));
  await waitFor(`the screen is gone at ${viewer.name}'s`, () =>
    viewer.page.evaluate((user) => !app.stream(user, 'ScreenSharing').isAvailable, person.user),
  );
}

/** What they send of pictures. @param {Person} person */
function sent(person) {
  return person.page.evaluate(() =>
    app.call.localVideoStreams.map((/** @type {any} */ { mediaStreamType }) => mediaStreamType),
  );
}

/**
 * A new view of it has a picture.
 *
 * @param {Person} viewer
 * @param {Person} sender
 * @param {string} kind
 */
async function isShown(viewer, sender, kind) {
  const isAvailable = (/** @type {any} */ user, /** @type {string} */ kind) => app.stream(user, kind)?.isAvailable;
  await waitFor(`${kind} at ${viewer.name}'s`, () => viewer.page.evaluate(isAvailable, sender.user, kind));
  await viewer.page.evaluate((user, kind) => app.show(app.stream(user, kind)), sender.user, kind);
}

/**
 * @param {Person} viewer
 * @param {Person} sender
 * @param {(colour: number[]) => boolean} isIt red, green and blue
 */
async function hasColour(viewer, sender, isIt) {
  await isShown(viewer, sender, 'ScreenSharing');
  await waitFor(`colour at ${viewer.name}'s`, async () => {
    const shown = await viewer.page.evaluate(() => app.pixels(app.view.target));
    if (shown && !isIt(shown.middle)) throw new Error(`it is ${shown.middle}`);
    return shown;
  });
}

/** Collects media statistics from now on. @param {Person} person */
async function collect(person) {
  await person.page.evaluate(() => {
    const collector = app.call.feature(app.calling.Features.MediaStats).createCollector();
    collector.on('sampleReported', (/** @type {any} */ sample) => (app.collected = sample));
  });
}

/**
 * So many streams flow by the statistics.
 *
 * @param {Person} person
 * @param {'send' | 'receive'} direction
 * @param {{ sounds: number, screens: number }} wanted
 */
async function isMeasured(person, direction, { sounds, screens }) {
  await waitFor(`${direction} of ${sounds} sounds, ${screens} screens at ${person.name}'s`, async () => {
    const sample = await person.page.evaluate(() => app.collected);
    const count = (/** @type {string} */ kind) =>
      sample[kind][direction].filter((/** @type {any} */ { bitrate }) => bitrate > 0).length;
    if (count('audio') !== sounds || count('screenShare') !== screens) throw new Error(JSON.stringify(sample));
    return true;
  });
}

/** As Chromium's own bar does: the track ends, and says so. Tracks of Firefox (153) hear nothing that a page says. Runs in the page. */
function stopByBrowser() {
  const track = probe.screens.findLast(({ kind }) => kind === 'video');
  track?.stop();
  track?.dispatchEvent(new Event('ended'));
}

/** What the browser gave of a screen, as far as it is still open. @param {Person} person */
function liveScreens(person) {
  return person.page.evaluate(() =>
    probe.screens.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind),
  );
}

/** Runs in the page. */
function isAppsStreamLive() {
  return app.own?.getTracks().every((track) => track.readyState === 'live');
}

/** Runs in the page. */
function denyScreens() {
  navigator.mediaDevices.getDisplayMedia = async () => {
    throw new DOMException('Permission denied', 'NotAllowedError');
  };
}

// Microsoft's UI library with this package in the place of the one that it was written for: its stateful client, on which all of
// its components stand, sees what an app of one's own would see.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import path from 'node:path';

import { ROOT } from './support/environment.mjs';
import { scene } from './support/scene.mjs';
import { Site } from './support/site.mjs';
import { waitFor } from './support/wait.mjs';

/**
 * @typedef {import('./support/person.mjs').Person} Person
 * @typedef {ReturnType<import('./ui-library/page.mjs').UiLibrary['look']>} Look
 */

/** @type {Site} */
let site;
before(async () => {
  site = await Site.start(path.join(ROOT, 'tests/e2e/ui-library/page.mjs'));
});
after(() => site.close());

scene('the UI library places a call, with video, a screen, mute and hold', {}, async (scene) => {
  const [alice, bob] = await Promise.all([withLibrary(scene, 'Alice'), scene.visitor('Bob')]);
  await scene.signIn(alice, bob);
  await scene.connect(alice, bob);
  await sees(alice, 'Bob', ({ others: [other] }) => other?.name === 'Bob' && other.state === 'Connected');
  assert.deepEqual(await alice.page.evaluate(() => library.callStates), ['None', 'Connecting', 'Ringing', 'Connected']);
  const { mayMuteOthers, mostVideos } = await look(alice);
  assert.deepEqual([mayMuteOthers, mostVideos], [false, 10]);
  await sees(alice, 'who speaks', ({ speakers }) => speakers === 1);

  await bob.page.evaluate(() => app.startVideo());
  await shows(alice, 'Video');
  await bob.page.evaluate(async () => {
    await app.call.startScreenSharing(new app.calling.LocalVideoStream(await app.painting('red')));
  });
  await shows(alice, 'ScreenSharing');
  assert.match(String((await look(alice)).sharing), new RegExp(String(bob.user.microsoftTeamsUserId)));
  await bob.page.evaluate(() => app.call.stopScreenSharing());
  await sees(alice, 'no screen', ({ sharing }) => sharing === undefined);

  await alice.mute();
  await sees(alice, 'itself muted', ({ isMuted }) => isMuted === true);
  await bob.mute();
  await sees(alice, 'Bob muted', ({ others: [other] }) => other?.isMuted === true);
  await alice.page.evaluate(() => app.call.hold());
  assert.equal((await look(alice)).state, 'LocalHold');
  await bob.callIs('RemoteHold');
  await alice.page.evaluate(() => app.call.resume());
  assert.equal((await look(alice)).state, 'Connected');

  await bob.hangUp();
  await sees(alice, 'the end', ({ state, ended }) => state === undefined && ended === '0/0');
  await nothingIsWrong(alice);
});

scene('the UI library is called, and meets others in a group', {}, async (scene) => {
  const [alice, bob] = await Promise.all([withLibrary(scene, 'Alice', 'communication'), scene.visitor('Bob')]);
  await Promise.all([alice, bob].map((person) => scene.signInAsCommunicationUser(person)));
  await bob.page.evaluate((user) => app.startCall([user]), alice.user);
  await sees(alice, 'a call that rings', ({ ringing }) => ringing === 1);
  await alice.rings();
  await alice.accept();
  await sees(alice, 'the call', ({ state, ringing }) => state === 'Connected' && ringing === 0);
  await alice.hangUp();
  await sees(alice, 'the end', ({ ended }) => ended === '0/0');

  const group = '6e0f7a1c-3a52-4b62-9d0e-3f2b8c5a9d10';
  for (const person of [alice, bob]) await person.page.evaluate((group) => app.join(group), group);
  await sees(alice, 'Bob', ({ others }) => others?.[0]?.state === 'Connected');
  const { groupId, mayMuteOthers } = await look(alice);
  assert.deepEqual([groupId, mayMuteOthers], [group, true]);
  await alice.page.evaluate(() => app.call.muteAllRemoteParticipants());
  await sees(alice, 'Bob muted', ({ others: [other] }) => other?.isMuted === true);
  await nothingIsWrong(alice);
});

scene("the UI library shows the user's own camera and screen, and the camera before a call", {}, async (scene) => {
  const [alice, bob] = await Promise.all([withLibrary(scene, 'Alice'), scene.visitor('Bob')]);
  await scene.signIn(alice, bob);
  assert.deepEqual((await alice.page.evaluate(() => library.preview())).previews, ['Video shown']);
  await sees(alice, 'no preview', ({ previews }) => previews.length === 0);

  await scene.connect(alice, bob);
  await alice.page.evaluate(() => app.startVideo());
  await showsOwn(alice, 'Video');
  // The browser would ask which screen, and not everywhere does somebody answer.
  await alice.page.evaluate(async () => {
    const screen = await app.painting('red');
    navigator.mediaDevices.getDisplayMedia = async () => screen;
    await app.call.startScreenSharing();
  });
  await showsOwn(alice, 'ScreenSharing');
  await alice.page.evaluate(() => app.call.stopScreenSharing());
  await sees(alice, 'the camera alone', ({ own }) => own.join() === 'Video not shown');
  await alice.page.evaluate(() => app.stopVideo());
  await sees(alice, 'nothing of the own', ({ own }) => own.length === 0);
  await nothingIsWrong(alice);
});

/**
 * Somebody whose app uses the library. Not signed in yet.
 *
 * @param {import('./support/scene.mjs').Scene} scene
 * @param {string} name
 * @param {'teams' | 'communication'} [kind]
 */
async function withLibrary(scene, name, kind = 'teams') {
  const person = await scene.visitor(name, [], site);
  const userId = kind === 'teams' ? person.user : { communicationUserId: '8:acs:somebody' };
  await person.page.evaluate((userId) => void (globalThis.library = new UiLibrary(userId)), userId);
  return person;
}

/** @param {Person} person @returns {Promise<Look>} */
function look(person) {
  return person.page.evaluate(() => library.look());
}

/**
 * Waits until the library's state says so.
 *
 * @param {Person} person
 * @param {string} what
 * @param {(look: any) => boolean} satisfies
 */
async function sees(person, what, satisfies) {
  await waitFor(`${what} in the state at ${person.name}'s`, async () => {
    const now = await look(person);
    if (!satisfies(now)) throw new Error(JSON.stringify(now));
    return true;
  });
}

/**
 * A video of the other is available, is shown by the library, and is no longer once that is told so.
 *
 * @param {Person} person
 * @param {string} kind
 */
async function shows(person, kind) {
  const is =
    (/** @type {string} */ view) =>
    (/** @type {any} */ { others: [other] }) =>
      other.videos.some((/** @type {string[]} */ video) => video.join() === [kind, 'available', view].join());
  await sees(person, kind, is('not shown'));
  assert.ok(is('shown')(await person.page.evaluate((kind) => library.show(kind), kind)));
  await sees(person, kind, is('not shown'));
}

/** The same of an own video. @param {Person} person @param {string} kind */
async function showsOwn(person, kind) {
  const is =
    (/** @type {string} */ view) =>
    (/** @type {any} */ { own }) =>
      own.includes(`${kind} ${view}`);
  await sees(person, `the own ${kind}`, is('not shown'));
  assert.ok(is('shown')(await person.page.evaluate((kind) => library.showOwn(kind), kind)));
  await sees(person, `the own ${kind}`, is('not shown'));
}

/** What the library asks for and is not there is said in its state, once; nothing else fails. @param {Person} person */
async function nothingIsWrong(person) {
  const { errors } = await look(person);
  assert.deepEqual(errors.length, 1);
  assert.match(String(errors[0]), /no such feature here/);
  assert.deepEqual(person.console, []);
}

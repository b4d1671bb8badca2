// Six people with cameras. Whoever goes, in whatever way, takes nothing from the others.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import { sees } from './support/media.mjs';
import { scene } from './support/scene.mjs';
import { waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */
/** @typedef {import('./support/scene.mjs').Scene} Scene */

/** Of each view, in CSS pixels. */
const TILE = { width: 160, height: 90 };
/** The end of who was lost, and did not leave. */
const LOST = { code: 496, subCode: 7 };

scene(
  'whoever closes, reloads or loses their page takes nothing from the others',
  { 'call.loss-timeout': '10s' },
  comeAndGo,
);

/** @param {Scene} scene */
async function comeAndGo(scene) {
  const [alice, bob, carol, dave, erin] = await scene.communicationUsers('Alice', 'Bob', 'Carol', 'Dave', 'Erin');
  const frank = await scene.stranger('Frank');
  await scene.signInAsCommunicationUser(frank);
  const group = randomUUID();
  const everybody = [alice, bob, carol, dave, erin, frank];
  await Promise.all(everybody.map((person) => joins(person, group)));
  await isGathered(everybody);

  await undisturbed([alice, bob, carol, dave, frank], async (stay) => {
    await erin.leaves(() => erin.page.close({ runBeforeUnload: true }));
    await isRoster(stay);
    assert.equal((await reasonOfLast(alice))?.code, 0);
  });
  await undisturbed([alice, bob, carol, frank], async (stay) => {
    await dave.leaves(() => dave.page.reload());
    await isRoster(stay);
    assert.equal((await reasonOfLast(alice))?.code, 0);
    await scene.signInAsCommunicationUser(dave);
    await joins(dave, group);
    await isGathered([...stay, dave]);
  });
  await undisturbed([alice, bob, carol, dave], async (stay) => {
    await frank.leaves(async () => frank.page.browser().process()?.kill('SIGKILL'));
    await isRoster(stay);
    assert.deepEqual(await reasonOfLast(alice), LOST);
  });
  await isGathered([alice, bob, carol, dave]);
}

/**
 * With the camera on, with a picture that thirty encoders of one machine can do, and muted: the sound of six would take all of two cores.
 *
 * @param {Person} person
 * @param {string} group
 */
async function joins(person, group) {
  await person.page.evaluate(async (group) => {
    const small = await navigator.mediaDevices.getUserMedia({ video: { width: 160, height: 120, frameRate: 10 } });
    const videoOptions = { localVideoStreams: [new app.calling.LocalVideoStream(small)] };
    app.join(group, { audioOptions: { muted: true }, videoOptions });
  }, group);
}

/** Everybody sees everybody else, and nobody else. @param {Person[]} people */
async function isGathered(people) {
  await isRoster(people);
  await Promise.all(people.map((person) => person.page.evaluate((tile) => app.showAll(tile), TILE)));
  await Promise.all(people.map((person) => sees(person, people.length - 1)));
}

/** Why who was the last to go is gone, as one of those who stay is told. @param {Person} person */
async function reasonOfLast(person) {
  const changes = await person.events('participant', 'stateChanged');
  return changes.findLast(({ state }) => state.callEndReason)?.state.callEndReason;
}

/** Everybody has just the others in their call, connected and with cameras. @param {Person[]} people */
async function isRoster(people) {
  await Promise.all(
    people.map(async (person) => {
      const others = people.filter((other) => other !== person).map(({ name }) => name);
      await waitFor(`${others} at ${person.name}'s`, async () => {
        const shown = await person.page.evaluate(roster);
        if (shown.join() !== others.sort().join()) throw new Error(`there are ${shown}`);
        return true;
      });
    }),
  );
}

/** Runs in the page. @returns {string[]} */
function roster() {
  const people = app.call?.remoteParticipants ?? [];
  const isThere = (/** @type {any} */ { state, videoStreams }) => state === 'Connected' && videoStreams[0]?.isAvailable;
  return people
    .map((/** @type {any} */ one) => (isThere(one) ? one.displayName : `${one.displayName} (${one.state})`))
    .sort();
}

/**
 * What is between those who stay goes on as it is, whatever happens meanwhile.
 *
 * @param {Person[]} stay
 * @param {(stay: Person[]) => Promise<void>} happen
 */
async function undisturbed(stay, happen) {
  await Promise.all(stay.map((person) => person.page.evaluate(() => app.peerWatch.start())));
  await happen(stay);
  for (const person of stay) {
    const [undisturbed, story] = await person.page.evaluate(
      () => /** @type {const} */ ([app.peerWatch.undisturbed(), app.peerWatch.story()]),
    );
    assert.equal(undisturbed, stay.length - 1, `connections at ${person.name}'s: ${story.join('; ')}`);
  }
}

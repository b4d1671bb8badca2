// Muting others: one of them, or all.

import assert from 'node:assert/strict';

import { failsWith } from './support/failures.mjs';
import { everybodyHears, flowsFrom } from './support/media.mjs';
import { scene } from './support/scene.mjs';
import { waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

scene('others are muted, are told, and unmute themselves', {}, async (scene) => {
  const [alice, bob, carol, dave] = await scene.visitors('Alice', 'Bob', 'Carol', 'Dave');
  await scene.connect(alice, bob);
  await failsWith('400/0', 'the other of two', alice, (user) => app.participant(user).mute(), bob.user);
  await failsWith('400/0', 'all of one', alice, () => app.call.muteAllRemoteParticipants());
  await scene.add(alice, carol);
  await everybodyHears([alice, bob, carol]);

  await mute(alice, bob);
  await wasMutedByOthers(bob, 1);
  await Promise.all([isShownMuted(alice, bob), isShownMuted(carol, bob)]);
  await Promise.all([flowsFrom(alice, 1), flowsFrom(carol, 1), flowsFrom(bob, 2)]);
  assert.deepEqual([await muted(alice), await muted(carol)], [false, false]);
  await bob.unmute();
  await everybodyHears([alice, bob, carol]);
  await isShownMuted(alice, bob, false);

  await carol.page.evaluate(() => app.call.muteAllRemoteParticipants());
  await Promise.all([wasMutedByOthers(alice, 1), wasMutedByOthers(bob, 2)]);
  await Promise.all([flowsFrom(carol, 0), flowsFrom(alice, 1), flowsFrom(bob, 1)]);
  assert.equal(await muted(carol), false);

  // Who is muted already is not muted by others.
  await mute(carol, bob);
  await scene.add(alice, dave);
  for (const person of [alice, bob]) await isShownMuted(dave, person);
  await flowsFrom(dave, 1);
  await isShownMuted(dave, carol, false);
  await wasMutedByOthers(bob, 2);
  await alice.unmute();
  await flowsFrom(dave, 2);
});

/**
 * @param {Person} person
 * @param {Person} other
 */
async function mute(person, other) {
  await person.page.evaluate((user) => app.participant(user).mute(), other.user);
}

/** @param {Person} person */
function muted(person) {
  return person.page.evaluate(() => app.call.isMuted);
}

/**
 * They are muted, and were told so for so many times.
 *
 * @param {Person} person
 * @param {number} times
 */
async function wasMutedByOthers(person, times) {
  const told = await waitFor(`mutedByOthers at ${person.name}'s`, async () => {
    const all = await person.events('call', 'mutedByOthers');
    return all.length >= times && all;
  });
  assert.deepEqual([told.length, told.at(-1)?.state.isMuted, await muted(person)], [times, true, true]);
}

/**
 * @param {Person} person
 * @param {Person} other
 * @param {boolean} [isMuted]
 */
async function isShownMuted(person, other, isMuted = true) {
  await waitFor(`isMuted ${isMuted} of ${other.name} at ${person.name}'s`, () =>
    person.page.evaluate((user, isMuted) => app.participant(user)?.isMuted === isMuted, other.user, isMuted),
  );
}

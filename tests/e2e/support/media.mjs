// What of media comes in where, over each connection on its own.

import { pause, waitFor } from './wait.mjs';

/** @typedef {import('./person.mjs').Person} Person */

/** So many packets of audio are sound, and no leftover of it. */
const SOUND = 10;
/** So many frames are a picture that moves. */
const PICTURE = 3;

/** Audio comes in from each of the others. @param {Person[]} people */
export async function everybodyHears(people) {
  await Promise.all(people.map((person) => hears(person, people.length - 1)));
}

/**
 * @param {Person} person
 * @param {number} others from whom audio comes in, and from nobody else
 */
export async function hears(person, others) {
  await person.callIs('Connected');
  await comes(person, others, 'audio', SOUND);
}

/**
 * @param {Person} person
 * @param {number} others from whom pictures come in, and from nobody else
 */
export async function sees(person, others) {
  await comes(person, others, 'frames', PICTURE);
}

/**
 * @param {Person} person
 * @param {number} others
 * @param {'audio' | 'frames'} what
 * @param {number} enough
 */
async function comes(person, others, what, enough) {
  let before = await received(person);
  await waitFor(`${what} of ${others} others at ${person.name}'s`, async () => {
    const now = await received(person);
    if (before.length !== now.length) before = now;
    const came = now.map((one, at) => one[what] - Number(before[at]?.[what]));
    if (now.length !== others || came.some((count) => count < enough)) throw new Error(`so far ${came.join()}`);
    return true;
  });
}

/**
 * Media comes in over some connections, and over the others none at all.
 *
 * @param {Person} person
 * @param {boolean[]} wanted of each connection, in the order in which they were opened
 */
export async function flow(person, wanted) {
  await flows(person, (came) => came.join() === wanted.join(), wanted.join());
}

/**
 * Media comes in from so many others, and from the rest none at all.
 *
 * @param {Person} person
 * @param {number} senders
 */
export async function flowsFrom(person, senders) {
  await flows(person, (came) => came.filter((one) => one).length === senders, `from ${senders}`);
}

/**
 * @param {Person} person
 * @param {(came: boolean[]) => boolean} isWanted
 * @param {string} what
 */
async function flows(person, isWanted, what) {
  await waitFor(`media at ${person.name}'s: ${what}`, async () => {
    const before = await received(person);
    await pause(1000);
    const now = await received(person);
    const came = now.map(
      ({ audio, frames }, at) => audio > Number(before[at]?.audio) || frames > Number(before[at]?.frames),
    );
    if (!isWanted(came)) throw new Error(`media: ${came.join()} of ${JSON.stringify(now)}`);
    return true;
  });
}

/** @param {Person} person */
function received(person) {
  return person.page.evaluate(() => app.receivedByPeer());
}

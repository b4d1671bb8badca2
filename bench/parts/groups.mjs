// Somebody is added to a call of some people: how long it takes, and what the signaling of it is.

import { pause, waitFor } from '../../tests/e2e/support/wait.mjs';
import { Crowd, areTogether, gather, part } from '../support/crowd.mjs';
import { Frames } from '../support/frames.mjs';
import { probe } from '../support/page/probe.mjs';
import { ROUNDS, pick, play } from '../support/rounds.mjs';
import { median } from '../support/statistics.mjs';

/** @typedef {import('../support/pair.mjs').Person} Person */
/** @typedef {import('../support/frames.mjs').Traffic} Traffic */
/** @typedef {import('../support/report.mjs').Table} Table */
/** @typedef {import('../support/rounds.mjs').Trial} Trial */

export const title = 'Groups';

export const how = `Communication users in pages of one Chromium, whose clocks are one (\`performance.timeOrigin\`), on loopback, with fake microphones and without
cameras. Members have met by \`join({ groupId })\`; the one who is added accepts at once and is not muted.

- *To the first audio* is until the first frame that comes out of received RTP packets at who was added or called, which is that of who adds or calls.
  The one-to-one call takes turns with the others, in the same pages. Of the members only the one who adds is not muted: eight people who all
  speak take nearly three cores for nothing but their sound, which they would have each on a machine of their own.
- *Signaling* is counted at the pages' WebSockets, from \`addParticipant\` until everybody is connected and nothing has been said for a second: text
  before compression, up what a page sends. Each peer connection has its descriptions and candidates, of which there are as many as the machine has networks.
`;

/** How many people are in the call then. */
const SIZES = [2, 4, 8];
/** Messages hardly differ from one join to the next. */
const FEWER = Math.ceil(ROUNDS / 6);
/** For how many milliseconds nothing has to be said until all of a join has been. */
const SILENCE = 1000;
/** A frame of audio lasts so long; where in one somebody is added shall be random. */
const FRAME = 20;

const ONE_TO_ONE = 'a one-to-one call';

/** @returns {Promise<Table[]>} */
export async function measure() {
  const crowd = await Crowd.open(Math.max(...SIZES), { scripts: [probe] });
  try {
    return [await times(crowd), ...(await signaling(crowd))];
  } finally {
    await crowd.close();
  }
}

/** @param {Crowd} crowd @returns {Promise<Table>} */
async function times({ people }) {
  const ofSize = SIZES.map((size) => [`${size} people`, () => joined(people.slice(-size))]);
  const measured = await play({ [ONE_TO_ONE]: () => called(people), ...Object.fromEntries(ofSize) });
  return {
    title: 'From `addParticipant` to the first audio at who was added, by how many people the call has then',
    beside: [{ arm: ONE_TO_ONE }],
    ...pick(measured, 'media'),
  };
}

/** @param {Person[]} people @returns {Promise<Trial>} */
async function called([caller, ...others]) {
  const callee = /** @type {Person} */ (others.at(-1));
  const people = [/** @type {Person} */ (caller), callee];
  return firstAudio(people, (page) => page.evaluate((login) => member.startCall(login), callee.login));
}

/** The last of them is added by the first, whom it hears. @param {Person[]} people @returns {Promise<Trial>} */
async function joined(people) {
  const added = /** @type {Person} */ (people.at(-1));
  await gather(people.slice(0, -1), (person) => person === people[0]);
  return firstAudio(people, (page) => page.evaluate((login) => member.add(login), added.login));
}

/**
 * From what the first does to the first audio at the last.
 *
 * @param {Person[]} people
 * @param {(page: import('puppeteer-core').Page) => Promise<void>} begin
 * @returns {Promise<Trial>}
 */
async function firstAudio(people, begin) {
  const [first, last] = /** @type {[Person, Person]} */ ([people[0], people.at(-1)]);
  for (const { page } of [first, last]) await page.evaluate(() => marks.clear());
  await pause(200 + Math.random() * FRAME);
  await begin(first.page);
  const media = (await last.when('media')) - (await first.when('placed'));
  await areTogether(people);
  await part(people);
  return { media };
}

/** @param {Crowd} crowd @returns {Promise<Table[]>} */
async function signaling({ people }) {
  const measured = [];
  for (const size of SIZES) {
    const trials = [];
    while (trials.length < FEWER) trials.push(await traffic(people.slice(-size)));
    measured.push({ size, trials });
  }
  return [sums(measured), each(measured)];
}

/** What each of them said and heard of it, in their order. @param {Person[]} people */
async function traffic(people) {
  const [first, last] = /** @type {[Person, Person]} */ ([people[0], people.at(-1)]);
  await gather(people.slice(0, -1), (person) => person === people[0]);
  await pause(SILENCE);
  const counts = await Promise.all(people.map(({ page }) => Frames.of(page)));
  await first.page.evaluate((login) => member.add(login), last.login);
  await areTogether(people);
  await waitFor('silence', async () => {
    const before = messages(counts);
    await pause(SILENCE);
    return messages(counts) === before;
  });
  await Promise.all(counts.map((count) => count.close()));
  await part(people);
  return counts.map(({ traffic }) => traffic);
}

/** @param {Frames[]} counts */
function messages(counts) {
  return counts.reduce((sum, { traffic: { up, down } }) => sum + up.messages + down.messages, 0);
}

/** @typedef {Array<{ size: number, trials: Traffic[][] }>} Measured the last of each trial is who was added, the first who added */

const COLUMNS = ['messages up', 'messages down', 'bytes up', 'bytes down'];

/** @param {Measured} measured @returns {Table} */
function sums(measured) {
  return {
    title: 'Signaling of a join: all people together',
    columns: ['', ...COLUMNS, 'bytes for each person'],
    rows: measured.map(({ size, trials }) => {
      const row = medians(trials.map(summed));
      return [`${size} people`, ...row, Math.round((Number(row[2]) + Number(row[3])) / size)];
    }),
  };
}

/** @param {Measured} measured @returns {Table} */
function each(measured) {
  /** @type {Array<[name: string, of: (trial: Traffic[]) => Traffic[]]>} */
  const roles = [
    ['who is added', (trial) => trial.slice(-1)],
    ['who adds', (trial) => trial.slice(0, 1)],
    ['each of the others', (trial) => trial.slice(1, -1)],
  ];
  const rows = measured.flatMap(({ size, trials }) =>
    roles
      .filter(([, of]) => of(trials[0] ?? []).length > 0)
      .map(([name, of]) => [`${size} people: ${name}`, ...medians(trials.flatMap(of))]),
  );
  return { title: 'Signaling of a join: each person', columns: ['', ...COLUMNS], rows };
}

/** @param {Traffic[]} trial @returns {Traffic} */
function summed(trial) {
  const sum = (/** @type {'up' | 'down'} */ way, /** @type {'messages' | 'bytes'} */ what) =>
    trial.reduce((total, traffic) => total + traffic[way][what], 0);
  const both = (/** @type {'up' | 'down'} */ way) => ({ messages: sum(way, 'messages'), bytes: sum(way, 'bytes') });
  return { up: both('up'), down: both('down') };
}

/** In the order of the columns. @param {Traffic[]} all */
function medians(all) {
  const middle = (/** @type {(traffic: Traffic) => number} */ of) => Math.round(median(all.map(of)));
  return [
    middle(({ up }) => up.messages),
    middle(({ down }) => down.messages),
    middle(({ up }) => up.bytes),
    middle(({ down }) => down.bytes),
  ];
}

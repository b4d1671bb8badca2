// Six people, of whom one goes: what the audio between the others notices of it.

import { chromium } from '../../../tests/e2e/support/browsers/chromium.mjs';
import { pause } from '../../../tests/e2e/support/wait.mjs';
import { Crowd, areTogether, gather, join, signIn } from '../../support/crowd.mjs';
import { ROUNDS } from '../../support/rounds.mjs';
import { mannWhitney, median, quantile } from '../../support/statistics.mjs';

/** @typedef {import('../../support/pair.mjs').Person} Person */
/** @typedef {import('../../support/report.mjs').Table} Table */

/** How long it is listened, and how long before that nobody comes, in milliseconds. */
const [WINDOW, CALM] = [10_000, 2000];
/** Short enough that who is lost is gone before the window is over. */
const LOSS = '5s';
const STAYING = 5;
/** The first of them are not muted: if everybody were heard, their sound would take all of two cores. */
const SPEAKING = 2;
/** Each of those who stay hears the others who speak. */
const PAIRS = SPEAKING * (STAYING - 1);
/** Each has one window of each event, and as many of a call that is left alone. */
const FEWER = Math.max(7, Math.ceil(ROUNDS / 4));

const ALONE = 'left alone';

/**
 * The call, and the one who goes, in a browser of their own.
 *
 * @typedef {object} Visit
 * @property {Crowd} crowd who stays
 * @property {string} group
 * @property {Person} guest
 */

/**
 * @typedef {object} Event
 * @property {(visit: Visit) => Promise<unknown>} happen
 * @property {(visit: Visit) => Promise<Person>} back what brings the guest back after it
 */

/** @type {Record<string, Event>} */
const EVENTS = {
  'one leaves': {
    happen: ({ guest }) => guest.page.evaluate(() => member.hangUp()),
    back: async ({ guest, group }) => {
      await join(guest, group, true);
      return guest;
    },
  },
  'one is killed': {
    happen: async ({ guest }) => guest.page.browser().process()?.kill('SIGKILL'),
    back: ({ crowd, guest, group }) => arrive(crowd, guest.login, group),
  },
  'one reloads and joins again': {
    happen: async ({ guest, group }) => {
      await guest.page.reload();
      await signIn(guest);
      await join(guest, group, true);
    },
    back: async ({ guest }) => guest,
  },
};

/** @returns {Promise<Table[]>} */
export async function measureGaps() {
  const crowd = await Crowd.open(STAYING, { options: { 'call.loss-timeout': LOSS } });
  try {
    const group = await gather(crowd.people, (person) => crowd.people.indexOf(person) < SPEAKING);
    const visit = { crowd, group, guest: await arrive(crowd, await crowd.login(), group) };
    try {
      return [table(await rounds(visit))];
    } finally {
      await visit.guest.page.browser().close();
    }
  } finally {
    await crowd.close();
  }
}

/** Of each window the longest gap of each pair. @param {Visit} visit */
async function rounds(visit) {
  const { people } = visit.crowd;
  /** @type {Record<string, number[][]>} */
  const windows = { [ALONE]: [] };
  for (let round = 0; round < FEWER; round++) {
    for (const [name, { happen, back }] of Object.entries(EVENTS)) {
      windows[ALONE]?.push(await listen(people, async () => {}));
      (windows[name] ??= []).push(await listen(people, () => happen(visit)));
      visit.guest = await back(visit);
      await areTogether([...people, visit.guest]);
    }
  }
  return windows;
}

/**
 * The guest comes, after all the others.
 *
 * @param {Crowd} crowd
 * @param {Person['login']} login
 * @param {string} group
 */
async function arrive(crowd, login, group) {
  const guest = await crowd.enter(await chromium.launch('granted'), login);
  await join(guest, group, true);
  await areTogether([...crowd.people, guest]);
  return guest;
}

/**
 * Lets something happen while audio is listened to; the longest gap of each pair of those who stay, in milliseconds.
 *
 * @param {Person[]} people
 * @param {() => Promise<unknown>} happen
 */
async function listen(people, happen) {
  await pause(CALM);
  await Promise.all(people.map(({ page }) => page.evaluate(() => member.gapWatch.start())));
  await Promise.all([pause(WINDOW), happen()]);
  const heard = await Promise.all(people.map(({ page }) => page.evaluate(() => member.gapWatch.stop())));
  // From who is muted nothing has ever come.
  const gaps = heard.flatMap((all) => all.filter((gap) => gap > 0).map((gap) => Number(ms(gap))));
  if (gaps.length !== PAIRS) throw new Error(`of ${PAIRS} pairs only ${gaps.length} are still connected`);
  return gaps;
}

/** @param {Record<string, number[][]>} windows @returns {Table} */
function table(windows) {
  const columns = ['windows', 'n', 'median', '95th percentile', 'greatest', 'p', 'p of the greatest of each window'];
  const greatest = (/** @type {number[][]} */ all) => all.map((window) => Math.max(...window));
  const alone = windows[ALONE] ?? [];
  const rows = Object.entries(windows).map(([name, own]) => {
    const gaps = own.flat();
    const values = [median(gaps), quantile(gaps, 0.95), Math.max(...gaps)].map(ms);
    const chances = [chance(gaps, alone.flat()), chance(greatest(own), greatest(alone))];
    return [name, own.length, gaps.length, ...values, ...(name === ALONE ? ['', ''] : chances)];
  });
  const title = `The longest gap in the audio between two who stay, in ${WINDOW / 1000} seconds`;
  return { title, columns: ['', ...columns], rows, samples: windows };
}

/** @param {number[]} samples @param {number[]} others */
function chance(samples, others) {
  const p = mannWhitney(samples, others);
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}

/** @param {number} value */
const ms = (value) => value.toFixed(1);

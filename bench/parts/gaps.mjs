// Six people, of whom one goes and comes: what the audio between the others notices of it.

import { chromium } from '../../tests/e2e/support/browsers/chromium.mjs';
import { pause } from '../../tests/e2e/support/wait.mjs';
import { Crowd, areTogether, gather, join, signIn } from '../support/crowd.mjs';
import { ROUNDS } from '../support/rounds.mjs';
import { mannWhitney, median, quantile } from '../support/statistics.mjs';

/** @typedef {import('../support/pair.mjs').Person} Person */
/** @typedef {import('../support/report.mjs').Table} Table */

export const title = 'What others in a call notice';

export const how = `A call of six communication users in pages of one Chromium, of whom one goes and the five others are listened to, two of whom are not muted, so
8 pairs. Who goes has a browser of their own, which is killed by SIGKILL; \`call.loss_timeout\` is 5 s, so that all that follows lies within the
window. Beside it there is all the time another call of as many, all muted, in browsers of their own: what happens in that one takes as
much of the machine, and is none of the first one's business.

Every 20 ms each page looks how old the newest packet is that it has played (\`RTCRtpReceiver.getSynchronizationSources()\`); the greatest age is the
window's longest gap, of which one packet's length, 20 ms, is none. Windows of a call that is left alone lie between those in which
something happens. p is that of a two-sided Mann-Whitney U test (normal approximation, corrected for ties) beside the windows left alone: over
all pairs, which are not independent in one window as they share a machine, and over the greatest of each window.
`;

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
 * A call, and the one who goes, in a browser of their own.
 *
 * @typedef {object} Visit
 * @property {Crowd} crowd who stays
 * @property {string} group
 * @property {Person} guest
 */

/**
 * @typedef {object} Event
 * @property {(visit: Visit, elsewhere: Visit) => Promise<unknown>} happen
 * @property {(visit: Visit) => Promise<Person>} [back] what brings the guest back after it
 */

/** @type {Record<string, Event>} */
const EVENTS = {
  'one leaves': { happen: ({ guest }) => guest.page.evaluate(() => member.hangUp()), back: rejoin },
  'one is killed': {
    happen: async ({ guest }) => guest.page.browser().process()?.kill('SIGKILL'),
    back: ({ crowd, guest, group }) => arrive(crowd, guest.login, group),
  },
  'one reloads and joins again': { happen: reloadAndRejoin },
  'one of the other call does': { happen: (_, elsewhere) => reloadAndRejoin(elsewhere) },
};

/** @returns {Promise<Table[]>} */
export async function measure() {
  const here = await gatherWithGuest(SPEAKING);
  try {
    const elsewhere = await gatherWithGuest(0);
    try {
      return [table(await rounds(here, elsewhere))];
    } finally {
      await close(elsewhere);
    }
  } finally {
    await close(here);
  }
}

/** @param {number} speaking how many are not muted @returns {Promise<Visit>} */
async function gatherWithGuest(speaking) {
  const crowd = await Crowd.open(STAYING, { options: { 'call.loss-timeout': LOSS } });
  const group = await gather(crowd.people, (person) => crowd.people.indexOf(person) < speaking);
  return { crowd, group, guest: await arrive(crowd, await crowd.login(), group) };
}

/** @param {Visit} visit */
async function close({ crowd, guest }) {
  await guest.page.browser().close();
  await crowd.close();
}

/** Of each window the longest gap of each pair. @param {Visit} here @param {Visit} elsewhere */
async function rounds(here, elsewhere) {
  const { people } = here.crowd;
  /** @type {Record<string, number[][]>} */
  const windows = { [ALONE]: [] };
  for (let round = 0; round < FEWER; round++) {
    for (const [name, { happen, back }] of Object.entries(EVENTS)) {
      windows[ALONE]?.push(await listen(people, async () => {}));
      (windows[name] ??= []).push(await listen(people, () => happen(here, elsewhere)));
      if (back) here.guest = await back(here);
      await Promise.all([here, elsewhere].map(({ crowd, guest }) => areTogether([...crowd.people, guest])));
    }
  }
  return windows;
}

/** @param {Visit} visit */
async function reloadAndRejoin(visit) {
  await visit.guest.page.reload();
  await signIn(visit.guest);
  await rejoin(visit);
}

/** @param {Visit} visit */
async function rejoin({ guest, group }) {
  await join(guest, group, true);
  return guest;
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

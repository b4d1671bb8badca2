// What a page holds after many calls.

import { chromium } from '../../tests/e2e/support/browsers/chromium.mjs';
import { collectGarbage, settled } from '../../tests/e2e/support/heap.mjs';
import { makeCalls, signInBoth } from '../../tests/e2e/support/page/calls.mjs';
import { Server } from '../../tests/e2e/support/server.mjs';
import { Site } from '../../tests/e2e/support/site.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../../tests/e2e/support/server.mjs').Token} Token */
/** @typedef {import('../support/report.mjs').Table} Table */

export const title = 'A thousand calls in one page';

export const how = `Both people in one page of Chromium, so that its heap shows both sides. Each call is placed, accepted, connected and hung up. Measured
after a collection of garbage. Between the two the engine compiles more of the code, which is on the JS heap too.
`;

/** After how many calls it is measured. */
const [FIRST, LAST] = [100, 1000];
/** After so many calls garbage is collected. */
const BATCH = 50;

/** @returns {Promise<Table[]>} */
export async function measure() {
  const [server, site, browser] = await Promise.all([Server.start(), Site.start(), chromium.launch('granted')]);
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.waitForFunction(() => globalThis.app !== undefined);
    return [await measureIn(page, [await server.token(), await server.token()])];
  } finally {
    await browser.close();
    site.close();
    await server.close();
  }
}

/**
 * @param {Page} page
 * @param {[caller: Token, callee: Token]} people both in the page, so that its heap shows both sides
 * @returns {Promise<Table>}
 */
async function measureIn(page, [caller, callee]) {
  await page.evaluate(signInBoth, caller.token, callee.token);
  await call(page, callee, FIRST);
  const first = await held(page);
  const seconds = await call(page, callee, LAST - FIRST);
  const last = await held(page);
  return {
    title: `Held after ${FIRST} and after ${LAST} calls, at ${Math.round((60 * (LAST - FIRST)) / seconds)} calls a minute`,
    columns: ['', `after ${FIRST}`, `after ${LAST}`, 'difference', 'for each call'],
    rows: Object.entries(first).map(([name, before]) => {
      const more = Number(last[name]) - before;
      return [name, before, Number(last[name]), more, (more / (LAST - FIRST)).toFixed(1)];
    }),
  };
}

/**
 * Returns how many seconds it took.
 *
 * @param {Page} page
 * @param {Token} callee
 * @param {number} count
 */
async function call(page, { user }, count) {
  const begun = performance.now();
  for (let made = 0; made < count; made += BATCH) {
    await page.evaluate(makeCalls, user, BATCH);
    await collectGarbage(page);
  }
  return (performance.now() - begun) / 1000;
}

/** @param {Page} page @returns {Promise<Record<string, number>>} */
async function held(page) {
  const { objects, functions, slots, memory } = await settled(page);
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const of = (/** @type {(keyof typeof objects)[]} */ ...names) => names.reduce((sum, name) => sum + objects[name], 0);
  return {
    'JS heap (bytes)': usedSize,
    'memory of the wasm, of one client (bytes)': memory,
    'calls, incoming calls, participants': of('calls', 'incomingCalls', 'participants'),
    'peer connections, tracks, streams, audio and video elements': of('peers', 'tracks', 'streams', 'elements'),
    functions,
    'values of JS that the wasm holds': slots,
  };
}

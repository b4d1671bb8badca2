// What a page holds, as Chromium tells it; of calls made by `makeCalls` of page/calls.mjs.

import assert from 'node:assert/strict';

import { waitFor } from './wait.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** What the page holds once everything that can be collected was. @param {Page} page */
export async function settled(page) {
  const none = {
    calls: 0,
    participants: 0,
    incomingCalls: 0,
    peers: 0,
    tracks: 0,
    streams: 0,
    elements: 0,
    sockets: 2,
  };
  let found = await measure(page);
  await waitFor('page as it was before', async () => {
    found = await measure(page);
    assert.deepEqual(found.objects, none);
    return true;
  });
  return found;
}

/** @param {Page} page */
export async function measure(page) {
  // The queries collect too, but not as much.
  await collectGarbage(page);
  return {
    objects: {
      calls: await instances(page, () => app.prototypes[0]),
      participants: await instances(page, () => app.prototypes[1]),
      incomingCalls: await instances(page, () => app.prototypes[2]),
      peers: await instances(page, () => RTCPeerConnection.prototype),
      tracks: await instances(page, () => MediaStreamTrack.prototype),
      streams: await instances(page, () => MediaStream.prototype),
      elements: await instances(page, () => HTMLMediaElement.prototype),
      sockets: await instances(page, () => WebSocket.prototype),
    },
    functions: await instances(page, () => Function.prototype),
    slots: await query(page, () => WebAssembly.Table.prototype, countSlots),
    memory: await query(
      page,
      () => WebAssembly.Memory.prototype,
      (all) => all[0]?.buffer.byteLength,
    ),
  };
}

/** Those that the browser knows. @param {Page} page */
export async function countListeners(page) {
  await collectGarbage(page);
  const session = await page.createCDPSession();
  const { jsEventListeners } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return jsEventListeners;
}

/** @param {Page} page */
export async function collectGarbage(page) {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}

/** @param {Page} page @param {() => object} prototype */
function instances(page, prototype) {
  // Prototypes of classes that extend it are none.
  return query(page, prototype, (all) => all.filter((object) => !Object.hasOwn(object, 'constructor')).length);
}

/**
 * @template T
 * @param {Page} page
 * @param {() => object} prototype
 * @param {(all: any[]) => T} answer
 */
async function query(page, prototype, answer) {
  const of = await page.evaluateHandle(prototype);
  const all = await page.queryObjects(of);
  try {
    return await page.evaluate(answer, /** @type {any} */ (all));
  } finally {
    await Promise.all([of.dispose(), all.dispose()]);
  }
}

/** Those of the tables by which a wasm module holds values of JS: free ones are `null`, or hold nothing yet. @param {WebAssembly.Table[]} tables */
function countSlots(tables) {
  const used = tables.map((table) => {
    let count = 0;
    for (let slot = 0; slot < table.length; slot++) count += table.get(slot) === null ? 0 : 1;
    return count;
  });
  return used.reduce((sum, count) => sum + count, 0);
}

// A page that made a hundred calls holds as much afterwards as one that made none.

import assert from 'node:assert/strict';

import { onlyChromium } from './support/casts.mjs';
import { scene } from './support/scene.mjs';
import { waitFor } from './support/wait.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const CALLS = 100;
/** After so many all that can be collected is collected; and after the first of them all is there that is made once. */
const BATCH = 20;
/** By which WebAssembly's memory grows. */
const PAGE = 65536;
const HEAP = onlyChromium('Firefox does not tell what is on its heap');

scene('a hundred calls leave nothing behind', {}, nothingStays, HEAP);
scene('what the app holds is counted', {}, heldIsCounted, HEAP);

/** @param {import('./support/scene.mjs').Scene} scene */
async function nothingStays(scene) {
  const { page } = await scene.visitor('Alice and Bob');
  const [alice, bob] = await Promise.all([scene.server.token(), scene.server.token()]);
  await page.evaluate(signInBoth, alice.token, bob.token);
  const listeners = await countListeners(page);
  await page.evaluate(makeCalls, bob.user, BATCH);
  const first = await settled(page);
  for (let made = BATCH; made < CALLS; made += BATCH) {
    await page.evaluate(makeCalls, bob.user, BATCH);
    await collectGarbage(page);
  }
  const last = await settled(page);
  assert.equal(await countListeners(page), listeners, 'listeners');
  const functions = last.functions - first.functions;
  assert.ok(functions < 10, `${functions} functions more`);
  // How the allocator's pieces lie may cost a page; a kilobyte for each call would cost more.
  const memory = last.memory - first.memory;
  assert.ok(memory <= PAGE, `${memory} bytes of WebAssembly more`);
}

/** @param {import('./support/scene.mjs').Scene} scene */
async function heldIsCounted(scene) {
  const { page } = await scene.visitor('Alice and Bob');
  const [alice, bob] = await Promise.all([scene.server.token(), scene.server.token()]);
  await page.evaluate(signInBoth, alice.token, bob.token);
  await page.evaluate(makeCalls, bob.user, 1);
  await page.evaluate(holdCall, bob.user);
  const { objects } = await measure(page);
  assert.ok(objects.calls > 0 && objects.participants > 0 && objects.peers > 0, JSON.stringify(objects));
}

/**
 * Two users in one page, so that one heap shows both sides.
 *
 * @param {string} caller
 * @param {string} callee
 */
async function signInBoth(caller, callee) {
  /** @param {string} token */
  const agentOf = (token) => new app.calling.CallClient().createTeamsCallAgent(app.credential(token));
  app.agents = await Promise.all([agentOf(caller), agentOf(callee)]);
}

/**
 * Calls as an app makes them, with listeners that hold what they listen to.
 *
 * @param {{ microsoftTeamsUserId: string }} user
 * @param {number} count
 */
async function makeCalls(user, count) {
  /** @param {any} call @param {string} state */
  const until = (call, state) =>
    new Promise((resolve) => {
      const check = () => call.state === state && resolve(call);
      call.on('stateChanged', check);
      check();
    });
  /** @param {any} agent */
  const incoming = (agent) =>
    new Promise((resolve) => {
      const listener = (/** @type {any} */ event) => {
        agent.off('incomingCall', listener);
        resolve(event.incomingCall);
      };
      agent.on('incomingCall', listener);
    });
  const [caller, callee] = app.agents;
  for (let made = 0; made < count; made++) {
    const rings = incoming(callee);
    const call = caller.startCall(user);
    const accepted = await (await rings).accept();
    await Promise.all([until(call, 'Connected'), until(accepted, 'Connected')]);
    app.prototypes = [call, call.remoteParticipants[0], await rings].map(Object.getPrototypeOf);
    await call.hangUp();
    await until(accepted, 'Disconnected');
  }
}

/** A call that goes on. @param {{ microsoftTeamsUserId: string }} user */
function holdCall(user) {
  app.call = app.agents[0].startCall(user);
}

/** What the page holds once everything that can be collected was. @param {Page} page */
async function settled(page) {
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
async function measure(page) {
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
    memory: await query(
      page,
      () => WebAssembly.Memory.prototype,
      (all) => all[0]?.buffer.byteLength,
    ),
  };
}

/** Those that the browser knows. @param {Page} page */
async function countListeners(page) {
  await collectGarbage(page);
  const session = await page.createCDPSession();
  const { jsEventListeners } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return jsEventListeners;
}

/** @param {Page} page */
async function collectGarbage(page) {
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

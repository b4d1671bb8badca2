// A page that made a hundred calls holds as much afterwards as one that made none.

import assert from 'node:assert/strict';

import { onlyChromium } from './support/casts.mjs';
import { collectGarbage, countListeners, measure, settled } from './support/heap.mjs';
import { makeCalls, signInBoth } from './support/page/calls.mjs';
import { scene } from './support/scene.mjs';

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
  // A few are made once, and some of these only when the machine is slow; what leaks is one for each call at least.
  assert.ok(functions < (CALLS - BATCH) / 2, `${functions} functions more`);
  assert.equal(last.slots, first.slots, 'values of JS that the wasm holds');
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

/** A call that goes on. @param {{ microsoftTeamsUserId: string }} user */
function holdCall(user) {
  app.call = app.agents[0].startCall(user);
}

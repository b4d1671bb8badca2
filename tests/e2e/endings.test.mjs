// How calls end: the codes at both sides, and the order in which the end is told.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { EACH, onlyChromium } from './support/casts.mjs';
import { scene, sceneByNetwork } from './support/scene.mjs';

/** @typedef {import('./support/casts.mjs').Cast} Cast */
/** @typedef {import('./support/person.mjs').Person} Person */

/** Several at a time, as they wait more than they work. */
const CONCURRENCY = { concurrency: 3 };

describe('how calls end', CONCURRENCY, () => {
  scene('the caller hangs up', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await alice.hangUp();
    await endsWith('0/0', alice, bob);
    assert.deepEqual((await alice.states()).slice(-2), ['Disconnecting', 'Disconnected']);
    assert.deepEqual((await bob.states()).slice(-2), ['Connected', 'Disconnected']);
  });

  scene('the callee hangs up', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await bob.hangUp();
    await endsWith('0/0', alice, bob);
  });

  scene('the caller cancels', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await alice.startCall(bob);
    await bob.rings();
    await alice.callIs('Ringing');
    await alice.hangUp();
    await endsWith('487/0', alice);
    assert.equal(await bob.stoppedRinging(), '487/0');
    assert.deepEqual(await alice.states(), ['Connecting', 'Ringing', 'Disconnecting', 'Disconnected']);
  });

  scene('the caller cancels in the same breath', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await alice.page.evaluate((user) => {
      app.startCall(user);
      return app.call.hangUp();
    }, bob.user);
    await endsWith('487/0', alice);
    // It may have come to ring before it was cancelled; then it rings no longer.
    const rang = await bob.events('agent', 'incomingCall');
    if (rang.length > 0) assert.equal(await bob.stoppedRinging(), '487/0');
  });

  scene('the callee rejects, on one of two devices', {}, async (scene) => {
    const [alice, bob, bobsPhone] = await withTwoDevices(scene);
    await alice.startCall(bob);
    await Promise.all([bob.rings(), bobsPhone.rings()]);
    await bob.reject();
    await endsWith('603/0', alice);
    assert.equal(await bob.stoppedRinging(), '603/0');
    assert.equal(await bobsPhone.stoppedRinging(), '603/0');
  });

  scene('nobody answers', { 'call.ring-timeout': '2s' }, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await alice.startCall(bob);
    await bob.rings();
    await endsWith('487/10004', alice);
    assert.equal(await bob.stoppedRinging(), '487/10004');
  });

  scene('another device accepts', {}, async (scene) => {
    const [alice, bob, bobsPhone] = await withTwoDevices(scene);
    await alice.startCall(bob);
    await Promise.all([bob.rings(), bobsPhone.rings()]);
    await bobsPhone.accept();
    assert.equal(await bob.stoppedRinging(), '487/10003');
    await Promise.all([alice.callIs('Connected'), bobsPhone.callIs('Connected')]);
    assert.deepEqual(await bobsPhone.events('incomingCall', 'callEnded'), [], 'callEnded where it was accepted');
    await bobsPhone.hangUp();
    await endsWith('0/0', alice, bobsPhone);
  });

  scene('the callee has no device', {}, async (scene) => {
    const [alice] = await scene.visitors('Alice');
    const bob = await scene.visitor('Bob');
    await alice.startCall(bob);
    await endsWith('480/10037', alice);
  });

  scene('a page is loaded again while it rings', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await alice.startCall(bob);
    await bob.rings();
    await bob.leaves(() => bob.page.reload());
    await scene.signIn(bob);
    await bob.rings();
    await bob.accept();
    await Promise.all([alice.callIs('Connected'), bob.callIs('Connected')]);
  });

  scene('a page is closed', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await bob.leaves(() => bob.page.close({ runBeforeUnload: true }));
    await endsWith('0/4521', alice);
  });

  scene('a page goes elsewhere', {}, async (scene) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    await alice.leaves(() => alice.page.goto('about:blank'));
    await endsWith('0/4521', bob);
  });

  // Longer than browsers take to notice that nothing comes any more.
  const loss = '12s';
  /** @type {Array<[name: string, die: (page: import('puppeteer-core').Page) => Promise<unknown>, casts: Cast[]]>} */
  const deaths = [
    ['a page crashes', crash, onlyChromium('nothing tells a page of Firefox to crash')],
    ['a browser is killed', async (page) => processOf(page).kill('SIGKILL'), EACH],
    // So that none is left to say farewell.
    [
      'all processes of a browser are killed',
      async (page) => process.kill(-Number(processOf(page).pid), 'SIGKILL'),
      EACH,
    ],
  ];
  for (const [name, die, casts] of deaths) {
    const dies = async (/** @type {import('./support/scene.mjs').Scene} */ scene) => {
      const [alice] = await scene.visitors('Alice');
      const bob = await scene.stranger('Bob');
      await scene.signIn(bob);
      await scene.connect(alice, bob);
      await bob.leaves(() => die(bob.page));
      await alice.networkIs('Bad');
      await endsWith('496/7', alice);
    };
    scene(name, { 'call.loss-timeout': loss }, dies, casts);
  }

  sceneByNetwork(
    'a network goes away without a word',
    { 'call.loss-timeout': loss, 'limits.ping-interval': '1s' },
    async (scene, network) => {
      const [alice, bob] = await scene.visitors('Alice', 'Bob');
      await scene.connect(alice, bob);
      network.cut(bob);
      await alice.networkIs('Bad');
      await endsWith('496/7', alice);
      // Who is cut off has to find that out alone.
      assert.equal(await bob.ended(50_000), '496/7');
      await isToldInOrder(bob, '496/7');
    },
  );

  sceneByNetwork('media never gets through', { 'call.setup-timeout': '3s' }, async (scene, network) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    network.cutMedia(bob);
    await alice.startCall(bob);
    await bob.rings();
    await bob.accept();
    await endsWith('410/3100', alice, bob);
    assert.ok(!(await alice.states()).includes('Connected'));
    assert.ok(!(await bob.states()).includes('Connected'));
  });

  sceneByNetwork('media gets lost for good', { 'call.media-timeout': '3s' }, async (scene, network) => {
    const [alice, bob] = await scene.visitors('Alice', 'Bob');
    await scene.connect(alice, bob);
    network.cutMedia(bob);
    await alice.networkIs('Bad');
    assert.equal(await alice.ended(45_000), '410/3101');
    assert.equal(await bob.ended(), '410/3101');
  });
});

/**
 * The second and the third are the same user.
 *
 * @param {import('./support/scene.mjs').Scene} scene
 */
async function withTwoDevices(scene) {
  const [alice, bob] = await scene.visitors('Alice', 'Bob');
  const bobsPhone = await scene.visitor('Bob');
  bobsPhone.user = bob.user;
  await scene.signIn(bobsPhone);
  return [alice, bob, bobsPhone];
}

/** @param {import('puppeteer-core').Page} page */
async function crash(page) {
  const session = await page.createCDPSession();
  // Nobody is left to answer.
  session.send('Page.crash').catch(() => {});
}

/** @param {import('puppeteer-core').Page} page */
function processOf(page) {
  return /** @type {import('node:child_process').ChildProcess} */ (page.browser().process());
}

/**
 * @param {string} codes
 * @param {...Person} people
 */
async function endsWith(codes, ...people) {
  for (const person of people) {
    assert.equal(await person.ended(), codes, `the end at ${person.name}'s`);
    await isToldInOrder(person, codes);
  }
}

/**
 * The reason is set, then the call leaves the collection, then its state is Disconnected, and that is the last of it.
 *
 * @param {Person} person
 * @param {string} codes
 */
async function isToldInOrder(person, codes) {
  const entries = (await person.entries()).filter(({ object }) => object === 'call' || object === 'agent');
  const removal = entries.findIndex(({ event, state }) => event === 'callsUpdated' && state.removed.length > 0);
  const end = entries.findIndex(({ event, state }) => event === 'stateChanged' && state.state === 'Disconnected');
  assert.ok(removal >= 0 && removal < end, 'callsUpdated comes before stateChanged');
  const { removed, calls } = /** @type {Record<string, any>} */ (entries[removal]?.state);
  const [{ callEndReason, state }] = removed;
  assert.equal(`${callEndReason?.code}/${callEndReason?.subCode}`, codes, 'callEndReason when callsUpdated came');
  assert.notEqual(state, 'Disconnected', 'state when callsUpdated came');
  assert.deepEqual(calls, [], 'agent.calls when callsUpdated came');
  assert.deepEqual(entries.slice(end + 1), [], 'what came after the end');
}

// The log goes through `@azure/logger`, to wherever the app leads it, without tokens.

import assert from 'node:assert/strict';

import { scene } from './support/scene.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

scene('nothing is on the console', {}, async (scene) => {
  const [alice, bob] = await scene.visitors('Alice', 'Bob');
  await wholeCall(scene, alice, bob);
  assert.deepEqual([...alice.console, ...bob.console], []);
});

scene('a verbose log goes where the app leads it, without tokens', {}, async (scene) => {
  const [alice, bob] = await Promise.all([scene.visitor('Alice'), scene.visitor('Bob')]);
  await alice.page.evaluate(() => {
    app.AzureLogger.log = (...args) => void app.lines.push(args.map(String).join(' '));
    app.setLogLevel('verbose');
  });
  const expired = await scene.token(alice, { expiresIn: -60 });
  await alice.failure((token) => app.signIn(token), expired);
  const tokens = await Promise.all([alice, bob].map((person) => scene.token(person)));
  await Promise.all([alice.signIn(String(tokens[0])), bob.signIn(String(tokens[1]))]);
  await wholeCall(scene, alice, bob);

  const lines = await alice.page.evaluate(() => app.lines);
  const id = await alice.page.evaluate(() => app.call.id);
  assert.ok(
    lines.some((line) => line.includes(id) && line.includes('Connected')),
    lines.join('\n'),
  );
  assert.ok(
    lines.some((line) => line.includes('verbose')),
    'verbose lines',
  );
  const secrets = [expired, ...tokens].flatMap((token) => token.split('.').slice(1));
  assert.deepEqual(
    lines.filter((line) => secrets.some((secret) => line.includes(secret))),
    [],
  );
  assert.deepEqual(alice.console, [], 'the console has none of it');
});

/**
 * @param {import('./support/scene.mjs').Scene} scene
 * @param {Person} caller
 * @param {Person} callee
 */
async function wholeCall(scene, caller, callee) {
  await scene.connect(caller, callee);
  await caller.page.evaluate(() => app.startVideo());
  await callee.event('stream', 'isAvailableChanged', ({ isAvailable }) => isAvailable);
  await callee.page.evaluate(() => app.showRemote());
  await callee.page.evaluate(() => app.call.mute());
  await caller.hangUp();
  await callee.ended();
  await caller.page.evaluate(() => app.agent.dispose());
}

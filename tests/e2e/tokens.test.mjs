// Tokens that expire in the middle of a call: renewed by the credential's own refresher, or not at all.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { scene } from './support/scene.mjs';
import { pause, waitFor } from './support/wait.mjs';

/** In seconds. */
const LIFETIME = 4;
/** The server takes a token for some seconds longer, as clocks differ. */
const LEEWAY = 5;

describe('a token that expires in the middle of a call', { concurrency: 4 }, () => {
  scene('is renewed by the credential’s own refresher, and nothing shows', {}, async (scene) => {
    const [alice, bob] = [await scene.visitor('Alice'), ...(await scene.visitors('Bob'))];
    let renewals = 0;
    const fresh = () => scene.token(alice, { expiresIn: LIFETIME });
    await alice.page.exposeFunction('freshToken', () => {
      renewals++;
      return fresh();
    });
    await alice.page.evaluate(
      async (token) => {
        const { AzureCommunicationTokenCredential } = app;
        const tokenRefresher = /** @type {any} */ (globalThis).freshToken;
        await app.signInWith(new AzureCommunicationTokenCredential({ token, tokenRefresher }));
      },
      await fresh(),
    );
    await scene.connect(alice, bob);
    await waitFor('two renewals', () => renewals >= 2, 30_000);
    await pause(1000 * LEEWAY);

    assert.deepEqual(await alice.events('agent', 'connectionStateChanged'), []);
    assert.equal(await alice.page.evaluate(() => app.call.state), 'Connected');
    await alice.hangUp();
    await bob.ended();
    await scene.connect(bob, alice);
  });

  scene('and is not renewed ends nothing, begins nothing new, and is said once', {}, async (scene) => {
    const [alice, bob] = [await scene.visitor('Alice'), ...(await scene.visitors('Bob'))];
    await alice.signIn(await scene.token(alice, { expiresIn: LIFETIME }));
    await scene.connect(alice, bob);
    await alice.event(
      'agent',
      'connectionStateChanged',
      ({ connectionState }) => connectionState === 'Disconnected',
      30_000,
    );
    await pause(1000 * LEEWAY);

    const connection = await alice.events('agent', 'connectionStateChanged');
    assert.deepEqual(
      connection.map(({ state }) => state.connectionState),
      ['Disconnected'],
    );
    const before = await bob.received();
    await waitFor('Alice is heard', async () => (await bob.received()).audioPackets > before.audioPackets + 20);
    await alice.page.evaluate(() => app.call.mute());
    await bob.event('participant', 'isMutedChanged', ({ isMuted }) => isMuted);
    const { code, subCode } = await alice.failure((user) => app.agent.startCall(user), bob.user);
    assert.deepEqual([code, subCode], [401, 10009]);
    await alice.hangUp();
    assert.equal(await bob.ended(), '0/0');
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import puppeteer from 'puppeteer-core';

import { App } from './support/app.mjs';
import { ways } from './support/bundlers.mjs';
import { Site } from './support/site.mjs';

const BROWSER = process.env.OFFHOOK_BROWSER ?? '/usr/bin/chromium';
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

describe('the packed package in a browser', () => {
  /** @type {App} */
  let app;
  /** @type {import('puppeteer-core').Browser} */
  let browser;

  before(async () => {
    app = new App();
    const args = [...ARGUMENTS, '--disable-sync', '--no-first-run'];
    browser = await puppeteer.launch({ executablePath: BROWSER, args });
  });
  after(async () => {
    await browser?.close();
    app.remove();
  });

  for (const [name, serve] of Object.entries(ways)) {
    describe(`by ${name}`, () => {
      /** @type {import('./support/bundlers.mjs').Served} */
      let served;
      /** @type {Site} */
      let site;

      before(async () => {
        site = new Site();
        await site.listen();
        served = await serve(app.folder, site.server);
        site.handler = served.handler;
      });
      after(async () => {
        await served?.close?.();
        site.close();
      });

      test("works under a Content-Security-Policy with 'wasm-unsafe-eval'", async () => {
        const { facts, errors } = await open("'wasm-unsafe-eval'");
        assert.deepEqual(errors, []);
        assert.equal(facts.name, 'CallClient');
        assert.equal(facts.sameDeviceManager, true);
        const features = ['Capabilities', 'DebugInfo', 'DominantSpeakers', 'MediaStats', 'OptimalVideoCount'];
        assert.deepEqual(facts.features.sort(), [...features, 'UserFacingDiagnostics', 'VideoEffects']);
        assert.equal(facts.isSupportedEnvironment, true);
        assert.deepEqual(facts.refusal, { name: 'CommunicationServicesError', code: 401, subCode: 10009 });
        // Decoding and compiling; far below this on any machine, and far above it where something is quadratic.
        assert.ok(facts.milliseconds < 2000, `took ${facts.milliseconds} ms`);
      });

      test('says what to do under one without it', async () => {
        const { facts, errors } = await open('');
        assert.equal(facts, undefined);
        assert.match(errors.join(), /WebAssembly could not be started.*'wasm-unsafe-eval'/);
      });

      /**
       * Opens the app and waits until it told its facts or failed.
       *
       * @param {string} sources
       */
      async function open(sources) {
        const page = await browser.newPage();
        /** @type {string[]} */
        const errors = [];
        const failed = new Promise((resolve) => {
          page.on('pageerror', (error) => resolve(errors.push(String(error))));
        });
        await page.goto(site.page(`script-src 'self' ${served.scriptSources ?? ''} ${sources}`));
        await Promise.race([failed, page.waitForFunction('globalThis.facts')]);
        const facts = /** @type {any} */ (await page.evaluate('globalThis.facts'));
        await page.close();
        return { facts, errors };
      }
    });
  }
});

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';

import { App } from './support/app.mjs';

const BROWSER = process.env.OFFHOOK_BROWSER ?? '/usr/bin/chromium';

describe('the packed package in a bundled, minified app in a browser', () => {
  /** @type {App} */
  let app;
  /** @type {import('puppeteer-core').Browser} */
  let browser;
  /** @type {import('node:http').Server} */
  let server;

  before(async () => {
    app = new App();
    const script = await bundle(app);
    server = await serve(script);
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
    browser = await puppeteer.launch({ executablePath: BROWSER, args: [...args, '--disable-sync', '--no-first-run'] });
  });
  after(async () => {
    await browser?.close();
    server?.close();
    app.remove();
  });

  test('starts at once on the main thread, and works behind a Proxy', async () => {
    const { facts, errors } = await open('');
    assert.deepEqual(errors, []);
    assert.equal(facts.name, 'CallClient');
    assert.equal(facts.sameDeviceManager, true);
    assert.equal(facts.environment, 'object');
    // Decoding and compiling; far below this on any machine, and far above it where something is quadratic.
    assert.ok(facts.milliseconds < 2000, `took ${facts.milliseconds} ms`);
  });

  test("starts under a Content-Security-Policy with 'wasm-unsafe-eval'", async () => {
    const { facts } = await open("script-src 'self' 'wasm-unsafe-eval'");
    assert.equal(facts.name, 'CallClient');
  });

  test('says what to do under a Content-Security-Policy without it', async () => {
    const { facts, errors } = await open("script-src 'self'");
    assert.equal(facts, undefined);
    assert.match(errors.join(), /WebAssembly could not be started.*'wasm-unsafe-eval'/);
  });

  /**
   * Opens the app and waits until it told its facts or failed.
   *
   * @param {string} policy
   */
  async function open(policy) {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    const page = await browser.newPage();
    /** @type {string[]} */
    const errors = [];
    const failed = new Promise((resolve) => {
      page.on('pageerror', (error) => {
        errors.push(String(error));
        resolve(undefined);
      });
    });
    await page.goto(`http://127.0.0.1:${port}/?policy=${encodeURIComponent(policy)}`);
    await Promise.race([failed, page.waitForFunction('globalThis.facts')]);
    const facts = /** @type {any} */ (await page.evaluate('globalThis.facts'));
    await page.close();
    return { facts, errors };
  }
});

/** @param {App} app */
async function bundle(app) {
  const { outputFiles } = await build({
    entryPoints: [path.join(app.folder, 'page.mjs')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * @param {string} script
 * @returns {Promise<import('node:http').Server>}
 */
async function serve(script) {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const isScript = url.pathname === '/app.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    const policy = url.searchParams.get('policy');
    if (policy) response.setHeader('content-security-policy', policy);
    response.end(isScript ? script : '<!doctype html><script type="module" src="/app.js"></script>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return server;
}

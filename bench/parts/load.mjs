// From asking for an app's script to the first object that it works with.

import { createServer } from 'node:http';
import { once } from 'node:events';

import { chromium } from '../../tests/e2e/support/browsers/chromium.mjs';
import { firefox } from '../../tests/e2e/support/browsers/firefox.mjs';
import { APPS, bundled } from '../support/apps.mjs';
import { pick, play } from '../support/rounds.mjs';

/** @typedef {import('../../tests/e2e/support/browsers/kind.mjs').Kind} Kind */
/** @typedef {import('../support/report.mjs').Table} Table */

export const title = 'Load and instantiate';

export const how = `From \`import()\` of an app (\`bench/apps\`) in a page of a new browser profile, so that no cache has anything, of code either. The app is
bundled, minified, and comes uncompressed from a server on this machine. The first object that can be used: \`new CallClient()\`, which starts the
wasm, \`new Peer()\`, \`new Room()\`.
`;

/** @returns {Promise<Table[]>} */
export async function measure() {
  return [...(await measureIn(chromium)), ...(await measureIn(firefox))];
}

/** @param {Kind} kind */
async function measureIn(kind) {
  const site = await serve();
  const browser = await kind.launch('granted');
  try {
    const arms = Object.fromEntries(
      Object.entries(APPS).map(([name, app]) => [name, () => load(kind, browser, site.url, app)]),
    );
    return tablesOf(kind, await play(arms));
  } finally {
    await browser.close();
    site.close();
  }
}

/**
 * In a profile that is new, so that nothing is in a cache, of code either.
 *
 * @param {Kind} kind
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} url
 * @param {string} app
 */
async function load(kind, browser, url, app) {
  const context = await browser.createBrowserContext();
  try {
    const page = await kind.open(context);
    await page.goto(url);
    return await page.evaluate(async (script) => {
      const begun = performance.now();
      const { start } = await import(script);
      const evaluated = performance.now();
      start();
      const usable = performance.now();
      return { evaluated: evaluated - begun, usable: usable - begun };
    }, `/${app}.js`);
  } finally {
    await context.close();
  }
}

/** A page that loads nothing by itself, and the apps. */
async function serve() {
  const scripts = Object.fromEntries(Object.values(APPS).map((app) => [`/${app}.js`, bundled(app)]));
  const server = createServer(({ url = '' }, response) => {
    const script = scripts[url];
    response.setHeader('content-type', `${script ? 'text/javascript' : 'text/html'}; charset=utf-8`);
    response.end(script ?? '<!doctype html><title>Load</title>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/`, close };
}

/**
 * @param {Kind} kind
 * @param {import('../support/rounds.mjs').Measured} measured
 * @returns {Table[]}
 */
function tablesOf({ name }, measured) {
  const beside = [{ arm: 'PeerJS' }, { arm: 'livekit-client' }];
  return [
    {
      title: `To the first object that can be used (${name})`,
      target: { limit: 75 },
      beside,
      ...pick(measured, 'usable'),
    },
    { title: `Of it, until the script was evaluated (${name})`, beside, ...pick(measured, 'evaluated') },
  ];
}

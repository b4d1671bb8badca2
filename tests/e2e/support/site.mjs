import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { PACKAGE, ROOT } from './environment.mjs';

const APP = path.resolve(fileURLToPath(import.meta.url), '../page/app.mjs');
const PAGE = '<!doctype html><meta charset="utf-8"><title>Test</title><script type="module" src="/app.js"></script>';

/** A web server with one page: an app that was bundled with the package, as apps are. */
export class Site {
  #server;

  /** @param {string} script */
  constructor(script) {
    this.#server = createServer((request, response) => {
      const isScript = request.url === '/app.js';
      const type = isScript ? 'text/javascript' : 'text/html';
      response.setHeader('content-type', `${type}; charset=utf-8`);
      response.end(isScript ? script : PAGE);
    });
  }

  /** @param {string} [app] what the page runs: the tests' app, or another one */
  static async start(app = APP) {
    const { outputFiles } = await build({
      entryPoints: [app],
      alias: { '@azure/communication-calling': PACKAGE },
      nodePaths: [path.join(ROOT, 'node_modules')],
      bundle: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      write: false,
      logLevel: 'error',
    });
    const site = new Site(outputFiles[0]?.text ?? '');
    await new Promise((resolve) => site.#server.listen(0, '127.0.0.1', () => resolve(undefined)));
    return site;
  }

  get url() {
    const address = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    return `http://127.0.0.1:${address.port}/`;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

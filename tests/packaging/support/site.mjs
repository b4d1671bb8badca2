import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

/**
 * @typedef {(
 *   request: import('node:http').IncomingMessage,
 *   response: import('node:http').ServerResponse,
 *   next: () => void,
 * ) => void} Handler
 */

/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript' };

/** A web server whose pages have the Content-Security-Policy that their address names. */
export class Site {
  /** @type {Handler} */
  handler = (_request, _response, next) => next();

  server = createServer((request, response) => {
    const policy = parse(request).searchParams.get('policy');
    if (policy) response.setHeader('content-security-policy', policy);
    this.handler(request, response, () => {
      response.statusCode = 404;
      response.end();
    });
  });

  /** @returns {Promise<void>} */
  listen() {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  /** @param {string} policy */
  page(policy) {
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.server.address());
    return `http://127.0.0.1:${port}/?policy=${encodeURIComponent(policy)}`;
  }

  close() {
    this.server.close();
  }
}

/**
 * The files of a folder.
 *
 * @param {string} folder
 * @param {string} [index] the page at `/`
 * @returns {Handler}
 */
export function files(folder, index = 'index.html') {
  return (request, response, next) => {
    const { pathname } = parse(request);
    const file = path.join(folder, pathname === '/' ? index : pathname);
    const type = TYPES[path.extname(file)];
    if (!type) return next();
    response.setHeader('content-type', type);
    response.end(readFileSync(file));
  };
}

/** @param {import('node:http').IncomingMessage} request */
function parse(request) {
  return new URL(request.url ?? '', 'http://localhost');
}

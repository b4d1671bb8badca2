import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { SERVER } from './environment.mjs';

/**
 * What `POST /dev/token` takes.
 *
 * @typedef {object} TokenRequest
 * @property {string} [userId]
 * @property {string} [displayName]
 * @property {'teams' | 'communication'} [kind]
 * @property {string} [tenantId]
 * @property {number} [expiresIn] in seconds
 * @property {string[]} [scopes]
 */

/**
 * What it gives.
 *
 * @typedef {object} Token
 * @property {string} token
 * @property {string} rawId
 * @property {{ microsoftTeamsUserId: string }} user
 */

/** A server of its own, as a process. */
export class Server {
  /** Everything that it logged. @type {string[]} */
  log = [];
  /** `http://host:port` @type {string} */
  url = '';
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;
  /** @type {string[]} */
  #options;
  #data;

  /**
   * @param {string} data a folder of its own
   * @param {string[]} options
   */
  constructor(data, options) {
    this.#data = data;
    this.#options = options;
  }

  /**
   * Starts one on a free port.
   *
   * @param {Record<string, string>} [options] such as `{ 'call.ring-timeout': '2s' }`
   */
  static async start(options = {}) {
    const data = await mkdtemp(path.join(tmpdir(), 'offhook-e2e-'));
    const flags = Object.entries(options).flatMap(([key, value]) => [`--${key}`, value]);
    const server = new Server(data, flags);
    await server.#run('127.0.0.1:0');
    return server;
  }

  get port() {
    return Number(new URL(this.url).port);
  }

  /** Starts it again, where it was. */
  async restart() {
    await this.#run(new URL(this.url).host);
  }

  /**
   * Ends the process.
   *
   * @param {NodeJS.Signals} [signal]
   */
  async stop(signal = 'SIGTERM') {
    const process = this.#process;
    this.#process = undefined;
    if (!process || process.exitCode !== null) return;
    const exited = once(process, 'exit');
    process.kill(signal);
    await exited;
  }

  /** Ends it for good, and takes its data away. */
  async close() {
    await this.stop('SIGKILL');
    await rm(this.#data, { recursive: true, force: true });
  }

  /**
   * A token for anybody.
   *
   * @param {TokenRequest} [wanted]
   * @returns {Promise<Token>}
   */
  async token(wanted = {}) {
    const answer = await fetch(`${this.url}/dev/token`, { method: 'POST', body: JSON.stringify(wanted) });
    if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
    return /** @type {Promise<Token>} */ (answer.json());
  }

  /** @param {string} listen */
  async #run(listen) {
    const options = ['--dev', '--listen', listen, '--data', this.#data, ...this.#options];
    const child = spawn(SERVER, options, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#process = child;
    const lines = createInterface({ input: child.stderr });
    this.url = await new Promise((resolve, reject) => {
      lines.on('line', (line) => {
        this.log.push(line);
        const [, url] = /listening on (http:\S+)/.exec(line) ?? [];
        if (url) resolve(url);
      });
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${this.log.join('\n')}`)));
    });
  }
}

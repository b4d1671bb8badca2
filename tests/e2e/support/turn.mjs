import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { turnserver } from './environment.mjs';
import { waitFor } from './wait.mjs';

const HOST = '127.0.0.1';
const SECRET = 'the secret of a test';

/** A TURN server (coturn) of its own, which shares a secret with the server of a scene. */
export class Turn {
  /** Everything that it logged. @type {string[]} */
  log = [];
  #folder;
  #port;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;

  /**
   * @param {string} folder
   * @param {number} port
   */
  constructor(folder, port) {
    this.#folder = folder;
    this.#port = port;
  }

  /** Starts one on a free port. */
  static async start() {
    const turn = new Turn(await mkdtemp(path.join(tmpdir(), 'offhook-turn-')), await freePort());
    await turn.#run();
    return turn;
  }

  /** What a server has to be started with. */
  get options() {
    return { 'ice.servers': `[{urls=["turn:${HOST}:${this.#port}?transport=udp"]}]`, 'ice.secret': SECRET };
  }

  /** The user names that it gave an address to, in that order. */
  get users() {
    return this.log.flatMap((line) => /user <([^>]+)>.*ALLOCATE processed, success/.exec(line)?.[1] ?? []);
  }

  async close() {
    if (this.#process?.exitCode === null) {
      const exited = once(this.#process, 'exit');
      this.#process.kill('SIGKILL');
      await exited;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #run() {
    const configuration = path.join(this.#folder, 'turnserver.conf');
    await writeFile(configuration, lines(this.#folder, this.#port).join('\n'));
    const child = spawn(turnserver(), ['-c', configuration], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => this.log.push(line));
    }
    await waitFor(`TURN server; it says:\n${this.log.join('\n')}`, () =>
      this.log.some((line) => line.includes(`UDP listener opened on: ${HOST}:${this.#port}`)),
    );
  }
}

/**
 * @param {string} folder
 * @param {number} port
 */
function lines(folder, port) {
  return [
    `listening-ip=${HOST}`,
    `relay-ip=${HOST}`,
    `listening-port=${port}`,
    'realm=offhook.test',
    'use-auth-secret',
    `static-auth-secret=${SECRET}`,
    // Both ends are on this machine.
    'allow-loopback-peers',
    'no-cli',
    'no-tls',
    'no-dtls',
    'verbose',
    'log-file=stdout',
    `pidfile=${folder}/turnserver.pid`,
    `userdb=${folder}/turndb`,
  ];
}

async function freePort() {
  const socket = createSocket('udp4');
  socket.bind(0, HOST);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

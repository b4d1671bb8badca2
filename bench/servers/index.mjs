import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';

import { Server } from '../../tests/e2e/support/server.mjs';
import { ServerProcess } from './process.mjs';

/**
 * What two people sign in to.
 *
 * @typedef {object} Service
 * @property {number} port
 * @property {() => Promise<[any, any]>} logins what two new people sign in with
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Service>} */
export async function offhook() {
  const server = await Server.start();
  return {
    port: server.port,
    logins: () => Promise.all([server.token(), server.token()]),
    close: () => server.close(),
  };
}

/** @returns {Promise<Service>} */
export async function peerjs() {
  const { port, close } = await script('./peerjs-process.mjs');
  // Without an id of its own, a page would first ask the server for one.
  const login = () => ({ id: randomUUID(), port });
  return { port, logins: async () => [login(), login()], close };
}

/** @returns {Promise<Service>} */
export async function relay() {
  const { port, close } = await script('./relay-process.mjs');
  const login = { url: `ws://127.0.0.1:${port}/` };
  return { port, logins: async () => [login, login], close };
}

/** @param {string} name */
async function script(name) {
  const server = new ServerProcess(process.execPath, [fileURLToPath(new URL(name, import.meta.url))]);
  return { port: Number(await server.line()), close: () => server.close() };
}

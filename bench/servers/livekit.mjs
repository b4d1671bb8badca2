import { randomUUID } from 'node:crypto';

import { AccessToken } from 'livekit-server-sdk';

import { freePort } from './ports.mjs';
import { ServerProcess } from './process.mjs';
import { waitFor } from '../../tests/e2e/support/wait.mjs';

/** Those of a server that is started with `--dev`. */
const KEY = 'devkey';
const SECRET = 'secret';

/** Where LiveKit's server is, if it is anywhere. */
export const livekitServer = process.env.OFFHOOK_LIVEKIT_SERVER;

/** @returns {Promise<import('./index.mjs').Service>} */
export async function livekit() {
  const port = await freePort();
  const server = new ServerProcess(String(livekitServer), [
    ...['--dev', '--bind', '127.0.0.1', '--node-ip', '127.0.0.1', '--config-body', configuration(port)],
  ]);
  await waitFor('LiveKit server', async () => (await fetch(`http://127.0.0.1:${port}/`)).ok);
  return { port, logins: () => twoInARoom(`ws://127.0.0.1:${port}`), close: () => server.close() };
}

/** @param {number} port */
function configuration(port) {
  const rtc = { tcp_port: 0, enable_loopback_candidate: true, interfaces: { includes: ['lo'] } };
  // YAML takes JSON.
  return JSON.stringify({ port, rtc });
}

/** @param {string} url @returns {Promise<[any, any]>} */
async function twoInARoom(url) {
  const room = randomUUID();
  const login = async (/** @type {string} */ identity) => {
    const token = new AccessToken(KEY, SECRET, { identity });
    token.addGrant({ roomJoin: true, room });
    return { url, token: await token.toJwt() };
  };
  return Promise.all([login('caller'), login('callee')]);
}

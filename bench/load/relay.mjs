// What the server is compared with: the least that a relay can be. Two clients that connect one after the other are
// partners, and whatever text one sends goes to the other. It reads no message and knows no users, calls or losses.

import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
/** Who has no partner yet. @type {import('ws').WebSocket | undefined} */
let waiting;

server.on('connection', (socket) => {
  if (waiting) {
    join(waiting, socket);
    join(socket, waiting);
  }
  waiting = waiting ? undefined : socket;
});

// The line by which the load generator finds the server's port.
server.on('listening', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.error(`listening on http://127.0.0.1:${port}`);
});

/**
 * @param {import('ws').WebSocket} from
 * @param {import('ws').WebSocket} to
 */
function join(from, to) {
  from.on('message', (text) => to.send(text, { binary: false }));
  from.on('close', () => to.close());
}

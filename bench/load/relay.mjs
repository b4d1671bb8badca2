// What the server is compared with: the least that a relay can be. Two clients that connect one after the other are
// partners, and whatever text one sends goes to the other. It reads no message and knows no users, calls or losses.

import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
let waiting;

server.on('connection', (socket) => {
  if (waiting) {
    join(waiting, socket);
    join(socket, waiting);
  }
  waiting = waiting ? undefined : socket;
});

// The line by which the load generator finds the server's port.
server.on('listening', () => console.error(`listening on http://127.0.0.1:${server.address().port}`));

function join(from, to) {
  from.on('message', (text) => to.send(text, { binary: false }));
  from.on('close', () => to.close());
}

// Passes every message on to everybody else who is connected; prints its port.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('listening', () => {
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(address.port);
});
server.on('connection', (socket) => {
  socket.on('message', (message) => {
    for (const other of server.clients) if (other !== socket) other.send(message.toString());
  });
});

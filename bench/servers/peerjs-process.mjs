// PeerJS's server; prints its port.
import { PeerServer } from 'peer';

PeerServer({ host: '127.0.0.1', port: 0, path: '/' }, (server) => {
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(address.port);
});

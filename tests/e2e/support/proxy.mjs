import { connect, createServer } from 'node:net';

/** A way to a server that can be cut: signaling only, as media goes its own way. */
export class Proxy {
  /** @type {Set<import('node:net').Socket>} */
  #sockets = new Set();
  #isCut = false;
  /** Where it leads. */
  target = 0;
  /** How many connections were made through it. */
  connections = 0;
  #server = createServer((socket) => this.#join(socket));

  static async start() {
    const proxy = new Proxy();
    await new Promise((resolve) => proxy.#server.listen(0, '127.0.0.1', () => resolve(undefined)));
    return proxy;
  }

  get url() {
    const address = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    return `http://127.0.0.1:${address.port}`;
  }

  /** Breaks every connection, and every one that is tried from now on. */
  cut() {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  restore() {
    this.#isCut = false;
  }

  close() {
    this.cut();
    this.#server.close();
  }

  /** @param {import('node:net').Socket} near */
  #join(near) {
    if (this.#isCut) {
      near.resetAndDestroy();
      return;
    }
    this.connections += 1;
    const far = connect(this.target, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ]) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}

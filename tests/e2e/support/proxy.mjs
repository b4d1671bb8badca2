import { connect, createServer } from 'node:net';

/** A way to a server that can be cut: signaling only, as media goes its own way. */
export class Proxy {
  /** Each end of a connection, and the other one. @type {Map<import('node:net').Socket, import('node:net').Socket>} */
  #sockets = new Map();
  #isCut = false;
  #isSilent = false;
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
    for (const socket of this.#sockets.keys()) socket.resetAndDestroy();
  }

  /** Nothing gets through any more, and nobody is told. */
  silence() {
    this.#isSilent = true;
    for (const socket of this.#sockets.keys()) socket.unpipe().pause();
  }

  /** Everything gets through again; what was held up by a silence too. */
  restore() {
    this.#isCut = false;
    if (!this.#isSilent) return;
    this.#isSilent = false;
    for (const [socket, other] of this.#sockets) socket.pipe(other);
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
      this.#sockets.set(socket, other);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
      if (!this.#isSilent) socket.pipe(other);
    }
  }
}

import { connect, createServer } from 'node:net';
import { Transform } from 'node:stream';

/** @typedef {import('node:net').Socket} Socket */

/** A way to a server that can be cut: signaling only, as media goes its own way. */
export class Proxy {
  /** Each end of a connection, and the way to the other one. @type {Map<Socket, NodeJS.WritableStream>} */
  #sockets = new Map();
  #delay;
  #isCut = false;
  #isSilent = false;
  /** Where it leads. */
  target = 0;
  /** How many connections were made through it. */
  connections = 0;
  #server = createServer({ noDelay: true }, (socket) => this.#join(socket));

  /** @param {number} delay for how many milliseconds everything is on its way */
  constructor(delay) {
    this.#delay = delay;
  }

  /** @param {number} [delay] */
  static async start(delay = 0) {
    const proxy = new Proxy(delay);
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
    for (const [socket, way] of this.#sockets) socket.pipe(way);
  }

  close() {
    this.cut();
    this.#server.close();
  }

  /** @param {Socket} near */
  #join(near) {
    if (this.#isCut) {
      near.resetAndDestroy();
      return;
    }
    this.connections += 1;
    const far = connect({ port: this.target, host: '127.0.0.1', noDelay: true });
    this.#lead(near, far);
    this.#lead(far, near);
  }

  /**
   * @param {Socket} socket
   * @param {Socket} other
   */
  #lead(socket, other) {
    const way = this.#delay > 0 ? late(this.#delay, other) : other;
    this.#sockets.set(socket, way);
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#sockets.delete(socket);
      other.destroy();
    });
    if (!this.#isSilent) socket.pipe(way);
  }
}

/**
 * A way to a socket on which everything is so long.
 *
 * @param {number} delay
 * @param {Socket} socket
 */
function late(delay, socket) {
  const way = new Transform({
    transform: (chunk, _, done) => {
      setTimeout(() => way.push(chunk), delay);
      done();
    },
    flush: (done) => void setTimeout(done, delay),
  });
  way.pipe(socket);
  return way;
}

import { createSocket } from 'node:dgram';
import { once } from 'node:events';

import { routeCandidates } from './page/route.mjs';

/**
 * One UDP packet on its way.
 *
 * @typedef {object} Packet
 * @property {number} at
 * @property {string} from the name of who sent it
 * @property {'stun' | 'dtls' | 'rtp' | 'sr' | 'rtcp' | 'other'} kind `sr`: a report of who sends media, other RTCP is of who may receive
 */

/**
 * Who has an end of a wire.
 *
 * @typedef {Pick<import('./person.mjs').Person, 'name' | 'page'>} End
 */

/**
 * The wire between people's browsers: every packet between them passes here and is written down. It needs no rights and no
 * tools, because the pages are told that the other side is reached here: each candidate that they add is replaced by a port of
 * the wire that leads there. No browser knows another way to the other.
 */
export class Wire {
  /** @type {Packet[]} */
  packets = [];
  /** @type {Set<import('node:dgram').Socket>} */
  #sockets = new Set();
  /** Whose packets are lost. @type {Set<string>} */
  #lost = new Set();
  /** Of whose media one packet in so many is lost. @type {Map<string, number>} */
  #lossy = new Map();
  #delay;

  /** @param {number} [delay] for how many milliseconds each packet is on its way */
  constructor(delay = 0) {
    this.#delay = delay;
  }

  /**
   * To be told before the person's page adds a candidate.
   *
   * @param {End} person
   * @param {End} other who is at the other end
   */
  async join(person, other) {
    const lead = (/** @type {string} */ address, /** @type {number} */ port) =>
      this.#lead({ from: person.name, to: other.name, address, port });
    await person.page.exposeFunction('wireTo', lead);
    await person.page.evaluate(routeCandidates);
  }

  /**
   * How many packets of a kind somebody sent.
   *
   * @param {string} from
   * @param {Packet['kind']} kind
   */
  count(from, kind) {
    return this.packets.filter((packet) => packet.from === from && packet.kind === kind).length;
  }

  /** Loses every packet to and from somebody. @param {string} name */
  cut(name) {
    this.#lost.add(name);
  }

  /**
   * Loses one in so many packets of the media that somebody sends.
   *
   * @param {string} name
   * @param {number} oneIn
   */
  degrade(name, oneIn) {
    this.#lossy.set(name, oneIn);
  }

  /** @param {string} name */
  restore(name) {
    this.#lost.delete(name);
    this.#lossy.delete(name);
  }

  close() {
    for (const socket of this.#sockets) socket.close();
    this.#sockets.clear();
  }

  /**
   * Opens a port that leads to an address. What comes back from there goes to whoever wrote to the port.
   *
   * @param {{ from: string, to: string, address: string, port: number }} way
   */
  async #lead({ from, to, address, port }) {
    /** One for each source, so that the answers find their way. @type {Map<string, Promise<import('node:dgram').Socket>>} */
    const far = new Map();
    const isLost = (/** @type {Packet} */ packet) =>
      this.#lost.has(from) || this.#lost.has(to) || this.#isUnlucky(packet);
    const near = await this.#socket(address);
    near.on('message', async (message, source) => {
      if (isLost(this.#note(from, message))) return;
      const key = `${source.address} ${source.port}`;
      if (!far.has(key)) {
        far.set(
          key,
          this.#socket(address).then((socket) =>
            socket.on('message', (answer) => {
              if (!isLost(this.#note(to, answer))) this.#send(near, answer, source);
            }),
          ),
        );
      }
      const socket = await far.get(key);
      if (socket) this.#send(socket, message, { port, address });
    });
    return near.address().port;
  }

  /**
   * @param {import('node:dgram').Socket} socket
   * @param {Buffer} message
   * @param {{ port: number, address: string }} to
   */
  #send(socket, message, { port, address }) {
    const send = () => this.#sockets.has(socket) && socket.send(message, port, address);
    if (this.#delay > 0) setTimeout(send, this.#delay);
    else send();
  }

  /** @param {string} address */
  async #socket(address) {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    this.#sockets.add(socket);
    // The other end may be gone already.
    socket.on('error', () => {});
    socket.bind(0, address);
    await once(socket, 'listening');
    return socket;
  }

  /**
   * @param {string} from
   * @param {Buffer} message
   */
  #note(from, message) {
    /** @type {Packet} */
    const packet = { at: performance.now(), from, kind: kindOf(message) };
    this.packets.push(packet);
    return packet;
  }

  /** @param {Packet} packet */
  #isUnlucky({ from, kind }) {
    const oneIn = this.#lossy.get(from);
    return oneIn !== undefined && kind === 'rtp' && this.packets.length % oneIn === 0;
  }
}

/** What a packet is, by its first bytes: RFC 7983, for RTCP RFC 5761 section 4 and RFC 3550 section 12.1. @param {Buffer} message */
function kindOf(message) {
  const [first = 0, second = 0] = message;
  if (first < 4) return 'stun';
  if (first >= 20 && first < 64) return 'dtls';
  if (first < 128 || first >= 192) return 'other';
  if (second < 192 || second >= 224) return 'rtp';
  return second === 200 ? 'sr' : 'rtcp';
}

import { routeSockets } from './page/route.mjs';
import { Proxy } from './proxy.mjs';
import { Wire } from './wire.mjs';

/** @typedef {import('./wire.mjs').End} Person */

/** Two people's network, that goes away without a word and comes back. It is the same for every kind of browser. */
export class Network {
  #wire;
  /** Their ways to the server. @type {Map<Person, Proxy>} */
  #proxies = new Map();
  #server;
  #delay;

  /**
   * @param {number} server its port
   * @param {number} [delay] for how many milliseconds everything is on its way, to the server and to each other
   */
  constructor(server, delay = 0) {
    this.#server = server;
    this.#delay = delay;
    this.#wire = new Wire(delay);
  }

  /**
   * Has all that they send go through here; what they opened before does not.
   *
   * @param {Person} first
   * @param {Person} second
   */
  async join(first, second) {
    await Promise.all([
      this.#wire.join(first, second),
      this.#wire.join(second, first),
      this.#leadToServer(first),
      this.#leadToServer(second),
    ]);
  }

  /** Nothing gets through to or from them any more. @param {Person} person */
  cut(person) {
    this.#proxies.get(person)?.silence();
    this.cutMedia(person);
  }

  /** Media gets through no more; signaling does. @param {Person} person */
  cutMedia(person) {
    this.#wire.cut(person.name);
  }

  /**
   * One in so many packets of the media that they send gets lost.
   *
   * @param {Person} person
   * @param {number} oneIn
   */
  degrade(person, oneIn) {
    this.#wire.degrade(person.name, oneIn);
  }

  /** Everything gets through again. @param {Person} person */
  restore(person) {
    this.#proxies.get(person)?.restore();
    this.#wire.restore(person.name);
  }

  close() {
    this.#wire.close();
    for (const proxy of this.#proxies.values()) proxy.close();
  }

  /** @param {Person} person */
  async #leadToServer(person) {
    const proxy = await Proxy.start(this.#delay);
    proxy.target = this.#server;
    this.#proxies.set(person, proxy);
    await person.page.evaluate(routeSockets, new URL(proxy.url).port);
  }
}

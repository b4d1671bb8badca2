import { Network } from '../../tests/e2e/support/network.mjs';
import { within } from '../../tests/e2e/support/wait.mjs';
import { probe } from './page/probe.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./stage.mjs').Stage} Stage */

/** How long anything of a trial may take. */
const LONGEST = 15_000;

/** Somebody in a page. */
export class Person {
  /**
   * @param {string} name
   * @param {Page} page
   * @param {any} login
   */
  constructor(name, page, login) {
    this.name = name;
    this.page = page;
    this.login = login;
  }

  /** When something happened to them first since `clear`; waits for it. @param {string} mark */
  when(mark) {
    return within(
      this.page.evaluate((mark) => marks.get(mark), mark),
      LONGEST,
    ).catch((cause) => {
      throw new Error(`${mark} of the ${this.name}`, { cause });
    });
  }
}

/** Two people in two pages of one browser, who call each other by the same means. */
export class Pair {
  /** @type {Network | undefined} */
  #network;

  /**
   * @param {Person} caller
   * @param {Person} callee
   */
  constructor(caller, callee) {
    this.caller = caller;
    this.callee = callee;
  }

  get people() {
    return [this.caller, this.callee];
  }

  /**
   * Two pages that are loaded and did nothing yet.
   *
   * @param {Stage} stage
   * @param {number} [delay] for how many milliseconds all that they send is on its way
   */
  static async open({ open, site, service }, delay = 0) {
    const logins = await service.logins();
    const person = async (/** @type {string} */ name, /** @type {any} */ login) => {
      const page = await open();
      await page.evaluateOnNewDocument(probe);
      await page.goto(site.url);
      await page.waitForFunction(() => globalThis.client !== undefined);
      return new Person(name, page, login);
    };
    const pair = new Pair(await person('caller', logins[0]), await person('callee', logins[1]));
    if (delay > 0) await pair.#join(service.port, delay);
    return pair;
  }

  async signIn() {
    await Promise.all(this.people.map(({ page, login }) => page.evaluate((login) => client.signIn(login), login)));
  }

  /** Until both have marked it. @param {string} mark */
  async both(mark) {
    await Promise.all(this.people.map((person) => person.when(mark)));
  }

  /** Forgets what was marked. */
  async clear() {
    await Promise.all(this.people.map(({ page }) => page.evaluate(() => marks.clear())));
  }

  async startCall() {
    await this.caller.page.evaluate((login) => void client.startCall(login), this.callee.login);
  }

  async hangUp() {
    const hangUp = (/** @type {Page} */ page) => page.evaluate(() => client.hangUp());
    await hangUp(this.caller.page);
    await hangUp(this.callee.page);
  }

  async close() {
    this.#network?.close();
    await Promise.all(this.people.map(({ page }) => page.close()));
  }

  /**
   * @param {number} port of the server
   * @param {number} delay
   */
  async #join(port, delay) {
    this.#network = new Network(port, delay);
    await this.#network.join(this.caller, this.callee);
  }
}

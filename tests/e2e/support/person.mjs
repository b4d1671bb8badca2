import { randomUUID } from 'node:crypto';

import { install } from './page/probe.mjs';
import { waitFor, within } from './wait.mjs';

/** @typedef {import('./page/record.mjs').Entry} Entry */
/** @typedef {import('./page/app.mjs').Failure} Failure */

/** Somebody with a page of their own. */
export class Person {
  /** What the page wrote to the console. @type {string[]} */
  console = [];
  /** @type {Entry[]} */
  #lastSeen = [];

  /**
   * @param {string} name
   * @param {import('puppeteer-core').Page} page
   */
  constructor(name, page) {
    this.name = name;
    this.page = page;
    /** What others call them by. @type {Record<string, string>} */
    this.user = { microsoftTeamsUserId: randomUUID() };
    page.on('console', (message) => this.console.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.console.push(`uncaught: ${error}`));
  }

  /**
   * Goes with a new page to a site.
   *
   * @param {string} name
   * @param {import('puppeteer-core').Page} page
   * @param {string} url
   * @param {Array<() => void>} scripts run in the page before the app does
   */
  static async open(name, page, url, scripts) {
    const person = new Person(name, page);
    for (const script of [install, ...scripts]) await page.evaluateOnNewDocument(script);
    await page.goto(url);
    await page.waitForFunction(() => globalThis.app !== undefined);
    return person;
  }

  /** @param {string} token */
  async signIn(token) {
    await this.page.evaluate((token) => app.signIn(token), token);
  }

  /**
   * @param {Person} callee
   * @param {any} [options]
   */
  async startCall(callee, options) {
    await this.page.evaluate((user, options) => app.startCall(user, options), callee.user, options);
  }

  async accept() {
    await this.page.evaluate(() => app.accept());
  }

  async reject() {
    await this.page.evaluate(() => app.incomingCall.reject());
  }

  async mute() {
    await this.page.evaluate(() => app.call.mute());
  }

  async unmute() {
    await this.page.evaluate(() => app.call.unmute());
  }

  async hangUp() {
    await this.page.evaluate(() => app.call.hangUp());
  }

  /**
   * What the browser allows from now on, without a question; everything else it denies.
   *
   * @param {...import('puppeteer-core').Permission} permissions
   */
  async allow(...permissions) {
    const { origin } = new URL(this.page.url());
    await this.page.browserContext().overridePermissions(origin, permissions);
  }

  /** Everything that was told so far. */
  async entries() {
    this.#lastSeen = await this.page.evaluate(() => app.recorder.entries);
    return this.#lastSeen;
  }

  /**
   * @param {string} object
   * @param {string} event
   */
  async events(object, event) {
    return (await this.entries()).filter((entry) => entry.object === object && entry.event === event);
  }

  /** The states of the call, as `stateChanged` told them. */
  async states() {
    return (await this.events('call', 'stateChanged')).map(({ state }) => state.state);
  }

  /**
   * Waits for an event of an object with a state that satisfies.
   *
   * @param {string} object
   * @param {string} event
   * @param {(state: Record<string, any>) => boolean} [satisfies]
   * @param {number} [timeout]
   */
  async event(object, event, satisfies = () => true, timeout = undefined) {
    const what = `${event} of the ${object} at ${this.name}'s with ${satisfies}`;
    const find = async () => (await this.events(object, event)).find(({ state }) => satisfies(state));
    return waitFor(what, find, timeout);
  }

  /** It rings at this page, for the first time or for a later one. */
  async rings(times = 1) {
    const what = `incoming call number ${times} at ${this.name}'s`;
    await waitFor(what, async () => (await this.events('agent', 'incomingCall')).length >= times);
  }

  /**
   * @param {string} state
   * @param {number} [timeout]
   */
  async callIs(state, timeout = undefined) {
    return waitFor(
      `call of ${this.name} in state ${state}`,
      () => this.page.evaluate((state) => app.call?.state === state, state),
      timeout,
    );
  }

  /**
   * The `networkReconnect` diagnostic of the call has this quality, in the end: that nothing comes any more a browser may notice
   * only when the other end's consent has expired, which takes 30 seconds (RFC 7675 section 5.1).
   *
   * @param {'Good' | 'Bad'} quality
   */
  async networkIs(quality) {
    const isReached = (/** @type {'Good' | 'Bad'} */ quality) => {
      const { networkReconnect } = app.call.feature(app.calling.Features.UserFacingDiagnostics).network.getLatest();
      return networkReconnect?.value === app.calling.DiagnosticQuality[quality];
    };
    await waitFor(`${quality} network at ${this.name}'s`, () => this.page.evaluate(isReached, quality), 40_000);
  }

  /** `code/subCode` of the call, once it is over. @param {number} [timeout] */
  async ended(timeout = undefined) {
    const { state } = await this.event('call', 'stateChanged', ({ state }) => state === 'Disconnected', timeout);
    return `${state.callEndReason.code}/${state.callEndReason.subCode}`;
  }

  /** The same of an incoming call that was not accepted here. @param {number} [timeout] */
  async stoppedRinging(timeout = undefined) {
    const { state } = await this.event('incomingCall', 'callEnded', () => true, timeout);
    return `${state.callEndReason.code}/${state.callEndReason.subCode}`;
  }

  /** What has come in so far. */
  async received() {
    return this.page.evaluate(() => app.received());
  }

  /**
   * What a method fails with, as plain data.
   *
   * @param {(...args: any[]) => unknown} method runs in the page
   * @param {...unknown} args
   */
  async failure(method, ...args) {
    const call = `(${method})(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
    return /** @type {Promise<Failure>} */ (this.page.evaluate(`app.failure(() => ${call})`));
  }

  /**
   * Lets the page go away; what it saw until then is kept.
   *
   * @param {() => Promise<unknown>} go
   */
  async leaves(go) {
    await this.entries();
    await go();
  }

  /** What they saw, for a failed test's message. */
  async story() {
    const entries = await within(this.entries(), 3000).catch(() => this.#lastSeen);
    const lines = entries.map(({ at, object, event, state }) => `  ${at} ${object} ${event} ${JSON.stringify(state)}`);
    return [`${this.name}:`, ...lines, ...this.console.map((line) => `  console ${line}`)].join('\n');
  }
}

import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';

import { chromium } from '../../tests/e2e/support/browsers/chromium.mjs';
import { install } from '../../tests/e2e/support/page/probe.mjs';
import { Server } from '../../tests/e2e/support/server.mjs';
import { Site } from '../../tests/e2e/support/site.mjs';
import { waitFor } from '../../tests/e2e/support/wait.mjs';
import { Person } from './pair.mjs';

/** @typedef {import('puppeteer-core').Browser} Browser */
/** @typedef {import('../../tests/e2e/support/server.mjs').Token} Token */

/** What they are in the page of. */
const APP = fileURLToPath(new URL('../calls/group.mjs', import.meta.url));

/** Communication users who are signed in, in pages of Chromium, and who meet in groups. */
export class Crowd {
  /** @type {Person[]} */
  people = [];

  /**
   * @param {Server} server
   * @param {Site} site
   * @param {Browser} browser that they share
   * @param {Array<() => void>} scripts run in each page before the app does
   */
  constructor(server, site, browser, scripts) {
    this.server = server;
    this.site = site;
    this.browser = browser;
    this.scripts = [install, ...scripts];
  }

  /**
   * @param {number} count
   * @param {{ options?: Record<string, string>, scripts?: Array<() => void> }} [wanted] of the server, and of the pages
   */
  static async open(count, { options = {}, scripts = [] } = {}) {
    const opening = /** @type {const} */ ([Server.start(options), Site.start(APP), chromium.launch('granted')]);
    const crowd = new Crowd(...(await Promise.all(opening)), scripts);
    while (crowd.people.length < count) crowd.people.push(await crowd.enter(crowd.browser, await crowd.login()));
    return crowd;
  }

  /** Of somebody new. @returns {Promise<Token>} */
  login() {
    return this.server.token({ kind: 'communication' });
  }

  /**
   * Somebody in a new page.
   *
   * @param {Browser} browser
   * @param {Token} login
   */
  async enter(browser, login) {
    const page = await chromium.open(browser.defaultBrowserContext());
    for (const script of this.scripts) await page.evaluateOnNewDocument(script);
    const person = new Person('member of a crowd', page, login);
    await page.goto(this.site.url);
    await signIn(person);
    return person;
  }

  async close() {
    await this.browser.close();
    this.site.close();
    await this.server.close();
  }
}

/** Once its page is loaded. @param {Person} person */
export async function signIn({ page, login }) {
  await page.waitForFunction(() => globalThis.member !== undefined);
  await page.evaluate((login) => member.signIn(login), login);
}

/**
 * People meet in a new group; its id.
 *
 * @param {Person[]} people
 * @param {(person: Person) => boolean} [speaks] the others are muted
 */
export async function gather(people, speaks = () => true) {
  const group = randomUUID();
  await Promise.all(people.map((person) => join(person, group, !speaks(person))));
  await areTogether(people);
  return group;
}

/**
 * @param {Person} person
 * @param {string} group
 * @param {boolean} [muted]
 */
export async function join({ page }, group, muted = false) {
  await page.evaluate((group, muted) => member.join(group, muted), group, muted);
}

/** Everybody is connected to everybody else, and to nobody else. @param {Person[]} people */
export async function areTogether(people) {
  const others = people.length - 1;
  const isWith = (/** @type {Person} */ { page }) =>
    page.evaluate((/** @type {number} */ others) => member.isWith(others), others);
  await Promise.all(people.map((person) => waitFor(`a call of ${people.length}`, () => isWith(person))));
}

/** @param {Person[]} people */
export async function part(people) {
  await Promise.all(people.map(({ page }) => page.evaluate(() => member.hangUp())));
  await Promise.all(people.map((person) => areTogether([person])));
}

import { after, test } from 'node:test';

import { GRANTED, launch } from './browser.mjs';
import { Person } from './person.mjs';
import { Proxy } from './proxy.mjs';
import { Server } from './server.mjs';
import { Site } from './site.mjs';
import { within } from './wait.mjs';

/** How long a page or a browser may take to close. */
const PATIENCE = 10_000;
/** How long a scene may take in all, however busy the machine is. */
const LONGEST = { timeout: 150_000 };

/** What one scene has of its own. */
export class Scene {
  /** @type {Person[]} */
  people = [];
  /** @type {Array<() => unknown>} */
  #endings = [];

  /**
   * @param {Server} server
   * @param {Site} site
   */
  constructor(server, site) {
    this.server = server;
    this.site = site;
  }

  /**
   * Somebody in a browser of the test file, in a profile of their own. Not signed in yet.
   *
   * @param {string} name
   * @param {Array<() => void>} [scripts] run in the page before the app does
   */
  async visitor(name, scripts = []) {
    const context = await (await shared.browser()).createBrowserContext();
    this.#endings.push(() => context.close());
    return this.#open(name, context, scripts);
  }

  /**
   * Somebody in a browser of their own.
   *
   * @param {string} name
   * @param {{ flags?: string[], scripts?: Array<() => void> }} [options]
   */
  async stranger(name, { flags = GRANTED, scripts = [] } = {}) {
    const browser = await launch(flags);
    this.#endings.push(() => browser.close());
    return this.#open(name, browser.defaultBrowserContext(), scripts);
  }

  /**
   * Signs people in.
   *
   * @template {Person[]} P
   * @param {P} people
   */
  async signIn(...people) {
    await Promise.all(people.map(async (person) => person.signIn(await this.token(person))));
    return people;
  }

  /**
   * A token of a person.
   *
   * @param {Person} person
   * @param {import('./server.mjs').TokenRequest} [wanted] what is special about it
   */
  async token(person, wanted = {}) {
    const userId = person.user.microsoftTeamsUserId;
    const { token } = await this.server.token({ userId, displayName: person.name, ...wanted });
    return token;
  }

  /**
   * Signed-in people with these names.
   *
   * @param {...string} names
   */
  async visitors(...names) {
    return this.signIn(...(await Promise.all(names.map((name) => this.visitor(name)))));
  }

  /**
   * The first calls the second, who accepts.
   *
   * @param {Person} caller
   * @param {Person} callee
   */
  async connect(caller, callee) {
    await caller.startCall(callee);
    await callee.rings();
    await callee.accept();
    await Promise.all([caller.callIs('Connected'), callee.callIs('Connected')]);
  }

  /** Everything that everybody saw. */
  async story() {
    const stories = await Promise.all(this.people.map((person) => person.story()));
    return [...stories, 'server:', ...this.server.log.map((line) => `  ${line}`)].join('\n');
  }

  async close() {
    await Promise.allSettled(this.#endings.map((end) => within(Promise.resolve(end()), PATIENCE)));
    await this.server.close();
  }

  /**
   * @param {string} name
   * @param {import('puppeteer-core').BrowserContext} context
   * @param {Array<() => void>} scripts
   */
  async #open(name, context, scripts) {
    const person = await Person.open(name, context, this.site.url, scripts);
    this.people.push(person);
    return person;
  }
}

/**
 * A test with a server of its own. If it fails, it tells what everybody saw.
 *
 * @param {string} name
 * @param {Record<string, string>} options of the server
 * @param {(scene: Scene) => Promise<unknown>} act
 */
export function scene(name, options, act) {
  return test(name, LONGEST, async () => {
    const site = await shared.site();
    const scene = new Scene(await Server.start(options), site);
    await play(scene, () => act(scene));
  });
}

/**
 * The same, but the way from the pages to the server leads through a proxy.
 *
 * @param {string} name
 * @param {Record<string, string>} options of the server
 * @param {(scene: Scene, proxy: Proxy) => Promise<unknown>} act
 */
export function sceneByProxy(name, options, act) {
  return test(name, LONGEST, async () => {
    const site = await shared.site();
    const proxy = await Proxy.start();
    const server = await Server.start({ ...options, 'server.public-url': proxy.url });
    proxy.target = server.port;
    const scene = new Scene(server, site);
    await play(scene, () => act(scene, proxy)).finally(() => proxy.close());
  });
}

/**
 * @param {Scene} scene
 * @param {() => Promise<unknown>} act
 */
async function play(scene, act) {
  try {
    await act();
  } catch (error) {
    const story = await scene.story();
    throw new Error(`${error instanceof Error ? error.stack : error}\n${story}`, { cause: error });
  } finally {
    await scene.close();
  }
}

/** What all scenes of a test file have in common, made when it is first needed. */
const shared = {
  /** @type {ReturnType<typeof launch> | undefined} */
  opened: undefined,
  /** @type {ReturnType<typeof Site.start> | undefined} */
  served: undefined,

  browser() {
    return (this.opened ??= launch());
  },

  site() {
    return (this.served ??= Site.start());
  },
};

after(async () => {
  const [browser, site] = await Promise.allSettled([shared.opened, shared.served]);
  if (site.status === 'fulfilled') site.value?.close();
  if (browser.status === 'fulfilled') await browser.value?.close();
});

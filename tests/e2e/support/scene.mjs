import { test } from 'node:test';

import { EACH } from './casts.mjs';
import { Network } from './network.mjs';
import { Person } from './person.mjs';
import { Proxy } from './proxy.mjs';
import { Server } from './server.mjs';
import { shared } from './shared.mjs';
import { within } from './wait.mjs';

/** @typedef {import('./browsers/kind.mjs').Kind} Kind */
/** @typedef {import('./casts.mjs').Cast} Cast */

/** How long a page or a browser may take to close. */
const PATIENCE = 10_000;
/** How long a scene may be played, however busy the machine is. */
const LONGEST = 120_000;
/** For what the runner ends without a word: a little longer, so that the scene can tell what everybody saw. */
const TIMEOUT = LONGEST + 3 * PATIENCE;

/** What one scene has of its own. */
export class Scene {
  /** @type {Person[]} */
  people = [];
  /** @type {Array<() => unknown>} */
  #endings = [];
  /** What the first two go by. @type {Network | undefined} */
  #network;
  /** @type {Cast} */
  #cast;
  /** How many of the cast have a browser. */
  #placed = 0;

  /**
   * @param {Server} server
   * @param {import('./site.mjs').Site} site
   * @param {Cast} cast
   * @param {Network} [network]
   */
  constructor(server, site, cast, network) {
    this.server = server;
    this.site = site;
    this.#cast = cast;
    this.#network = network;
  }

  /**
   * Somebody in a browser of the test file, in a profile of their own. Not signed in yet.
   *
   * @param {string} name
   * @param {Array<() => void>} [scripts] run in the page before the app does
   * @param {import('./site.mjs').Site} [site] where the app comes from
   */
  async visitor(name, scripts = [], site = this.site) {
    const kind = this.#next();
    const context = await (await shared.browser(kind)).createBrowserContext();
    this.#endings.push(() => context.close());
    return this.#open(name, await kind.open(context), scripts, site);
  }

  /**
   * Somebody in a browser of their own.
   *
   * @param {string} name
   * @param {{ access?: import('./browsers/kind.mjs').Access, scripts?: Array<() => void> }} [options]
   */
  async stranger(name, { access = 'granted', scripts = [] } = {}) {
    const kind = this.#next();
    const browser = await kind.launch(access);
    this.#endings.push(() => browser.close());
    return this.#open(name, await kind.open(browser.defaultBrowserContext()), scripts);
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
   * Signed-in communication users with these names.
   *
   * @param {...string} names
   */
  async communicationUsers(...names) {
    const people = await Promise.all(names.map((name) => this.visitor(name)));
    await Promise.all(people.map((person) => this.signInAsCommunicationUser(person)));
    return people;
  }

  /** Signs somebody in who chooses their name, and is nobody's employee. @param {Person} person */
  async signInAsCommunicationUser(person) {
    const { token, user } = await this.server.token({ kind: 'communication', userId: guidOf(person) });
    person.user = user;
    const sign = (/** @type {string} */ token, /** @type {string} */ displayName) =>
      app.signInAsCommunicationUser(token, { displayName });
    await person.page.evaluate(sign, token, person.name);
  }

  /**
   * A token of a person.
   *
   * @param {Person} person
   * @param {import('./server.mjs').TokenRequest} [wanted] what is special about it
   */
  async token(person, wanted = {}) {
    const { token } = await this.server.token({ userId: guidOf(person), displayName: person.name, ...wanted });
    return token;
  }

  /**
   * Signed-in people with these names.
   *
   * @param {...string} names
   */
  async visitors(...names) {
    const people = await Promise.all(names.map((name) => this.visitor(name)));
    const [first, second] = people;
    if (first && second) await this.#network?.join(first, second);
    return this.signIn(...people);
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

  /**
   * The first calls the others for a group, and they accept.
   *
   * @param {Person} caller
   * @param {...Person} callees
   */
  async gather(caller, ...callees) {
    await caller.page.evaluate(
      (users) => app.startCall(users),
      callees.map(({ user }) => user),
    );
    await Promise.all(
      callees.map(async (callee) => {
        await callee.rings();
        await callee.accept();
      }),
    );
    await Promise.all([caller, ...callees].map((person) => person.callIs('Connected')));
  }

  /**
   * Somebody in a call has another one rung, who accepts.
   *
   * @param {Person} inviter
   * @param {Person} invited
   */
  async add(inviter, invited) {
    await inviter.page.evaluate((user) => void app.call.addParticipant(user), invited.user);
    await invited.rings();
    await invited.accept();
    await invited.callIs('Connected');
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

  /** The browser of who comes next. */
  #next() {
    const { kinds } = this.#cast;
    return kinds[this.#placed++ % kinds.length] ?? kinds[0];
  }

  /**
   * @param {string} name
   * @param {import('puppeteer-core').Page} page
   * @param {Array<() => void>} scripts
   * @param {import('./site.mjs').Site} [site]
   */
  async #open(name, page, scripts, site = this.site) {
    const person = await Person.open(name, page, site.url, scripts);
    this.people.push(person);
    return person;
  }
}

/** What their identifier ends with, whatever kind it is of. @param {Person} person */
function guidOf({ user }) {
  return String(Object.values(user)[0]).slice(-36);
}

/**
 * A test with a server of its own, for each cast. If it fails, it tells what everybody saw.
 *
 * @param {string} name
 * @param {Record<string, string>} options of the server
 * @param {(scene: Scene) => Promise<unknown>} act
 * @param {readonly Cast[]} [casts]
 */
export function scene(name, options, act, casts = EACH) {
  forEachCast(name, casts, async (cast) => {
    const scene = new Scene(await Server.start(options), await shared.site(), cast);
    await play(scene, () => act(scene));
  });
}

/**
 * The same, but the way from the pages to the server leads through a proxy.
 *
 * @param {string} name
 * @param {Record<string, string>} options of the server
 * @param {(scene: Scene, proxy: Proxy) => Promise<unknown>} act
 * @param {readonly Cast[]} [casts]
 */
export function sceneByProxy(name, options, act, casts = EACH) {
  forEachCast(name, casts, async (cast) => {
    const proxy = await Proxy.start();
    const server = await Server.start({ ...options, 'server.public-url': proxy.url });
    proxy.target = server.port;
    const scene = new Scene(server, await shared.site(), cast);
    await play(scene, () => act(scene, proxy)).finally(() => proxy.close());
  });
}

/**
 * The same, but all that the first two visitors send goes through a network of the test's, media too.
 *
 * @param {string} name
 * @param {Record<string, string>} options of the server
 * @param {(scene: Scene, network: Network) => Promise<unknown>} act
 * @param {readonly Cast[]} [casts]
 */
export function sceneByNetwork(name, options, act, casts = EACH) {
  forEachCast(name, casts, async (cast) => {
    const server = await Server.start(options);
    const network = new Network(server.port);
    const scene = new Scene(server, await shared.site(), cast, network);
    await play(scene, () => act(scene, network)).finally(() => network.close());
  });
}

/**
 * @param {string} name
 * @param {readonly Cast[]} casts
 * @param {(cast: Cast) => Promise<void>} run
 */
function forEachCast(name, casts, run) {
  for (const cast of casts)
    test(`${name} (${cast.name})`, { timeout: TIMEOUT, skip: cast.skip ?? false }, () => run(cast));
}

/**
 * @param {Scene} scene
 * @param {() => Promise<unknown>} act
 */
async function play(scene, act) {
  try {
    await within(act(), LONGEST);
  } catch (error) {
    const story = await scene.story();
    throw new Error(`${error instanceof Error ? error.stack : error}\n${story}`, { cause: error });
  } finally {
    await scene.close();
  }
}

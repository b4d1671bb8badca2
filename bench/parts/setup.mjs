// From two loaded pages to a call in which both hear each other.

import { chromium } from '../../tests/e2e/support/browsers/chromium.mjs';
import { firefox } from '../../tests/e2e/support/browsers/firefox.mjs';
import { offhook, peerjs, relay } from '../servers/index.mjs';
import { livekit, livekitServer } from '../servers/livekit.mjs';
import { answerAtOnce, begin } from '../support/page/set-up.mjs';
import { Pair } from '../support/pair.mjs';
import { pick, play } from '../support/rounds.mjs';
import { Stage } from '../support/stage.mjs';

/** @typedef {import('../servers/index.mjs').Service} Service */
/** @typedef {import('../support/rounds.mjs').Measured} Measured */
/** @typedef {import('../support/rounds.mjs').Trial} Trial */
/** @typedef {import('../support/report.mjs').Table} Table */

export const title = 'From nothing to a call';

const SETTINGS = [
  { kind: chromium, delay: 0 },
  { kind: chromium, delay: 50 },
  { kind: firefox, delay: 0 },
];

const RAW = 'raw browser';

/** Each arm's app and server. @type {Record<string, [app: string, serve: () => Promise<Service>]>} */
const ARMS = {
  Offhook: ['offhook', offhook],
  PeerJS: ['peerjs', peerjs],
  LiveKit: ['livekit', livekit],
  [RAW]: ['raw', relay],
};

/** @returns {Promise<Table[]>} */
export async function measure() {
  const tables = [];
  for (const setting of SETTINGS) tables.push(...(await measureIn(setting)));
  return tables;
}

/** @param {typeof SETTINGS[number]} setting */
async function measureIn({ kind, delay }) {
  const browser = await kind.launch('granted');
  /** @type {Array<() => Promise<void>>} */
  const endings = [() => browser.close()];
  try {
    /** @type {Record<string, () => Promise<Trial>>} */
    const arms = {};
    for (const [name, [app, serve]] of Object.entries(ARMS).filter(([name]) => isPlayed(name, delay))) {
      const stage = await Stage.set(kind, browser, app, serve);
      endings.unshift(() => stage.close());
      arms[name] = () => setUp(stage, delay);
    }
    return tablesOf(`${kind.name}, round trip ${2 * delay} ms`, await play(arms));
  } finally {
    for (const end of endings) await end().catch(() => {});
  }
}

/**
 * LiveKit's media goes to its server, which also tries ways to the page that do not lead through the harness.
 *
 * @param {string} name
 * @param {number} delay
 */
function isPlayed(name, delay) {
  return name !== 'LiveKit' || (livekitServer !== undefined && delay === 0);
}

/**
 * In pages that are new each time, so that nothing is warm.
 *
 * @param {Stage} stage
 * @param {number} delay
 * @returns {Promise<Trial>}
 */
async function setUp(stage, delay) {
  const pair = await Pair.open(stage, delay);
  const { caller, callee } = pair;
  try {
    await callee.page.evaluate(answerAtOnce, callee.login);
    await caller.page.evaluate(begin, caller.login, callee.login);
    await pair.both('media');
    const begun = await caller.when('begins');
    return { callerHeard: (await callee.when('media')) - begun, calleeHeard: (await caller.when('media')) - begun };
  } finally {
    await pair.close();
  }
}

/**
 * @param {string} where
 * @param {Measured} measured
 * @returns {Table[]}
 */
function tablesOf(where, measured) {
  const how =
    'Both sign in at once, one calls as soon as both are ready, the other accepts at once. The pages are new each time, ' +
    'their scripts loaded. The raw browser has a bare WebSocket relay. The microphones of all but Offhook open while they sign in.';
  const notRun = measured.samples.LiveKit
    ? 'LiveKit has no ringing: both join a room and publish.'
    : where.includes('100 ms')
      ? 'LiveKit is left out: its server also finds ways to the page that nothing delays.'
      : 'LiveKit: not run. Install Go (https://go.dev/dl/), or have `livekit-server` on the PATH.';
  const beside = [RAW, 'PeerJS', 'LiveKit'].filter((arm) => measured.samples[arm]).map((arm) => ({ arm }));
  const table = { how: `${how} ${notRun}`, beside };
  return [
    { title: `To the first audio at the callee (${where})`, ...table, ...pick(measured, 'callerHeard') },
    { title: `To the first audio at the caller (${where})`, ...table, ...pick(measured, 'calleeHeard') },
  ];
}

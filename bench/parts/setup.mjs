// From two loaded pages to a call in which both hear each other.

import { chromium } from '../../tests/e2e/support/browsers/chromium.mjs';
import { firefox } from '../../tests/e2e/support/browsers/firefox.mjs';
import { offhook, peerjs, relay } from '../servers/index.mjs';
import { livekit, livekitServer } from '../servers/livekit.mjs';
import { answerAtOnce, begin } from '../support/page/set-up.mjs';
import { Pair } from '../support/pair.mjs';
import { named, playIn } from '../support/playing.mjs';
import { pick } from '../support/rounds.mjs';
import { median } from '../support/statistics.mjs';

/** @typedef {import('../support/pair.mjs').Person} Person */
/** @typedef {import('../support/playing.mjs').Setting} Setting */
/** @typedef {import('../support/playing.mjs').Arm} Arm */
/** @typedef {import('../support/rounds.mjs').Measured} Measured */
/** @typedef {import('../support/rounds.mjs').Trial} Trial */
/** @typedef {import('../support/report.mjs').Table} Table */

export const title = 'From nothing to a call';

export const how = `Two pages that are new each time, their scripts loaded, nobody signed in. Both sign in at once, one calls as soon as both are ready,
the other accepts at once; until the first audio comes out of received RTP packets, as above. The raw browser has a bare WebSocket relay. The
microphones of the others open while they sign in, and so does Offhook's in the arm "preheated"; without, it opens it when the call is placed or
accepted. To sign in, Offhook starts its wasm, and has its token checked once the connection is open, which is a round trip more. LiveKit has no ringing: both join a room and publish, each as soon as it can.
With a round trip it is left out, since its server also finds ways to the pages on which nothing is held.${
  livekitServer ? '' : ' LiveKit was not run: install Go (https://go.dev/dl/), or have `livekit-server` on the PATH.'
}
`;

/** @type {Setting[]} */
const SETTINGS = [
  { kind: chromium, delay: 0 },
  { kind: chromium, delay: 50 },
  { kind: firefox, delay: 0 },
];

const RAW = 'raw browser';

/** Those that ring. @type {Record<string, Arm>} */
const RINGING = {
  Offhook: { app: 'offhook', serve: offhook },
  'Offhook, preheated': { app: 'preheated', serve: offhook },
  PeerJS: { app: 'peerjs', serve: peerjs },
  [RAW]: { app: 'raw', serve: relay },
};

/** And the one that doesn't. @type {Record<string, Arm>} */
const ROOM = livekitServer ? { LiveKit: { app: 'livekit', serve: livekit } } : {};

/** @returns {Promise<Table[]>} */
export async function measure() {
  const tables = [];
  for (const setting of SETTINGS) tables.push(...(await measureIn(setting)));
  return tables;
}

/** @param {Setting} setting */
async function measureIn(setting) {
  const arms = setting.delay > 0 ? RINGING : { ...RINGING, ...ROOM };
  const measured = await playIn(setting.kind, arms, async (stage, arm) => () => setUp(stage, arm, setting.delay));
  return tablesOf(named(setting), measured);
}

/**
 * @param {import('../support/stage.mjs').Stage} stage
 * @param {Arm} arm
 * @param {number} delay
 * @returns {Promise<Trial>}
 */
async function setUp(stage, arm, delay) {
  const pair = await Pair.open(stage, delay);
  const { caller, callee } = pair;
  try {
    await callee.page.evaluate(answerAtOnce, callee.login);
    await caller.page.evaluate(begin, caller.login, callee.login);
    await pair.both('media');
    const begun = await caller.when('begins');
    const since = async (/** @type {Person} */ person, /** @type {string} */ mark) => (await person.when(mark)) - begun;
    const heard = { callerHeard: await since(callee, 'media'), calleeHeard: await since(caller, 'media') };
    if (arm === ROOM.LiveKit) return heard;
    const [signedIn, rings] = [await since(caller, 'placed'), await since(callee, 'rings')];
    return { signedIn, rings, connected: await since(callee, 'connected'), ...heard };
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
  const arms = Object.keys(measured.samples);
  const beside = arms.filter((arm) => arm !== 'Offhook').map((arm) => ({ arm }));
  const steps = arms.map((arm) => [arm, ...STEPS.map(([, thing]) => middle(measured, arm, thing))]);
  return [
    { title: `To the first audio at the callee (${where})`, beside, ...pick(measured, 'callerHeard') },
    { title: `To the first audio at the caller (${where})`, beside, ...pick(measured, 'calleeHeard') },
    { title: `Where the time goes: medians since the beginning (${where})`, columns: COLUMNS, rows: steps },
  ];
}

/** What is told of each step. @type {Array<[column: string, thing: string]>} */
const STEPS = [
  ['both signed in', 'signedIn'],
  ['rings', 'rings'],
  ['callee connected', 'connected'],
  ['audio at the callee', 'callerHeard'],
];
const COLUMNS = ['', ...STEPS.map(([column]) => column)];

/**
 * @param {Measured} measured
 * @param {string} arm
 * @param {string} thing
 */
function middle(measured, arm, thing) {
  const samples = measured.samples[arm]?.[thing];
  return samples ? median(samples).toFixed(1) : '';
}

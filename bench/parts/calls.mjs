// From one person's click to what the other one gets: how long it takes to ring, and from accepting to the first audio.

import { chromium } from '../../tests/e2e/support/browsers/chromium.mjs';
import { firefox } from '../../tests/e2e/support/browsers/firefox.mjs';
import { pause } from '../../tests/e2e/support/wait.mjs';
import { offhook, peerjs, relay } from '../servers/index.mjs';
import { Pair } from '../support/pair.mjs';
import { pick, play } from '../support/rounds.mjs';
import { Stage } from '../support/stage.mjs';

/** @typedef {import('../servers/index.mjs').Service} Service */
/** @typedef {import('../support/pair.mjs').Person} Person */
/** @typedef {import('../support/rounds.mjs').Measured} Measured */
/** @typedef {import('../support/rounds.mjs').Trial} Trial */
/** @typedef {import('../support/stage.mjs').Kind} Kind */
/** @typedef {import('../support/report.mjs').Table} Table */

export const title = 'Calls between people who are signed in';

/** For how long it rings at least once everything is connected that connects. */
const RINGING = 200;
/** A frame of audio lasts so long; where in one a call is accepted shall be random. */
const FRAME = 20;

/** In which browsers, and for how many milliseconds everything is on its way. @type {Array<{ kind: Kind, delay: number }>} */
const SETTINGS = [
  { kind: chromium, delay: 0 },
  { kind: chromium, delay: 50 },
  { kind: firefox, delay: 0 },
];

const FLOOR = 'raw browser, connected before';

/**
 * @typedef {object} Arm
 * @property {string} app a file of `calls`
 * @property {() => Promise<Service>} serve
 * @property {boolean} isWarm whether it connects while it rings
 * @property {(pair: Pair) => Person[]} accepters the callee and, where accepting tells nobody, the caller too
 * @property {(pair: Pair) => Promise<void>} [prepare]
 */

/** @type {Record<string, Arm>} */
const ARMS = {
  Offhook: { app: 'offhook', serve: offhook, isWarm: true, accepters: ({ callee }) => [callee] },
  PeerJS: { app: 'peerjs', serve: peerjs, isWarm: false, accepters: ({ callee }) => [callee] },
  [FLOOR]: { app: 'floor', serve: relay, isWarm: true, accepters: ({ callee, caller }) => [callee, caller] },
  'the same, microphone opened then': {
    app: 'floor',
    serve: relay,
    isWarm: true,
    accepters: ({ callee, caller }) => [callee, caller],
    prepare: ({ callee }) => callee.page.evaluate(() => /** @type {any} */ (client).closeMicrophone()),
  },
};

/** @returns {Promise<Table[]>} */
export async function measure() {
  const tables = [];
  for (const { kind, delay } of SETTINGS) tables.push(...(await measureIn(kind, delay)));
  return tables;
}

/**
 * @param {Kind} kind
 * @param {number} delay
 */
async function measureIn(kind, delay) {
  const browser = await kind.launch('granted');
  /** @type {Array<() => Promise<void>>} */
  const endings = [() => browser.close()];
  try {
    /** @type {Record<string, () => Promise<Trial>>} */
    const arms = {};
    for (const [name, arm] of Object.entries(ARMS)) {
      const stage = await Stage.set(kind, browser, arm.app, arm.serve);
      endings.unshift(() => stage.close());
      const pair = await Pair.open(stage, delay);
      endings.unshift(() => pair.close());
      await pair.signIn();
      arms[name] = () => call(pair, arm);
    }
    return tablesOf(`${kind.name}, round trip ${2 * delay} ms`, delay, await play(arms));
  } finally {
    for (const end of endings) await end().catch(() => {});
  }
}

/**
 * A call, until both hear each other.
 *
 * @param {Pair} pair
 * @param {Arm} arm
 * @returns {Promise<Trial>}
 */
async function call(pair, { isWarm, accepters, prepare }) {
  const { caller, callee } = pair;
  await pair.clear();
  await prepare?.(pair);
  await pair.startCall();
  const rings = (await callee.when('rings')) - (await caller.when('placed'));
  if (isWarm) await pair.both('connected');
  await pause(RINGING + Math.random() * FRAME);
  const [answers, sends = answers] = /** @type {[Person, Person?]} */ (accepters(pair));
  await Promise.all(accepters(pair).map(({ page }) => page.evaluate(() => void client.accept())));
  await pair.both('media');
  const callerHeard = (await callee.when('media')) - (await sends.when('accepted'));
  const calleeHeard = (await caller.when('media')) - (await answers.when('accepted'));
  await pair.hangUp();
  return { rings, callerHeard, calleeHeard };
}

/**
 * @param {string} where
 * @param {number} delay
 * @param {Measured} measured
 * @returns {Table[]}
 */
function tablesOf(where, delay, measured) {
  const [toServer, onward] = [2 * delay, 3 * delay];
  return [
    {
      title: `Placing a call to its ringing (${where})`,
      how: `From \`startCall\` to \`incomingCall\`, PeerJS: from \`call()\` to the event \`call\`. The floor is a bare message by a WebSocket relay; ${toServer} ms of each are the way to the server and from there.`,
      target: { limit: 5 + toServer },
      beside: [{ arm: FLOOR }, { arm: 'PeerJS' }],
      ...pick(measured, 'rings'),
    },
    {
      title: `Accepting to the first audio at the caller (${where})`,
      how: `From \`accept()\` (PeerJS: \`answer()\` with a microphone that is open) to the first received frame of the callee's audio. The floor is \`replaceTrack\` on a connection that is up, with a microphone that is open; ${delay} ms of it are the way.`,
      target: { limit: 10, over: { arm: FLOOR } },
      beside: [{ arm: FLOOR }, { arm: 'PeerJS' }],
      ...pick(measured, 'calleeHeard'),
    },
    {
      title: `Accepting to the first audio at the callee (${where})`,
      how: `The same for the caller's audio. Here the caller has to be told first, which the floor is not: ${toServer} ms more, so that at least ${onward} ms are the way.`,
      target: { limit: 10, over: { arm: FLOOR, plus: toServer } },
      beside: [{ arm: FLOOR, plus: toServer }, { arm: 'PeerJS' }],
      ...pick(measured, 'callerHeard'),
    },
  ];
}

// From one person's click to what the other one gets: how long it takes to ring, and from accepting to the first audio.

import { chromium } from '../../tests/e2e/support/browsers/chromium.mjs';
import { firefox } from '../../tests/e2e/support/browsers/firefox.mjs';
import { pause } from '../../tests/e2e/support/wait.mjs';
import { offhook, peerjs, relay } from '../servers/index.mjs';
import { Pair } from '../support/pair.mjs';
import { named, playIn } from '../support/playing.mjs';
import { pick } from '../support/rounds.mjs';

/** @typedef {import('../support/pair.mjs').Person} Person */
/** @typedef {import('../support/rounds.mjs').Measured} Measured */
/** @typedef {import('../support/rounds.mjs').Trial} Trial */
/** @typedef {import('../support/playing.mjs').Setting} Setting */
/** @typedef {import('../support/report.mjs').Table} Table */

export const title = 'Calls between people who are signed in';

export const how = `Two pages of one browser, one person in each, who stay signed in; their clocks are one (\`performance.timeOrigin\`). The round
trip is that between a page and the server, and between the pages: a relay in the harness holds what is sent, signaling and media, for half
of it. Loopback, a fake microphone.

- *Placing to ringing*: from \`startCall\` to \`incomingCall\`; PeerJS: from \`call()\` to the event \`call\`; the raw browser: a bare message by a
  WebSocket relay. Two ways are the least.
- *Accepting to the first audio*: from \`accept()\`, some 200 ms after everything is connected that connects while it rings, to the first
  frame that comes out of received RTP packets (seen by a transform of encoded frames in a worker, so before the jitter buffer). PeerJS:
  from \`answer()\`, with a microphone that is open already, as the raw browser's is; Offhook opens it in \`accept()\`. The raw browser puts
  tracks on a connection that is up and had none, by \`replaceTrack\`, at both ends by themselves: nobody has to be told. So for the caller's audio it
  is granted the two ways that telling takes. Audio comes in frames of 20 ms.
- LiveKit has no ringing, so it is not here.
`;

/** For how long it rings at least once everything is connected that connects. */
const RINGING = 200;
/** A frame of audio lasts so long; where in one a call is accepted shall be random. */
const FRAME = 20;

/** @type {Setting[]} */
const SETTINGS = [
  { kind: chromium, delay: 0 },
  { kind: chromium, delay: 50 },
  { kind: firefox, delay: 0 },
];

const FLOOR = 'raw browser, connected before';
const OPENING = 'the same, microphone opened then';

/**
 * @typedef {object} Calling
 * @property {boolean} isWarm whether it connects while it rings
 * @property {(pair: Pair) => Person[]} accepters the callee and, where accepting tells nobody, the caller too
 * @property {(pair: Pair) => Promise<void>} [prepare]
 *
 * @typedef {import('../support/playing.mjs').Arm & Calling} Arm
 */

/** @type {Record<string, Arm>} */
const ARMS = {
  Offhook: { app: 'offhook', serve: offhook, isWarm: true, accepters: ({ callee }) => [callee] },
  PeerJS: { app: 'peerjs', serve: peerjs, isWarm: false, accepters: ({ callee }) => [callee] },
  [FLOOR]: { app: 'floor', serve: relay, isWarm: true, accepters: ({ callee, caller }) => [callee, caller] },
  [OPENING]: {
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
  for (const setting of SETTINGS) tables.push(...(await measureIn(setting)));
  return tables;
}

/** @param {Setting} setting */
async function measureIn(setting) {
  const measured = await playIn(setting.kind, ARMS, async (stage, arm, endings) => {
    const pair = await Pair.open(stage, setting.delay);
    endings.push(() => pair.close());
    await pair.signIn();
    return () => call(pair, arm);
  });
  return tablesOf(setting, measured);
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
 * @param {Setting} setting
 * @param {Measured} measured
 * @returns {Table[]}
 */
function tablesOf(setting, measured) {
  const where = named(setting);
  const told = 2 * setting.delay;
  // Whether the callee opens the microphone makes a difference to what comes from there only.
  const { [OPENING]: _, ...samples } = measured.samples;
  const withOpenMicrophone = { ...measured, samples };
  return [
    {
      title: `Placing to ringing (${where})`,
      target: { limit: 5 + told },
      beside: [{ arm: FLOOR }, { arm: 'PeerJS' }],
      ...pick(withOpenMicrophone, 'rings'),
    },
    {
      title: `Accepting to the first audio at the caller (${where})`,
      target: { limit: 10, over: { arm: FLOOR } },
      beside: [{ arm: FLOOR }, { arm: 'PeerJS' }],
      ...pick(measured, 'calleeHeard'),
    },
    {
      title: `Accepting to the first audio at the callee (${where})`,
      target: { limit: 10, over: { arm: FLOOR, plus: told } },
      beside: [{ arm: FLOOR, plus: told }, { arm: 'PeerJS' }],
      ...pick(withOpenMicrophone, 'callerHeard'),
    },
  ];
}

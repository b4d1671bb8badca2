import { play } from './rounds.mjs';
import { Stage } from './stage.mjs';

/** @typedef {import('./rounds.mjs').Trial} Trial */
/** @typedef {import('./stage.mjs').Kind} Kind */

/**
 * A browser, and for how many milliseconds all that a page sends is on its way.
 *
 * @typedef {{ kind: Kind, delay: number }} Setting
 *
 * Its app is a file of `calls`.
 * @typedef {{ app: string, serve: () => Promise<import('../servers/index.mjs').Service> }} Arm
 */

/**
 * Plays arms in one browser, each with a stage of its own.
 *
 * @template {Arm} A
 * @param {Kind} kind
 * @param {Record<string, A>} arms
 * @param {(stage: Stage, arm: A, endings: Array<() => Promise<void>>) => Promise<() => Promise<Trial>>} ready makes what plays one trial
 */
export async function playIn(kind, arms, ready) {
  const browser = await kind.launch('granted');
  const endings = [() => browser.close()];
  try {
    /** @type {Record<string, () => Promise<Trial>>} */
    const trials = {};
    for (const [name, arm] of Object.entries(arms)) {
      const stage = await Stage.set(kind, browser, arm.app, arm.serve);
      endings.push(() => stage.close());
      trials[name] = await ready(stage, arm, endings);
    }
    return await play(trials);
  } finally {
    for (const end of endings.reverse()) await end().catch(() => {});
  }
}

/** @param {Setting} setting */
export const named = ({ kind, delay }) => `${kind.name}, round trip ${2 * delay} ms`;

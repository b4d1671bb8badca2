import { chromium } from './browsers/chromium.mjs';
import { firefox } from './browsers/firefox.mjs';

/** @typedef {import('./browsers/kind.mjs').Kind} Kind */

/**
 * Which browsers the people of a scene have: the first person the first one, and so on; after the last it starts over.
 *
 * @typedef {object} Cast
 * @property {string} name
 * @property {readonly [Kind, ...Kind[]]} kinds
 * @property {string} [skip] why the scene is not played by it
 */

/** @param {Kind} kind @returns {Cast} */
const all = (kind) => ({ name: kind.name, kinds: [kind] });

/** @param {Kind} first @param {Kind} second @returns {Cast} */
const pair = (first, second) => ({ name: `${first.name} to ${second.name}`, kinds: [first, second] });

/** Everybody has the same browser: a whole scene for each. */
export const EACH = [all(chromium), all(firefox)];

/** And those between different ones. */
export const PAIRS = [...EACH, pair(chromium, firefox), pair(firefox, chromium)];

/**
 * What only Chromium can do, or lets a test do.
 *
 * @param {string} reason
 * @returns {Cast[]}
 */
export const onlyChromium = (reason) => [all(chromium), { ...all(firefox), skip: reason }];

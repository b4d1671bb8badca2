/**
 * What one trial measured, by name.
 *
 * @typedef {Record<string, number>} Trial
 *
 * @typedef {object} Measured
 * @property {Record<string, Record<string, number[]>>} samples of each arm, of each thing that its trials measure, in the order of the rounds
 * @property {string[]} failures what went wrong in rounds that were played once more
 */

/** How many rounds, where nobody says so. */
export const ROUNDS = Number(process.env.OFFHOOK_BENCH_ROUNDS ?? 30);

/**
 * Plays the arms in turn, A B C A B C, so that whatever slows the machine down meets all of them. A round in which one failed counts for
 * none.
 *
 * @param {Record<string, () => Promise<Trial>>} arms
 * @param {number} [rounds]
 * @returns {Promise<Measured>}
 */
export async function play(arms, rounds = ROUNDS) {
  /** @type {Record<string, Trial>[]} */
  const played = [];
  /** @type {string[]} */
  const failures = [];
  while (played.length < rounds) {
    try {
      played.push(await round(arms));
    } catch (error) {
      failures.push(story(error));
      if (failures.length > rounds / 5) throw new Error(`too many rounds failed:\n${failures.join('\n')}`);
    }
  }
  return { samples: byArm(played), failures };
}

/**
 * One of the things that were measured, to a hundredth: clocks tell no more.
 *
 * @param {Measured} measured
 * @param {string} thing
 */
export function pick({ samples, failures }, thing) {
  const rounded = (/** @type {number[]} */ values) => values.map((value) => Math.round(100 * value) / 100);
  const of = Object.entries(samples).map(([arm, things]) => [arm, rounded(things[thing] ?? [])]);
  return { samples: Object.fromEntries(of), failures };
}

/** @param {Record<string, () => Promise<Trial>>} arms */
async function round(arms) {
  /** @type {Record<string, Trial>} */
  const trials = {};
  for (const [name, trial] of Object.entries(arms)) {
    trials[name] = await trial().catch((cause) => {
      throw new Error(name, { cause });
    });
  }
  return trials;
}

/** @param {Record<string, Trial>[]} played */
function byArm(played) {
  /** @type {Measured['samples']} */
  const samples = {};
  for (const trials of played) {
    for (const [arm, trial] of Object.entries(trials)) {
      for (const [thing, value] of Object.entries(trial)) ((samples[arm] ??= {})[thing] ??= []).push(value);
    }
  }
  return samples;
}

/** An error and what caused it, in a line. @param {unknown} error @returns {string} */
function story(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause ? `${error.message}: ${story(error.cause)}` : error.message;
}

// What is said of samples. Nothing is assumed of how they are spread: a page's times have a long tail.

/**
 * The value below which this part of the samples lies, between the two nearest.
 *
 * @param {readonly number[]} samples
 * @param {number} part
 */
export function quantile(samples, part) {
  const sorted = ascending(samples);
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at % 1);
}

/** @param {readonly number[]} samples */
export const median = (samples) => quantile(samples, 0.5);

/**
 * Where the median of all that could be measured lies, with at least 95 %: two of the samples, by the binomial distribution of how many
 * lie below that median.
 *
 * @param {readonly number[]} samples
 * @returns {[number, number]}
 */
export function interval(samples) {
  const sorted = ascending(samples);
  const { length } = sorted;
  let rank = 0;
  // Too few samples for any: then it is from the least to the greatest.
  for (let tail = chance(length, 0); tail <= 0.025 && rank < length / 2 - 1;) {
    rank += 1;
    tail += chance(length, rank);
  }
  const first = Math.max(rank - 1, 0);
  return [sorted[first] ?? NaN, sorted[length - 1 - first] ?? NaN];
}

/**
 * How much longer the one took than the other, round by round: what slows a machine down meets both.
 *
 * @param {readonly number[]} samples
 * @param {readonly number[]} floor
 */
export function differences(samples, floor) {
  const rounds = Math.min(samples.length, floor.length);
  return samples.slice(0, rounds).map((sample, round) => sample - Number(floor[round]));
}

/** That of so many exactly this many lie below the median. @param {number} count @param {number} below */
function chance(count, below) {
  let probability = 0.5 ** count;
  for (let i = 0; i < below; i++) probability *= (count - i) / (i + 1);
  return probability;
}

/** @param {readonly number[]} samples */
function ascending(samples) {
  return samples.toSorted((a, b) => a - b);
}

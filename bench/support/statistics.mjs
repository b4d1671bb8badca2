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

/**
 * How likely samples that differ so much in rank, or more, are where nothing differs: the two-sided p of the Mann-Whitney U test, by its
 * normal approximation with corrections for ties and for continuity. For eight samples of each or more.
 *
 * @param {readonly number[]} samples
 * @param {readonly number[]} others
 */
export function mannWhitney(samples, others) {
  const all = ascending([...samples, ...others]);
  const [n, m, both] = [samples.length, others.length, all.length];
  const rankSum = samples.reduce((sum, sample) => sum + (all.indexOf(sample) + all.lastIndexOf(sample)) / 2 + 1, 0);
  const distance = Math.abs(rankSum - (n * (n + 1)) / 2 - (n * m) / 2);
  const variance = ((n * m) / 12) * (both + 1 - tied(all) / (both * (both - 1)));
  return variance === 0 ? 1 : Math.min(1, 2 * upperTail(Math.max(distance - 0.5, 0) / Math.sqrt(variance)));
}

/** The sum of t³ − t over all values that there are t times. @param {readonly number[]} sorted */
function tied(sorted) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const value of sorted) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + count ** 3 - count, 0);
}

/** How likely a normal deviate is above this one, to 1e-7: Abramowitz and Stegun 26.2.17. @param {number} z not below 0 */
function upperTail(z) {
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
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

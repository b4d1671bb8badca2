// `RESULTS.md`, from what the parts left in `results`.

import { markdown } from './markdown.mjs';
import { differences, interval, median, quantile } from './statistics.mjs';

/**
 * Who an arm stands beside: another one, to whose samples so many milliseconds are added.
 *
 * @typedef {{ arm: string, plus?: number }} Beside
 *
 * Samples in milliseconds; `target` is for the median of Offhook's, or for how much it is over another one.
 * @typedef {object} SampleTable
 * @property {string} title
 * @property {Record<string, number[]>} samples of each arm, in the order of the rounds
 * @property {string[]} failures
 * @property {Beside[]} beside
 * @property {{ limit: number, over?: Beside }} [target]
 *
 * @typedef {object} PlainTable
 * @property {string} title
 * @property {string[]} columns
 * @property {Array<Array<string | number>>} rows
 * @property {unknown} [samples] of which the rows are made, for the results
 *
 * @typedef {SampleTable | PlainTable} Table
 *
 * @typedef {object} Part
 * @property {string} title
 * @property {string} how
 * @property {string} date
 * @property {string} machine
 * @property {string} versions
 * @property {string} load
 * @property {Table[]} tables
 */

const INTRODUCTION = `# Results

Made by \`cargo xtask bench\`; the samples are in [results](results). [README.md](README.md) says how to repeat it.

Arms take turns, A B C A B C, so that what slows the machine down meets all of them; the first round counts as any other. Times are in
milliseconds. "95 %" is the interval that holds the median with that confidence, by order statistics (binomial, nothing assumed of the
distribution). "Beside" another arm is the median of the differences, round by round, with its interval, and the ratio of the medians.
`;

/** @param {Part[]} parts */
export function report(parts) {
  return [INTRODUCTION, ...parts.map(section)].join('\n');
}

/** @param {Part} part */
function section({ title, how, date, machine, versions, load, tables }) {
  const where = `${date}, ${machine}. ${versions}. Load average: ${load}.`;
  return [`## ${title}\n`, how, `${where}\n`, ...tables.map(tableSection)].join('\n');
}

/** @param {Table} table */
function tableSection(table) {
  const lines = [`### ${table.title}\n`];
  if ('columns' in table) return [...lines, markdown(table.columns, table.rows)].join('\n');
  if (table.target) lines.push(`${verdict(table, table.target)}\n`);
  lines.push(sampleTable(table));
  if (table.failures.length > 0) lines.push(`\nRounds played once more: ${table.failures.join('; ')}\n`);
  return lines.join('\n');
}

/**
 * @param {SampleTable} table
 * @param {{ limit: number, over?: Beside }} target
 */
function verdict({ samples }, { limit, over }) {
  const ours = samples.Offhook ?? [];
  const reached = over ? median(differences(ours, shifted(samples, over))) : median(ours);
  const said = over ? `at most ${limit} ms over ${named(over)}` : `a median of at most ${limit} ms`;
  return `Target: ${said}. ${reached <= limit ? 'Met' : '**Missed**'}: ${over ? signed(reached) : ms(reached)}.`;
}

/** @param {SampleTable} table */
function sampleTable({ samples, beside }) {
  const columns = ['', 'median', '95 %', 'quartiles', ...beside.map((other) => `beside ${named(other)}`), 'n'];
  const rows = Object.entries(samples).map(([arm, values]) => [
    arm,
    ms(median(values)),
    range(interval(values), ms),
    range([quantile(values, 0.25), quantile(values, 0.75)], ms),
    ...beside.map((other) => (other.arm === arm ? '' : comparison(values, shifted(samples, other)))),
    values.length,
  ]);
  return markdown(columns, rows);
}

/**
 * @param {number[]} values
 * @param {number[]} others
 */
function comparison(values, others) {
  const more = differences(values, others);
  const ratio = median(values) / median(others);
  return `${signed(median(more))} (${range(interval(more), signed)}), × ${ratio.toFixed(2)}`;
}

/**
 * @param {Record<string, number[]>} samples
 * @param {Beside} beside
 */
function shifted(samples, { arm, plus = 0 }) {
  return (samples[arm] ?? []).map((value) => value + plus);
}

/** @param {Beside} beside */
function named({ arm, plus = 0 }) {
  return plus > 0 ? `${arm} + ${plus}` : arm;
}

/** @param {number} value */
const ms = (value) => value.toFixed(1);

/** @param {number} value */
const signed = (value) => (value < 0 ? `−${ms(-value)}` : `+${ms(value)}`);

/**
 * @param {[number, number]} ends
 * @param {(value: number) => string} print
 */
const range = ([low, high], print) => `${print(low)} to ${print(high)}`;

// What a client, a message and a call cost the server.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { SERVER } from '../../tests/e2e/support/environment.mjs';
import { ROUNDS, play } from '../support/rounds.mjs';
import { interval, median } from '../support/statistics.mjs';

/** @typedef {import('../support/report.mjs').Table} Table */
/** @typedef {import('../support/rounds.mjs').Trial} Trial */

export const title = 'The server';

export const how = `Measured from outside by [offhook-load](load), whose README says how. A client: the memory that it adds while it is signed in and does
nothing. A message: the processor time for a description of 2 kB from one client of a call to the other, at 2,000 a second, system
calls included. A call: from its start to the end, with offer, answer and accept. The relay of Node and \`ws\` passes each message on to the
partner and does nothing else; it knows no users and no calls.
`;

/** Each takes longer than a call, and is an average by itself. */
const FEWER = Math.ceil(ROUNDS / 6);

/** @returns {Promise<Table[]>} */
export async function measure() {
  const plain = ['--plain', fileURLToPath(new URL('../load/relay.mjs', import.meta.url))];
  const arms = { Offhook: ['--server', SERVER], 'Node and ws': plain };
  return [
    await table('Bytes for an idle client (goal: 2,500)', arms, 'idle', 'bytes_per_client'),
    await table('Microseconds for a message (goal: 8)', arms, 'relay', 'cpu_us_per_message'),
    await table('Calls for a second of one core', { Offhook: arms.Offhook }, 'calls', 'calls_per_cpu_second'),
  ];
}

/**
 * @param {string} title
 * @param {Record<string, string[]>} arms
 * @param {string} command
 * @param {string} field of what is measured
 * @returns {Promise<Table>}
 */
async function table(title, arms, command, field) {
  const trials = Object.entries(arms).map(([name, target]) => [name, () => trial([...target, command], field)]);
  const { samples } = await play(Object.fromEntries(trials), FEWER);
  const rows = Object.entries(samples).map(([arm, { [field]: values = [] }]) => [
    arm,
    number(median(values)),
    interval(values).map(number).join(' to '),
    values.length,
  ]);
  return { title, columns: ['', 'median', '95 %', 'n'], rows };
}

/**
 * @param {string[]} options
 * @param {string} field
 * @returns {Promise<Trial>}
 */
async function trial(options, field) {
  const { stdout } = await promisify(execFile)(loadGenerator(), options);
  return { [field]: JSON.parse(stdout)[field] };
}

function loadGenerator() {
  const { OFFHOOK_LOAD } = process.env;
  if (!OFFHOOK_LOAD) throw new Error('OFFHOOK_LOAD is to name the load generator: run `cargo xtask bench server`');
  return OFFHOOK_LOAD;
}

/** @param {number} value */
const number = (value) => (value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));

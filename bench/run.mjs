// `node bench/run.mjs PART`: measures a part, keeps what it measured in `results`, and writes `RESULTS.md` anew.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { load, machine, versions } from './support/machine.mjs';
import { report } from './support/report.mjs';

/** A file of `parts` each, in the order of the report. */
const PARTS = ['bytes', 'load', 'calls', 'setup', 'groups', 'gaps', 'memory', 'server'];

const [name = ''] = process.argv.slice(2);
const { title, how, measure } = await import(`./parts/${name}.mjs`);
const before = load();
const tables = await measure();
const date = new Date().toISOString().slice(0, 10);
const part = {
  title,
  how,
  date,
  machine: machine(),
  versions: versions(),
  load: `${before} before, ${load()} after`,
  tables,
};
writeFileSync(result(name), `${JSON.stringify(part)}\n`);
writeFileSync(new URL('RESULTS.md', import.meta.url), report(PARTS.map(result).filter(existsSync).map(read)));

/** @param {string} part */
function result(part) {
  return new URL(`results/${part}.json`, import.meta.url);
}

/** @param {URL} file */
function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

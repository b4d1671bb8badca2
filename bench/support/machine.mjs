import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

import { ROOT, chromiumBinary, firefoxBinary } from '../../tests/e2e/support/environment.mjs';
import { livekitServer } from '../servers/livekit.mjs';

/** What it is measured on. */
export function machine() {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores (${model}), ${memory} GB, ${platform()} ${release()} ${arch()}`;
}

/** What is measured. */
export function versions() {
  const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const packages = Object.entries(devDependencies).filter(([name]) => !name.startsWith('@types/'));
  return [
    `Offhook ${commit()}`,
    printed(chromiumBinary(), ['--version']),
    printed(firefoxBinary(), ['--version']),
    `Node ${process.version}`,
    ...packages.map(([name, version]) => `${name} ${version}`),
    ...(livekitServer ? [printed(livekitServer, ['--version'])] : []),
  ].join(', ');
}

/** What the results themselves change does not count. */
function commit() {
  const changed = printed('git', ['status', '--porcelain', '--', '.', ':!bench/results', ':!bench/RESULTS.md']);
  return `${printed('git', ['rev-parse', '--short', 'HEAD'])}${changed ? ' with changes' : ''}`;
}

/** The load average of the last minute. */
export const load = () => Number(loadavg()[0]).toFixed(1);

/**
 * @param {string} command
 * @param {string[]} args
 */
function printed(command, args) {
  return execFileSync(command, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

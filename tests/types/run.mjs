// Holds the package's types against apps and against the types that those apps were written for. `npm test` runs it.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { prepareParity } from './parity/prepare.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** @param {string} project */
function compiles(project) {
  const tsc = join(here, 'node_modules/.bin/tsc');
  const run = spawnSync(tsc, ['-p', join(here, project)], { stdio: 'inherit' });
  console.log(`${run.status === 0 ? 'ok    ' : 'FAILED'} ${project}`);
  return run.status === 0;
}

const problems = prepareParity(here);
problems.forEach((problem) => console.log(problem));
const results = ['tsconfig.ours.json', 'tsconfig.theirs.json', 'tsconfig.parity.json'].map(compiles);
process.exit(results.every(Boolean) && problems.length === 0 ? 0 : 1);

// Holds the package's types against apps and against the types that those apps were written for. `npm test` runs it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Private members make a class differ from every other, so parity is checked on a copy without them; it is never kept. */
function copyTheirsWithoutPrivates() {
  const source = join(here, 'node_modules/@azure/communication-calling/types/communication-calling.d.ts');
  const open = readFileSync(source, 'utf8').replace(/^ +private [^\n]*;$/gm, '');
  if (/^\s+private /m.test(open)) throw new Error('a private member was not removed: it spans lines, mend the pattern');
  mkdirSync(join(here, 'build'), { recursive: true });
  writeFileSync(join(here, 'build/theirs.d.ts'), open);
}

function check(project) {
  const tsc = join(here, 'node_modules/.bin/tsc');
  const run = spawnSync(tsc, ['-p', join(here, project)], { stdio: 'inherit' });
  console.log(`${run.status === 0 ? 'ok    ' : 'FAILED'} ${project}`);
  return run.status === 0;
}

copyTheirsWithoutPrivates();
const results = ['tsconfig.ours.json', 'tsconfig.theirs.json', 'tsconfig.parity.json'].map(check);
process.exit(results.every(Boolean) ? 0 : 1);

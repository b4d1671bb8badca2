import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { comparison } from './comparison.mjs';
import { copy } from './copy.mjs';
import { Declarations } from './declarations.mjs';
import { differences } from './differences.mjs';
import { strict } from './strict.mjs';

/**
 * Leaves in `build` what `tsconfig.parity.json` compiles, and returns what a compiler would not see: names that only ours has,
 * and so perhaps misspelt ones.
 *
 * @param {string} here the folder of these tests
 */
export function prepareParity(here) {
  const ours = new Declarations(join(here, '../../pkg-template/index.d.ts'));
  const installed = 'node_modules/@azure/communication-calling/types/communication-calling.d.ts';
  const theirs = new Declarations(join(here, installed));
  const named = new Set(Object.keys(differences));
  mkdirSync(join(here, 'build'), { recursive: true });
  writeFileSync(join(here, 'build/ours.d.ts'), strict(ours.text));
  writeFileSync(join(here, 'build/theirs.d.ts'), strict(copy(ours, theirs, named)));
  writeFileSync(join(here, 'build/parity.ts'), comparison(ours, theirs, named));
  const advice = 'correct its name, or put it into parity/differences.mjs with the reason';
  return [
    ...beyond(theirs, ours)
      .filter((name) => !named.has(name))
      .map((name) => `only ours has ${name}: ${advice}`),
    ...[...named]
      .filter((name) => !exists(ours, name))
      .map((name) => `ours has no ${name}: take it out of parity/differences.mjs`),
  ];
}

/**
 * What one side has and the other has not.
 *
 * @param {Declarations} less
 * @param {Declarations} more
 */
function beyond(less, more) {
  return [...more.exported.keys()].flatMap((name) => {
    const found = less.exported.get(name);
    if (!found) return [name];
    if (!found.members) return [];
    const known = less.keys(name);
    return [...more.keys(name)].filter((member) => !known.has(member)).map((member) => `${name}.${member}`);
  });
}

/**
 * @param {Declarations} side
 * @param {string} difference
 */
function exists(side, difference) {
  const [name, ...member] = difference.split('.');
  return side.exported.has(name) && (member.length === 0 || side.keys(name).has(member.join('.')));
}

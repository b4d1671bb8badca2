// The comparison itself, as a file that compiles only if all of it holds: what ours declares can be used as theirs, theirs can be
// used as ours, and a difference that has a name is one.
import { memberDifferences } from './copy.mjs';

/**
 * @typedef {import('./declarations.mjs').Declarations} Declarations
 * @typedef {import('./declarations.mjs').Declaration} Declaration
 */

const HEAD = `import type * as ours from 'ours';
import type * as theirs from 'theirs';
type Usable<As, It extends As> = It;
type AreSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Only<Type, Key> = Required<Pick<Type, Key & keyof Type>>;
type Differ<A, B> = AreSame<A, B> extends true ? false : true;
type Named<Difference extends true> = Difference;
`;

/**
 * @param {Declarations} ours
 * @param {Declarations} theirs
 * @param {Set<string>} differences
 */
export function comparison(ours, theirs, differences) {
  const both = [...ours.exported.values()].filter(({ name }) => theirs.exported.has(name));
  const lines = both.flatMap((declaration) => [
    ...(declaration.isType ? bothWays(declaration) : []),
    ...(declaration.isValue ? bothWaysAsValue(declaration) : []),
    ...named(declaration.name, differences),
  ]);
  return `${HEAD}${lines.join('\n')}\nexport {};\n`;
}

/** @param {Declaration} declaration */
function bothWays({ name, parameters }) {
  const names = parameters.map((parameter) => parameter.name.text);
  const bounds = parameters.map(({ constraint }) => constraint?.getText());
  const declared = names.map((it, i) => it + (bounds[i] ? ` extends ours.${bounds[i]} & theirs.${bounds[i]}` : ''));
  const [our, their] = [`ours.${name}${list(names)}`, `theirs.${name}${list(names)}`];
  return [
    `export type ${name}_TheirsAsOurs${list(declared)} = Usable<${our}, ${their}>;`,
    `export type ${name}_OursAsTheirs${list(declared)} = Usable<${their}, ${our}>;`,
  ];
}

/** @param {Declaration} declaration */
function bothWaysAsValue({ name }) {
  return [
    `export type ${name}_TheirValueAsOurs = Usable<typeof ours.${name}, typeof theirs.${name}>;`,
    `export type ${name}_OurValueAsTheirs = Usable<typeof theirs.${name}, typeof ours.${name}>;`,
  ];
}

/**
 * @param {string} name
 * @param {Set<string>} differences
 */
function named(name, differences) {
  const [our, their] = [`ours.${name}`, `theirs.${name}$theirs`];
  const members = memberDifferences(name, differences).map((it) => `'${it.replace(/\(.*/, '')}'`);
  return [
    ...(differences.has(name) ? [`export type ${name}_Differs = Named<Differ<${our}, ${their}>>;`] : []),
    ...members.map(
      (it, i) => `export type ${name}_Differs${i} = Named<Differ<Only<${our}, ${it}>, Only<${their}, ${it}>>>;`,
    ),
  ];
}

/** @param {string[]} items */
function list(items) {
  return items.length > 0 ? `<${items.join(', ')}>` : '';
}

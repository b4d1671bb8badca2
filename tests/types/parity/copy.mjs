// A copy of their declarations that ours can be held against, made anew for each run and never kept.
//
// Private members make a class differ from every other, so they go. What ours does not have yet goes too: the rest shall be
// the same. And a difference that has a name is taken from ours, so that it does not make everything differ that leads to it;
// what they have instead is kept beside it, under a name that ends in `$theirs`.
import { isPrivate, key } from './declarations.mjs';
import { apply } from './edits.mjs';

/**
 * @typedef {import('./declarations.mjs').Declarations} Declarations
 * @typedef {import('./declarations.mjs').Declaration} Declaration
 * @typedef {import('./edits.mjs').Edit} Edit
 */

/**
 * @param {Declarations} ours
 * @param {Declarations} theirs
 * @param {Set<string>} differences
 */
export function copy(ours, theirs, differences) {
  const edits = [...theirs.exported.values()].flatMap((declaration) => {
    const { name } = declaration;
    if (differences.has(name)) return [taken(declaration)];
    // What ours says in another form, by another name or a union, is compared as it is.
    if (!ours.exported.get(name)?.members) return [];
    const own = memberDifferences(name, differences);
    return [
      ...pruned(ours, declaration, own),
      ...pruneBases(ours, theirs, declaration),
      ...added(ours, theirs, declaration, own),
    ];
  });
  return apply(theirs.text, edits);
}

/**
 * The members of a declaration that differ, by their keys.
 *
 * @param {string} name
 * @param {Set<string>} differences
 */
export function memberDifferences(name, differences) {
  return [...differences].filter((it) => it.startsWith(`${name}.`)).map((it) => it.slice(name.length + 1));
}

/**
 * A declaration taken from ours as a whole.
 *
 * @param {Declaration} declaration
 * @returns {Edit}
 */
function taken({ name, node }) {
  const text = `${node.getText().replace(name, `${name}$$theirs`)}\nexport type ${name} = import('ours').${name};`;
  return { start: node.getStart(), end: node.getEnd(), text };
}

/**
 * Takes out what is private, absent from ours, or named as different.
 *
 * @param {Declarations} ours
 * @param {Declaration} declaration
 * @param {string[]} different
 * @returns {Edit[]}
 */
function pruned(ours, { name, members }, different) {
  const kept = ours.keys(name);
  const goes = (/** @type {string} */ it) => different.includes(it) || !kept.has(it);
  const gone = [...(members ?? [])].filter((member) => isPrivate(member) || goes(key(member)));
  return gone.map((member) => ({ start: member.getFullStart(), end: member.getEnd(), text: '' }));
}

/**
 * The same for what is inherited and absent from ours.
 *
 * @param {Declarations} ours
 * @param {Declarations} theirs
 * @param {Declaration} declaration
 * @returns {Edit[]}
 */
function pruneBases(ours, theirs, { name, bases }) {
  const kept = ours.keys(name);
  return bases.flatMap((base) => {
    const side = ours.exported.has(base.getText()) ? ours : theirs;
    const gone = [...side.keys(base.getText())].filter((member) => !kept.has(member));
    const text = `Omit<${base.getText()}, ${gone.map((member) => `'${member}'`).join(' | ')}>`;
    return gone.length > 0 ? [{ start: base.getStart(), end: base.getEnd(), text }] : [];
  });
}

/**
 * Puts ours in for members that differ.
 *
 * @param {Declarations} ours
 * @param {Declarations} theirs
 * @param {Declaration} declaration
 * @param {string[]} different
 * @returns {Edit[]}
 */
function added(ours, theirs, { name, node, members }, different) {
  if (!members || different.length === 0) return [];
  const source = (/** @type {Declarations} */ side) => different.map((it) => side.source(name, it)).join('\n');
  const kept = `\nexport interface ${name}$theirs {\n${source(theirs)}\n}`;
  return [
    { start: members.end, end: members.end, text: `\n${source(ours)}` },
    { start: node.getEnd(), end: node.getEnd(), text: kept },
  ];
}

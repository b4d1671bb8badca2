// Compilers compare the parameters of a method leniently: one that takes less passes for one that takes more. Those of a
// property that is a function they compare strictly, so here methods become such properties, all overloads in one.
import ts from 'typescript-5';

import { apply } from './edits.mjs';

/** @typedef {import('./edits.mjs').Edit} Edit */

/** @param {string} text of a file of declarations */
export function strict(text) {
  const file = ts.createSourceFile('declarations.d.ts', text, ts.ScriptTarget.Latest, true);
  const bodies = file.statements.filter((it) => ts.isInterfaceDeclaration(it) || ts.isClassDeclaration(it));
  return apply(
    text,
    bodies.flatMap(({ members }) => overloads(members).flatMap(asProperty)),
  );
}

/**
 * The methods among some members: for each name its overloads.
 *
 * @param {ts.NodeArray<ts.Node>} members
 */
function overloads(members) {
  /** @type {Map<string, (ts.MethodSignature | ts.MethodDeclaration)[]>} */
  const found = new Map();
  for (const member of members) {
    if (!ts.isMethodSignature(member) && !ts.isMethodDeclaration(member)) continue;
    const name = member.name.getText();
    found.set(name, [...(found.get(name) ?? []), member]);
  }
  return [...found.values()];
}

/**
 * @param {(ts.MethodSignature | ts.MethodDeclaration)[]} overloads
 * @returns {Edit[]}
 */
function asProperty([first, ...others]) {
  const signature = (/** @type {typeof first} */ { name, parent, end }) =>
    parent.getSourceFile().text.slice(name.end, end);
  const signatures = [first, ...others].map(signature).join('\n');
  const text = `${first.name.getText()}: {\n${signatures}\n};`;
  const gone = others.map((member) => ({ start: member.getFullStart(), end: member.end, text: '' }));
  return [{ start: first.getStart(), end: first.end, text }, ...gone];
}

// What a file of declarations declares, and where.
import { readFileSync } from 'node:fs';

import ts from 'typescript-5';

/**
 * @typedef {object} Declaration
 * @property {ts.Node} node
 * @property {string} name
 * @property {readonly ts.TypeParameterDeclaration[]} parameters
 * @property {boolean} isType
 * @property {boolean} isValue
 * @property {readonly ts.ExpressionWithTypeArguments[]} bases
 * @property {ts.NodeArray<ts.Node> | undefined} members of an interface, a class or an object; not of what is closed, like enums
 */

export class Declarations {
  /** @param {string} path */
  constructor(path) {
    this.text = readFileSync(path, 'utf8');
    this.file = ts.createSourceFile(path, this.text, ts.ScriptTarget.Latest, true);
    /** @type {Map<string, Declaration>} */
    this.exported = new Map();
    for (const statement of this.file.statements) {
      const found = declaration(statement);
      if (found) this.exported.set(found.name, found);
    }
  }

  /**
   * The keys of all members that a declaration has, also by inheritance.
   *
   * @param {string} name
   * @returns {Set<string>}
   */
  keys(name) {
    const found = this.exported.get(name);
    const inherited = (found?.bases ?? []).flatMap(({ expression }) => [...this.keys(expression.getText())]);
    return new Set([...(found?.members ?? []).map(key), ...inherited]);
  }

  /**
   * The source of the members of this key.
   *
   * @param {string} name
   * @param {string} wanted
   */
  source(name, wanted) {
    const members = this.exported.get(name)?.members?.filter((member) => key(member) === wanted) ?? [];
    return members.map((member) => member.getText(this.file)).join('\n');
  }
}

/**
 * A member's name; for one of many overloads that take the name of an event, with that: `on('stateChanged')`.
 *
 * @param {ts.Node} member
 */
export function key(member) {
  if (ts.isConstructorDeclaration(member)) return 'constructor';
  const { name, parameters } = /** @type {ts.MethodSignature} */ (member);
  const event = parameters?.[0]?.type;
  const isEvent = event && ts.isLiteralTypeNode(event) && ts.isStringLiteral(event.literal);
  return name.getText() + (isEvent ? `('${event.literal.text}')` : '');
}

/** @param {ts.Node} member */
export function isPrivate(member) {
  const modifiers = ts.canHaveModifiers(member) ? ts.getModifiers(member) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) ?? false;
}

/**
 * @param {ts.Statement} node
 * @returns {Declaration | undefined}
 */
function declaration(node) {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return undefined;
  if (ts.isVariableStatement(node)) return variable(node);
  if (ts.isTypeAliasDeclaration(node)) return { ...named(node), isType: true, members: literal(node.type) };
  if (ts.isEnumDeclaration(node)) return { ...named(node), isType: true, isValue: true };
  if (ts.isInterfaceDeclaration(node)) return { ...named(node), isType: true, ...body(node) };
  if (ts.isClassDeclaration(node)) return { ...named(node), isType: true, isValue: true, ...body(node) };
  throw new Error(`a kind of declaration that the parity check does not know: ${node.getText().slice(0, 80)}`);
}

/** @param {ts.VariableStatement} node */
function variable(node) {
  const [{ name, type }] = node.declarationList.declarations;
  const members = literal(type);
  return { node, name: name.getText(), parameters: [], isType: false, isValue: true, bases: [], members };
}

/** @param {ts.TypeAliasDeclaration | ts.EnumDeclaration | ts.InterfaceDeclaration | ts.ClassDeclaration} node */
function named(node) {
  const parameters = ('typeParameters' in node && node.typeParameters) || [];
  return {
    node,
    name: node.name?.text ?? '',
    parameters,
    isType: false,
    isValue: false,
    bases: [],
    members: undefined,
  };
}

/** @param {ts.InterfaceDeclaration | ts.ClassDeclaration} node */
function body({ heritageClauses, members }) {
  return { bases: heritageClauses?.flatMap(({ types }) => types) ?? [], members };
}

/** @param {ts.TypeNode | undefined} type */
function literal(type) {
  return type && ts.isTypeLiteralNode(type) ? type.members : undefined;
}

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the app imports, what the package imports, and what that imports. */
const MODULES = ['@azure/communication-calling', '@azure/logger', '@typespec/ts-http-runtime/internal/logger'];

/**
 * Writes a page that finds packages by an import map. To a Content-Security-Policy that is an inline script, so it has to be
 * named there by its hash.
 *
 * @param {string} folder
 */
export function importMapPage(folder) {
  const imports = Object.fromEntries(MODULES.map((name) => [name, browserFile(folder, name)]));
  const map = JSON.stringify({ imports });
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const page = 'import-map.html';
  writeFileSync(path.join(folder, page), html.replace('<script', `<script type="importmap">${map}</script>$&`));
  return { page, scriptSources: `'sha256-${createHash('sha256').update(map).digest('base64')}'` };
}

/**
 * The file that a package has for browsers, by its manifest.
 *
 * @param {string} folder
 * @param {string} module
 */
function browserFile(folder, module) {
  const [scope, name, ...rest] = module.split('/');
  const place = `node_modules/${scope}/${name}`;
  const { exports } = JSON.parse(readFileSync(path.join(folder, place, 'package.json'), 'utf8'));
  const { browser, import: fallback } = exports[['.', ...rest].join('/')];
  return `/${path.posix.join(place, (browser ?? fallback).default)}`;
}

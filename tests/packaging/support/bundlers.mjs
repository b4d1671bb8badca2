// Every way in which apps come to a browser, each with its minifier on.
import { cpSync } from 'node:fs';
import path from 'node:path';

import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';

import { importMapPage } from './import-map.mjs';
import { files } from './site.mjs';

/**
 * @typedef {object} Served
 * @property {import('./site.mjs').Handler} handler
 * @property {string} [scriptSources] what a strict policy has to name beside `'self'`
 * @property {() => Promise<void>} [close]
 *
 * @typedef {(folder: string, server: import('node:http').Server) => Promise<Served>} Way from the app's folder to what
 *   the server answers
 */

/** The page's only script, as written and as built. */
const SCRIPT = 'page.mjs';

/** @type {Record<string, Way>} */
export const ways = {
  esbuild: bundled(SCRIPT, withEsbuild),
  'esbuild, by require': bundled('page-cjs.cjs', withEsbuild),
  'Rollup and terser': bundled(SCRIPT, withRollup),
  'webpack 5': bundled(SCRIPT, withWebpack),
  'webpack 5, by require': bundled('page-cjs.cjs', withWebpack),
  'Vite, built': bundled(SCRIPT, withVite),
  'the dev server of Vite': viteDevServer,
  'no bundler but an import map': withImportMap,
};

/**
 * @param {string} entry
 * @param {(entry: string, out: string) => Promise<void>} build leaves the page's script in `out`
 * @returns {Way}
 */
function bundled(entry, build) {
  return async (folder) => {
    const out = path.join(folder, 'out', `${build.name}-${entry}`);
    cpSync(path.join(folder, 'index.html'), path.join(out, 'index.html'));
    await build(path.join(folder, entry), out);
    return { handler: files(out) };
  };
}

/**
 * @param {string} entry
 * @param {string} out
 */
async function withEsbuild(entry, out) {
  const outfile = path.join(out, SCRIPT);
  const target = { format: /** @type {const} */ ('esm'), platform: /** @type {const} */ ('browser') };
  await esbuild.build({ entryPoints: [entry], outfile, bundle: true, minify: true, ...target, logLevel: 'error' });
}

/**
 * @param {string} input
 * @param {string} dir
 */
async function withRollup(input, dir) {
  const plugins = [nodeResolve({ browser: true }), terser({ module: true })];
  const build = await rollup({ input, plugins, onwarn: complain });
  await build.write({ dir, entryFileNames: SCRIPT });
  await build.close();
}

/** @param {{ message: string }} warning */
function complain({ message }) {
  throw new Error(message);
}

/**
 * @param {string} entry
 * @param {string} out
 * @returns {Promise<void>}
 */
function withWebpack(entry, out) {
  const compiler = webpack({
    mode: 'production',
    context: path.dirname(entry),
    entry,
    output: { path: out, filename: SCRIPT },
    // It thinks that 244 kB before compression are too much for anybody.
    performance: { hints: false },
  });
  return new Promise((resolve, reject) => {
    compiler?.run((error, stats) => {
      if (error || !stats || stats.hasErrors() || stats.hasWarnings()) reject(error ?? new Error(stats?.toString()));
      else resolve();
    });
  });
}

/**
 * @param {string} entry
 * @param {string} outDir
 */
async function withVite(entry, outDir) {
  await vite.build({ ...viteOptions(path.dirname(entry)), build: { outDir } });
}

/** @type {Way} */
async function viteDevServer(folder, server) {
  const dev = await vite.createServer({ ...viteOptions(folder), server: { middlewareMode: true, hmr: { server } } });
  return { handler: dev.middlewares, close: () => dev.close() };
}

/**
 * @param {string} root
 * @returns {import('vite').InlineConfig}
 */
function viteOptions(root) {
  return { root, configFile: false, logLevel: 'warn', cacheDir: path.join(root, '.vite') };
}

/** @type {Way} */
async function withImportMap(folder) {
  const { page, scriptSources } = importMapPage(folder);
  return { handler: files(folder, page), scriptSources };
}

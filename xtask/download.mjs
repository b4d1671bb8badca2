// What a browser gets of the package, in parts, and how small it travels.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { buildSync } from 'esbuild';

const CLASSES = '{ CallClient, Features, LocalVideoStream, VideoStreamRenderer }';

/**
 * The parts of what an app downloads to place a call, and all of it as the last one.
 *
 * @param {string} parts the folder of what was made on the way to the package
 * @param {string} folder that of the package
 * @returns {Array<[name: string, content: string | Uint8Array]>}
 */
export function download(parts, folder) {
  const small = readFileSync(`${parts}/offhook.small.wasm`);
  const bundled = (/** @type {string} */ contents) => bundle({ contents, resolveDir: parts });
  return [
    ['wasm after wasm-opt', small],
    ['  as base64 (for comparison)', small.toString('base64')],
    ['  as inlined', readFileSync(`${parts}/module.mjs`)],
    ['glue, as wasm-bindgen makes it', bundled(`export * from './offhook.js';`)],
    ['entry point without wasm and glue', bundled(`export * from './constants.mjs'; export * from './decode.mjs';`)],
    ['@azure/logger', bundled(`export * from '@azure/logger';`)],
    [
      'AzureCommunicationTokenCredential (the app brings it)',
      bundled(`export { AzureCommunicationTokenCredential } from '@azure/communication-common';`),
    ],
    ['an app that places a call', bundled(`import ${CLASSES} from '${folder}'; globalThis.app = ${CLASSES};`)],
  ];
}

/**
 * What a browser gets of a module that says this.
 *
 * @param {import('esbuild').StdinOptions} stdin
 */
export function bundle(stdin) {
  const { outputFiles } = buildSync({
    stdin,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    logLevel: 'error',
  });
  return outputFiles[0].contents;
}

/** What brotli (quality 11) makes of it. @param {string | Uint8Array} content */
export function brotli(content) {
  const bytes = Buffer.from(content);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params });
}

// Measures what an app downloads: `node xtask/size.mjs PARTS PACKAGE` prints a line for each part, its name, its size
// and its size as brotli (quality 11) makes it, with tabs between. The line that the budget is for comes last.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { buildSync } from 'esbuild';

const [parts, folder] = process.argv.slice(2);
const small = readFileSync(`${parts}/offhook.small.wasm`);
const classes = '{ CallClient, Features, LocalVideoStream, VideoStreamRenderer }';

print('wasm after wasm-opt', small);
print('  as base64 (for comparison)', small.toString('base64'));
print('  as inlined', readFileSync(`${parts}/module.mjs`));
print('glue, as wasm-bindgen makes it', bundle(`export * from './offhook.js';`));
print('entry point without wasm and glue', bundle(`export * from './constants.mjs'; export * from './decode.mjs';`));
print('@azure/logger', bundle(`export * from '@azure/logger';`));
print(
  'AzureCommunicationTokenCredential (the app brings it)',
  bundle(`export { AzureCommunicationTokenCredential } from '@azure/communication-common';`),
);
print('an app that places a call', bundle(`import ${classes} from '${folder}'; globalThis.app = ${classes};`));

/**
 * What a browser gets of a module that says this.
 *
 * @param {string} contents
 */
function bundle(contents) {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: parts },
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

/**
 * @param {string} name
 * @param {string | Uint8Array} content
 */
function print(name, content) {
  const bytes = Buffer.from(content);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  console.log([name, bytes.length, brotliCompressSync(bytes, { params }).length].join('\t'));
}

// Stands at the end of the glue, in its module, since only code there can set the glue's `wasm`.
//
// Until something in the wasm is first needed, `wasm` is a stand-in whose first use starts the module, synchronously. So
// importing the package does nothing (a server may render the page), and constructors work without an `await`.
import { createClientLogger } from '@azure/logger';
import { decode } from './decode.mjs';
import text from './module.mjs';

const standIn = new Proxy({}, { get: (_, name) => startModule()[name] });
wasm = standIn;

function startModule() {
  wasm = undefined;
  try {
    initSync({ module: decode(text) });
  } catch (cause) {
    wasm = standIn;
    throw cannotStart(cause);
  }
  setLogger(createClientLogger('communication-calling'));
  return wasm;
}

function cannotStart(cause) {
  const message =
    'WebAssembly could not be started. Where the page has a Content-Security-Policy, its script-src needs ' +
    `'wasm-unsafe-eval'. (${cause})`;
  return Object.assign(new Error(message, { cause }), {
    name: 'CommunicationServicesError',
    code: 500,
    subCode: 0,
    resultCategories: ['UnexpectedClientError'],
  });
}

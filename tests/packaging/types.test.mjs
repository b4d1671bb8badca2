import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { App, ROOT } from './support/app.mjs';

// Dependencies of `@azure/communication-common` need them.
const NODE_TYPES = ['--types', 'node', '--typeRoots', `${ROOT}/node_modules/@types`];

describe('the types of the packed package', () => {
  /** @type {App} */
  let app;
  before(() => {
    app = new App();
  });
  after(() => app.remove());

  for (const [name, ...options] of [
    ['a bundler', '--module', 'esnext', '--moduleResolution', 'bundler', 'types.ts'],
    ['Node, ES modules', '--module', 'node16', 'types.ts'],
    ['Node, CommonJS', '--module', 'node16', 'types-cjs.cts'],
  ]) {
    test(`are found by ${name}`, () => {
      assert.equal(app.tsc('--target', 'es2022', '--lib', 'es2022,dom', ...NODE_TYPES, ...options), '');
    });
  }
});

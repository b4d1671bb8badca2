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

  for (const [compiler, module, resolution, ...files] of [
    ['typescript', 'esnext', 'bundler', 'types.ts'],
    ['typescript', 'nodenext', 'nodenext', 'types.ts', 'types-cjs.cts'],
    ['typescript-5', 'node16', 'node16', 'types.ts', 'types-cjs.cts'],
    // What the newest compiler no longer knows, and older apps are full of.
    ['typescript-5', 'commonjs', 'node10', 'types.ts', 'types-cjs.cts'],
  ]) {
    test(`are found as moduleResolution ${resolution} of ${compiler} finds them`, () => {
      const options = ['--target', 'es2022', '--lib', 'es2022,dom', '--skipDefaultLibCheck', ...NODE_TYPES];
      assert.equal(app.tsc(compiler, ...options, '--module', module, '--moduleResolution', resolution, ...files), '');
    });
  }
});

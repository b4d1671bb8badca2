import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import { App } from './support/app.mjs';

const NAMES = ['CallAgentKind', 'CallClient', 'CallKind', 'DiagnosticQuality', 'Features', 'IncomingCallKind'];
const CLASSES = ['CallClient', 'LocalAudioStream', 'LocalVideoStream', 'VideoStreamRenderer'];

describe('the packed package in Node, without a window', () => {
  /** @type {App} */
  let app;
  before(() => {
    app = new App();
  });
  after(() => app.remove());

  for (const script of ['esm.mjs', 'cjs.cjs']) {
    test(`shows the API and nothing else to ${script}`, () => {
      const facts = app.node(script);
      assert.deepEqual(facts.names.sort(), [...NAMES, ...CLASSES.slice(1)].sort());
      // Own names survive minifiers, and what wasm-bindgen adds for itself does not show.
      const shown = CLASSES.map((name) => [name, []]);
      assert.deepEqual(facts.classes, shown);
      assert.deepEqual(facts.own, []);
      assert.deepEqual(facts.features, [
        ['Capabilities', ['feature', 'callApiCtor']],
        ['DebugInfo', ['feature', 'callClientApiCtor']],
        ['DominantSpeakers', ['feature', 'callApiCtor']],
        ['MediaStats', ['feature', 'callApiCtor']],
        ['OptimalVideoCount', ['feature', 'callApiCtor']],
        ['UserFacingDiagnostics', ['feature', 'callApiCtor']],
        ['VideoEffects', ['feature', 'videoStreamApiCtor']],
      ]);
      assert.equal(facts.frozen, true);
      assert.deepEqual(facts.enums, [
        { Call: 'Call', TeamsCall: 'TeamsCall' },
        { IncomingCall: 'IncomingCall', TeamsIncomingCall: 'TeamsIncomingCall' },
        { CallAgent: 'CallAgent', TeamsCallAgent: 'TeamsCallAgent' },
        { 1: 'Good', 2: 'Poor', 3: 'Bad', Good: 1, Poor: 2, Bad: 3 },
      ]);
    });

    test(`does nothing when ${script} loads it, and starts once, when it is first needed`, () => {
      assert.deepEqual(app.node(script).compiled, [0, 1, 1]);
    });
  }

  test('says what to do when WebAssembly is refused, and starts when it no longer is', () => {
    const { errors, later } = app.node('failing-start.mjs');
    for (const error of errors) {
      assert.match(error.message, /Content-Security-Policy.*'wasm-unsafe-eval'.*refused/);
      const { name, code, subCode, resultCategories } = error;
      assert.deepEqual([name, typeof code, typeof subCode], ['CommunicationServicesError', 'number', 'number']);
      assert.ok(Array.isArray(resultCategories));
    }
    assert.equal(later, true);
  });

  test('has the files that it should, and shares its dependencies with the app', () => {
    const files = readdirSync(app.package, { recursive: true }).map(String).sort();
    const expected = ['LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'dist', 'dist/index.cjs', 'dist/index.mjs'];
    assert.deepEqual(files, [...expected, 'index.d.cts', 'index.d.ts', 'package.json'].sort());
    const code = readFileSync(path.join(app.package, 'dist/index.mjs'), 'utf8');
    assert.match(code, /from"@azure\/logger"/);
    const { scripts, sideEffects, version } = JSON.parse(readFileSync(path.join(app.package, 'package.json'), 'utf8'));
    assert.deepEqual([scripts, sideEffects, version], [undefined, false, '1.46.0']);
  });
});

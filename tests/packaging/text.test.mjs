import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { ROOT } from './support/app.mjs';

const PARTS = path.join(ROOT, 'target/npm/parts');

test('the module that travels as text arrives byte for byte', async () => {
  const { decode } = await import(path.join(PARTS, 'decode.mjs'));
  const { default: text } = await import(path.join(PARTS, 'module.mjs'));
  assert.ok(readFileSync(path.join(PARTS, 'offhook.small.wasm')).equals(decode(text)));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepNames, keptNames } from '../src/lines';

const kept = new Map<string, string>();
const tab = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
};

test('who is on the lines outlasts a reload', () => {
  Object.assign(globalThis, { sessionStorage: tab });
  assert.deepEqual(keptNames(), []);
  keepNames(['', 'Bob']);
  assert.deepEqual(keptNames(), ['', 'Bob']);
});

test('what somebody else left there does no harm', () => {
  Object.assign(globalThis, { sessionStorage: tab });
  for (const text of ['{', '7', '[1, null]']) {
    kept.set('offhook.lines', text);
    assert.ok(keptNames().every((name) => name === ''));
  }
});

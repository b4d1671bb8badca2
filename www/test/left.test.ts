import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepCalls, leftCalls, leftInWords } from '../src/call/left';

const kept = new Map<string, string>();
const tab = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
};
Object.assign(globalThis, { sessionStorage: tab });

test('which calls were left by a reload is known after it', () => {
  assert.equal(leftCalls(true).size, 0);
  keepCalls(new Map([['Alice', { name: 'Bob and Carol', isGroup: true }]]) as never);
  assert.deepEqual([...leftCalls(true)], [['Alice', { others: 'Bob and Carol', isGroup: true }]]);
  assert.equal(leftCalls(false).size, 0, 'a copied tab has left none');
  keepCalls(new Map());
  assert.equal(leftCalls(true).size, 0);
});

test('how to go on depends on whether the call does', () => {
  assert.match(leftInWords({ others: 'Bob', isGroup: false }), /^You left the call with Bob .* Call again/);
  assert.match(leftInWords({ others: 'Bob and Carol', isGroup: true }), /still in it can add you/);
});

test('what somebody else left there does no harm', () => {
  for (const text of ['{', '7', 'null', '[1, null]', '{"Alice": {"others": 7}}']) {
    kept.set('offhook.calls', text);
    assert.equal(leftCalls(true).size, 0, text);
  }
});

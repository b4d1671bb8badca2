import assert from 'node:assert/strict';
import { test } from 'node:test';
import { personOf } from '../src/people';
import { tintOf, TINTS } from '../src/tints';

test('nobody looks like another one while there are tints left, and everybody stays as they are', () => {
  const ids = Array.from({ length: TINTS }, (_, at) => personOf(`Person ${at}`).id);
  const tints = ids.map(tintOf);
  assert.equal(new Set(tints).size, TINTS);
  assert.ok(tints.every((tint) => tint >= 0 && tint < TINTS));
  assert.deepEqual(ids.map(tintOf), tints);
});

test('after that they have to share', () => {
  const tint = tintOf(personOf('One more').id);
  assert.ok(tint >= 0 && tint < TINTS);
});

test('a place where nobody is takes no tint from anybody', () => {
  assert.equal(tintOf(''), 0);
});

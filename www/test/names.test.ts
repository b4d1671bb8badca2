import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capitalized, counted, inARow } from '../src/names';

test('names stand in a row, and of many the first ones', () => {
  const names = ['bob', 'carol', 'dan', 'eve', 'frank'];
  const rows = [0, 1, 2, 3, 4, 5].map((count) => inARow(names.slice(0, count)));
  const many = ['bob, carol and 2 others', 'bob, carol and 3 others'];
  assert.deepEqual(rows, ['', 'bob', 'bob and carol', 'bob, carol and dan', ...many]);
});

test('one is no plural', () => {
  assert.deepEqual([counted(1, 'call'), counted(2, 'call')], ['1 call', '2 calls']);
  assert.deepEqual([counted(1, 'person', 'people'), counted(7, 'person', 'people')], ['1 person', '7 people']);
});

test('a sentence begins with a capital letter', () => {
  assert.equal(capitalized('did not answer'), 'Did not answer');
  assert.equal(capitalized(''), '');
});

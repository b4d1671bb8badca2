import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseCount, columnsFor, countIn, layoutOf } from '../src/layout';

test('an address asks for lines by a word or a number', () => {
  assert.deepEqual([countIn('one'), countIn('two'), countIn('5')], [1, 2, 5]);
  assert.equal(countIn('99'), 8, 'as many as can be in a call');
  for (const nonsense of [null, '', 'many', '0', '-3']) assert.equal(countIn(nonsense), undefined);
  for (const count of [1, 2, 3, 8]) assert.equal(countIn(layoutOf(count)), count);
});

test('there are as many lines as the address says, as there are names, or as there is room for', () => {
  assert.equal(chooseCount('one', ['alice', 'bob', 'carol'], true), 1);
  assert.equal(chooseCount(null, ['alice', '', 'carol', ''], false), 3);
  assert.deepEqual([chooseCount(null, [], true), chooseCount(null, [''], false)], [2, 1]);
  assert.equal(chooseCount(null, Array.from('abcdefghij'), true), 8);
});

test('more than three lines stand in two rows', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 8].map(columnsFor), [1, 2, 3, 2, 3, 3, 4, 4]);
});

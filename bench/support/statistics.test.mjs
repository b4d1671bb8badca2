import assert from 'node:assert/strict';
import { test } from 'node:test';

import { differences, interval, median, quantile } from './statistics.mjs';

/** From 1 to a number, in no order. @param {number} count */
const shuffled = (count) => [...Array(count).keys()].map((i) => ((i * 7) % count) + 1);

test('quantiles lie between the nearest two', () => {
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(quantile([1, 2, 3, 4, 5], 0.25), 2);
});

test('the interval has the ranks of the binomial distribution', () => {
  assert.deepEqual(interval(shuffled(30)), [10, 21]);
  assert.deepEqual(interval(shuffled(100)), [40, 61]);
});

test('of too few samples the interval is all of them', () => {
  assert.deepEqual(interval(shuffled(5)), [1, 5]);
  assert.deepEqual(interval(shuffled(6)), [1, 6]);
  assert.deepEqual(interval([7]), [7, 7]);
});

test('differences are of one round', () => {
  assert.deepEqual(differences([10, 20, 30], [1, 2, 3]), [9, 18, 27]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { differences, interval, mannWhitney, median, quantile } from './statistics.mjs';

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

test('samples that lie apart are no chance, and the same ones are', () => {
  // U = 0 of 25; z = (12.5 - 0.5) / sqrt(275 / 12).
  assert.ok(Math.abs(mannWhitney([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]) - 0.012186) < 1e-6);
  assert.equal(mannWhitney([1, 2, 3, 4], [1, 2, 3, 4]).toFixed(3), '1.000');
  assert.equal(mannWhitney([7, 7, 7], [7, 7]), 1);
});

test('ties count half', () => {
  // Ranks 1.5, 3.5, 5.5 and 1.5, 3.5, 5.5, 7: U = 4.5 of 12; variance 12 / 12 * (8 - 18 / 42).
  const p = mannWhitney([1, 2, 3], [1, 2, 3, 4]);
  assert.ok(Math.abs(p - 0.7163) < 1e-3, String(p));
});

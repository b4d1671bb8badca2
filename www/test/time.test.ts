import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, timeOfDay } from '../src/time';

test('a clock has minutes and seconds, and hours when there are any', () => {
  assert.equal(clock(0), '0:00');
  assert.equal(clock(65_900), '1:05');
  assert.equal(clock(754_000), '12:34');
  assert.equal(clock(3_605_000), '1:00:05');
});

test('a time of day has milliseconds', () => {
  assert.equal(timeOfDay(new Date(2020, 0, 1, 9, 5, 7, 42)), '09:05:07.042');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelOf } from '../src/devices/level';

const tone = (peak: number): Float32Array => Float32Array.from({ length: 1024 }, (_, at) => peak * (at % 2 ? 1 : -1));

test('silence is 0, full scale is 1', () => {
  assert.equal(levelOf(tone(0)), 0);
  assert.equal(levelOf(tone(1)), 1);
  assert.equal(levelOf(new Float32Array()), 0);
});

test('each 6 decibels are a tenth', () => {
  assert.ok(Math.abs(levelOf(tone(0.5)) - 0.9) < 0.01);
  assert.ok(Math.abs(levelOf(tone(0.25)) - 0.8) < 0.01);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestScaling } from '../src/stage/scaling';

const CAMERA = { width: 640, height: 480 };

test('a picture fills its place as long as most of it stays', () => {
  assert.equal(bestScaling({ width: 560, height: 420 }, CAMERA), 'Crop');
  assert.equal(bestScaling({ width: 560, height: 560 }, CAMERA), 'Crop');
});

test('on a flat or a narrow place the whole picture is shown', () => {
  assert.equal(bestScaling({ width: 710, height: 240 }, CAMERA), 'Fit');
  assert.equal(bestScaling({ width: 200, height: 480 }, CAMERA), 'Fit');
});

test('as long as no size is known, it fills', () => {
  assert.equal(bestScaling({ width: 0, height: 0 }, CAMERA), 'Crop');
  assert.equal(bestScaling({ width: 560, height: 420 }, { width: 0, height: 0 }), 'Crop');
});

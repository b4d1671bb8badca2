import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goneWords } from '../src/call/gone';

// Every way in which somebody can leave a call that goes on for others.
const KNOWN: [number, number][] = [
  [0, 0],
  [0, 4521],
  [0, 5000],
  [403, 40302],
  [404, 40401],
  [410, 3100],
  [413, 41301],
  [480, 10037],
  [487, 0],
  [487, 10004],
  [496, 7],
  [603, 0],
];

test('every known way to go has words of its own', () => {
  const words = KNOWN.map(([code, subCode]) => goneWords({ code, subCode }));
  assert.equal(new Set(words).size, KNOWN.length);
  assert.equal(goneWords({ code: 603, subCode: 0 }), 'declined');
  assert.equal(goneWords({ code: 487, subCode: 10004 }), 'did not answer');
});

test('what is not known is said without a reason', () => {
  assert.equal(goneWords({ code: 777, subCode: 1 }), 'is gone');
  assert.equal(goneWords(undefined), 'left');
});

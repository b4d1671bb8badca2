import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ending } from '../src/call/reasons';
import { inWords, numbers } from '../src/call/reasons';

function ending(code: number, subCode: number, more: Partial<Ending> = {}): Ending {
  const about = { other: 'Bob', nameless: false, group: false, here: undefined, answered: false };
  return { direction: 'Outgoing', reason: { code, subCode }, ...about, ...more };
}

// Every ending that a call can have, at the end where it is seen.
const KNOWN: [number, number][] = [
  [0, 0],
  [0, 4097],
  [0, 4521],
  [0, 5000],
  [401, 10009],
  [403, 40301],
  [403, 40302],
  [403, 40303],
  [404, 40401],
  [410, 3100],
  [410, 3101],
  [413, 41301],
  [429, 0],
  [480, 10037],
  [487, 0],
  [487, 10003],
  [487, 10004],
  [495, 4507],
  [496, 7],
  [603, 0],
];

test('every known ending has words of its own', () => {
  const titles = KNOWN.map(([code, subCode]) => inWords(ending(code, subCode)).title);
  assert.equal(new Set(titles).size, KNOWN.length);
});

test('the words tell who did it', () => {
  assert.equal(inWords(ending(0, 0, { here: 'left' })).title, 'You hung up.');
  assert.equal(inWords(ending(0, 0)).title, 'Bob hung up.');
  assert.equal(inWords(ending(603, 0)).title, 'Bob declined.');
  assert.match(inWords(ending(603, 0, { direction: 'Incoming' })).title, /^You declined/);
  assert.match(inWords(ending(487, 0)).title, /^You cancelled/);
  assert.match(inWords(ending(487, 0, { direction: 'Incoming' })).title, /^Bob gave up/);
});

test('of a group it is told how one left, and nobody is said to have hung up', () => {
  const title = (code: number, subCode: number, more: Partial<Ending> = {}): string =>
    inWords(ending(code, subCode, { group: true, other: 'Bob and Carol', ...more })).title;
  assert.equal(title(0, 0, { here: 'left' }), 'You left the call.');
  assert.equal(title(0, 0, { here: 'for everyone' }), 'You ended the call for everyone.');
  assert.equal(title(0, 0), 'The call ended.');
  assert.match(title(487, 0), /^You left before anybody/);
  assert.match(title(487, 0, { direction: 'Incoming' }), /gave up/);
  assert.match(title(603, 0, { direction: 'Incoming' }), /^You declined/);
});

test('trouble says what to do', () => {
  for (const [code, subCode] of KNOWN) {
    const words = inWords(ending(code, subCode));
    assert.ok(words.tone !== 'trouble' || words.advice, `${code}/${subCode} gives no advice`);
  }
});

test('for an id it is said that nobody has it, and the id is shown whole', () => {
  const other = '269c8f2c-f01f-8381-b360-ad0db3da9736';
  const { title, advice } = inWords(ending(480, 10037, { other, nameless: true }));
  assert.equal(title, 'Nobody with this id is signed in.');
  assert.match(advice ?? '', new RegExp(other));
  assert.match(inWords(ending(480, 10037)).title, /^Bob is not signed in/);
});

test('how many may be in a call is said as the SDK says it', () => {
  const reason = { code: 413, subCode: 41301, message: 'At most 8 people.' };
  assert.match(inWords(ending(0, 0, { reason })).advice ?? '', /^At most 8 people\. Take somebody off/);
  assert.match(inWords(ending(413, 41301)).advice ?? '', /more people than the server allows/);
});

test('an ending without words shows what the SDK says', () => {
  const reason = { code: 500, subCode: 1, message: 'The call ended.' };
  assert.equal(inWords(ending(0, 0, { reason })).title, reason.message);
  assert.equal(numbers({ code: 500 }), '500/0');
});

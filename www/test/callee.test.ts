import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCallee, parseCallees } from '../src/dialer/callee';
import { personOf } from '../src/people';

const ALICE = personOf('Alice').id;

test('a callee is an id, a raw id or a name', () => {
  assert.equal(parseCallee(` ${ALICE.toUpperCase()} `).id, ALICE);
  assert.equal(parseCallee(`8:orgid:${ALICE}`).id, ALICE);
  assert.deepEqual(parseCallee(' alice '), { id: ALICE, name: 'alice' });
});

test('names may have digits, hyphens and letters that are hexadecimal', () => {
  for (const name of ['Bob 2', 'Anne-Marie', 'Dede', 'Agent 007', '1234', 'Ada-Fee']) {
    assert.equal(parseCallee(name).name, name);
  }
});

test('several callees are between commas or semicolons, nobody twice', () => {
  const names = (text: string): string[] => parseCallees(text).map(({ name }) => name);
  assert.deepEqual(names(' alice, Bob 2;carol ,'), ['alice', 'Bob 2', 'carol']);
  assert.deepEqual(names(`alice, ALICE, ${ALICE}`), ['alice']);
  assert.deepEqual(names(' , '), []);
  assert.throws(() => parseCallees('bob, +49 30 1234567'), /phone number/);
});

test('what cannot be called says what it looks like, and what is wanted', () => {
  const said: [string, RegExp][] = [
    ['  ', /Nobody is named.*Type a name/],
    ['+49 30 1234567', /phone number.*name, or an id/],
    ['(030) 123-4567', /phone number/],
    ['8:acs:00000000-0000-0000-0000-000000000000_0', /no Teams user’s id.*8:orgid:/],
    ['4:+14255550123', /no Teams user’s id/],
    ['19:meeting_x@thread.v2', /no Teams user’s id/],
    ['269c8f2c-f01f-8381-b360', /20 hexadecimal digits instead of 32.*GUID/],
    [`${ALICE}0`, /33 hexadecimal digits/],
    [ALICE.replaceAll('-', ''), /its groups are wrong/],
    [`{${ALICE}}`, /its groups are wrong/],
    ['8:orgid:alice', /hexadecimal digits instead of 32/],
  ];
  for (const [text, message] of said) assert.throws(() => parseCallee(text), { name: 'Problem', message }, text);
});

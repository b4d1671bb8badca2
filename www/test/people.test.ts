import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initials, parseCallee, personOf } from '../src/people';

const ALICE = personOf('Alice').id;

test('a name is the same person however it is written', () => {
  assert.equal(personOf('  aLICE ').id, ALICE);
  assert.notEqual(personOf('Alicia').id, ALICE);
  assert.equal(personOf('Ana  María').id, personOf('ana mari\u0301a').id);
});

test('the id never changes: other machines derive it too', () => {
  assert.equal(ALICE, '269c8f2c-f01f-8381-b360-ad0db3da9736');
});

test('the id is a version 8 UUID', () => {
  assert.match(ALICE, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a callee is an id, a raw id or a name', () => {
  assert.equal(parseCallee(ALICE.toUpperCase())?.id, ALICE);
  assert.equal(parseCallee(`8:orgid:${ALICE}`)?.id, ALICE);
  assert.deepEqual(parseCallee(' alice '), { id: ALICE, name: 'alice' });
  assert.equal(parseCallee('   '), undefined);
});

test('initials are one letter or two', () => {
  assert.equal(initials('alice'), 'A');
  assert.equal(initials('Ana de la Cruz'), 'AC');
  assert.equal(initials(''), '?');
});

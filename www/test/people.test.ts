import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idOf, initials, isNameless, nameOf, personOf } from '../src/people';

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

test('an id is read with its prefix and without', () => {
  assert.equal(idOf(ALICE.toUpperCase()), ALICE);
  assert.equal(idOf(`8:orgid:${ALICE}`), ALICE);
  assert.equal(idOf(ALICE.slice(1)), undefined);
});

test('who is known by nothing but an id is shown by the whole of it', () => {
  assert.equal(nameOf(ALICE), ALICE);
  assert.ok(isNameless({ id: ALICE, name: nameOf(ALICE) }));
  assert.ok(!isNameless(personOf('Alice')));
  assert.equal(initials(ALICE), '#');
});

test('initials are one letter or two', () => {
  assert.equal(initials('alice'), 'A');
  assert.equal(initials('Ana de la Cruz'), 'AC');
  assert.equal(initials(''), '?');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusalOf } from '../src/call/adding';
import { Roster } from '../src/call/roster';
import { addEach } from '../src/people/addition';
import { Problem } from '../src/problems';
import { FakeCall } from './support/fake-call';

function aCall() {
  const call = new FakeCall();
  call.add('bob').become('Connected');
  call.add('carol').become('Ringing');
  return new Roster(call.api, [], () => undefined);
}

function refusal(name: string, code: number, subCode: number): string {
  return refusalOf({ code, subCode }, { id: `id of ${name}`, name }, aCall()).title;
}

test('who cannot be added is named, with what they do now', () => {
  assert.equal(refusal('bob', 409, 0), 'bob is in the call already.');
  assert.equal(refusal('carol', 409, 0), 'carol is being called already.');
  assert.equal(refusal('alice', 400, 41100), 'That is you: you are in the call already.');
  assert.equal(refusal('dan', 404, 0), 'That is over already.');
});

test('of several each is added who can be, and the others are told', () => {
  const added: string[] = [];
  const [bob, carol, dan] = ['bob', 'carol', 'dan'].map((name) => ({ id: name, name }));
  const refused = addEach([bob!, carol!, dan!], ({ name }) => {
    if (name !== 'carol') throw new Problem(`${name} is in the call already.`, '');
    added.push(name);
  });
  assert.deepEqual(added, ['carol']);
  assert.deepEqual(refused?.people, [bob, dan]);
  assert.equal(refused?.problem.title, 'bob is in the call already.');
  assert.equal(
    addEach([carol!], () => undefined),
    undefined,
  );
});

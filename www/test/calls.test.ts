import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Precedence } from '../src/call/calls';
import { Calls } from '../src/call/calls';
import type { Person } from '../src/people';
import { FakeAgent, FakeCall } from './support/fake-call';

const BOB: Person = { id: 'bob', name: 'bob' };
const CAROL: Person = { id: 'carol', name: 'carol' };

function someCalls() {
  const agent = new FakeAgent();
  const ended: string[] = [];
  const events = { changed: () => undefined, tell: () => undefined, begun: () => undefined };
  const calls = new Calls(agent.api, { ...events, ended: ({ name }) => void ended.push(name) });
  return { agent, calls, ended };
}

/** Somebody is in a call, and one more comes in. */
function twoCalls(state: 'Connected' | 'Ringing' = 'Connected') {
  const { agent, calls, ended } = someCalls();
  const [first, second] = [agent.next, new FakeCall()];
  calls.start([BOB], []);
  first.become(state);
  second.direction = 'Incoming';
  const accept = async (): Promise<void> => {
    agent.begin(second);
    second.become('Connected');
  };
  const answer = (precedence: Precedence): Promise<void> => calls.answer({ accept } as never, [], precedence);
  return { agent, calls, ended, first, second, answer };
}

test('one person is called alone, several in a group', () => {
  const { agent, calls } = someCalls();
  calls.start([BOB], []);
  agent.next = new FakeCall();
  calls.start([BOB, CAROL], []);
  assert.deepEqual(agent.started, [
    { microsoftTeamsUserId: 'bob' },
    [{ microsoftTeamsUserId: 'bob' }, { microsoftTeamsUserId: 'carol' }],
  ]);
  assert.equal(calls.line?.isGroup, true);
  assert.equal(calls.line?.name, 'bob and carol', 'also before the SDK names them');
});

test('a call is one line, also where both `startCall` and the agent tell of it', () => {
  const { agent, calls } = someCalls();
  calls.start([BOB], []);
  agent.begin(agent.next);
  assert.equal(calls.all.length, 1);
});

test('who answers another call can hold the first one, which waits then', async () => {
  const { calls, first, second, answer } = twoCalls();
  await answer('hold');
  assert.deepEqual(first.asked, ['hold']);
  assert.equal(calls.line?.call, second);
  assert.deepEqual(
    calls.held.map(({ call }) => call),
    [first],
  );
});

test('or end it', async () => {
  const { first, answer } = twoCalls();
  await answer('end');
  assert.deepEqual(first.asked, ['leave']);
});

test('a call that was never answered cannot be held', async () => {
  const { first, answer } = twoCalls('Ringing');
  await answer('hold');
  assert.deepEqual(first.asked, []);
});

test('the first call goes on if the other one gave up meanwhile', async () => {
  const { calls, first } = twoCalls();
  const accept = async (): Promise<void> => {
    throw new Error('It no longer rings.');
  };
  await assert.rejects(calls.answer({ accept } as never, [], 'hold'), /no longer rings/);
  assert.deepEqual(first.asked, ['hold', 'resume']);
  assert.equal(calls.line?.call, first);
});

test('who goes over to a call on hold holds the other one', async () => {
  const { calls, first, second, answer } = twoCalls();
  await answer('hold');
  await calls.switchTo(calls.held[0]!);
  assert.deepEqual([first.state, second.state], ['Connected', 'LocalHold']);
  assert.equal(calls.line?.call, first);
  assert.deepEqual(
    calls.held.map(({ call }) => call),
    [second],
  );
});

test('a call that still rings is neither held nor lost by going over to another one', async () => {
  const { agent, calls, first } = twoCalls();
  await calls.line!.toggleHold();
  calls.park();
  assert.equal(calls.line === undefined, true);
  agent.next = new FakeCall();
  calls.start([CAROL], []);
  agent.next.become('Ringing');
  await assert.rejects(calls.switchTo(calls.held[0]!), { name: 'Problem', message: /still rings/ });
  assert.equal(calls.line?.call, agent.next);
  assert.equal(first.state, 'LocalHold');
});

test('only a call on hold can be parked', () => {
  const { calls } = twoCalls();
  calls.park();
  assert.ok(calls.line);
});

test('when the call on the stage ends, those on hold wait on', async () => {
  const { agent, calls, ended, first, second, answer } = twoCalls();
  await answer('hold');
  agent.end(second);
  assert.equal(calls.line, undefined);
  assert.deepEqual(ended, ['caller']);
  assert.deepEqual(
    calls.held.map(({ call }) => call),
    [first],
  );
});

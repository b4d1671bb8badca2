import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallState } from '@azure/communication-calling';
import { Line } from '../src/call/line';
import { announcement, standingOf } from '../src/panel/standing';
import type { Session } from '../src/session';
import { FakeCall } from './support/fake-call';

interface Case {
  state?: CallState;
  others?: string[];
  /** Whether they have answered. */
  inside?: boolean;
  held?: number;
  ringing?: object[];
}

function sessionIn({ state, others = ['bob'], inside = true, held = 0, ringing = [] }: Case): {
  session: Session;
  call: FakeCall;
} {
  const call = new FakeCall();
  const line = new Line(call.api, [], { changed: () => undefined, tell: () => undefined });
  for (const name of others) call.add(name).become(inside ? 'Connected' : 'Ringing');
  if (others.length !== 1) call.info = { threadId: '19:chat@thread.v2' };
  if (state) call.become(state);
  const calls = { held: Array.from({ length: held }) };
  return { session: { line: state && line, calls, ringing } as never, call };
}

test('the head of a panel says how its person stands', () => {
  const cases: [Case, string, string][] = [
    [{}, 'ready', 'Ready'],
    [{ held: 1 }, 'held', '1 call on hold'],
    [{ held: 2 }, 'held', '2 calls on hold'],
    [{ ringing: [{}] }, 'ringing', 'Ringing'],
    [{ state: 'Ringing' }, 'ringing', 'Ringing'],
    [{ state: 'Connected' }, 'live', 'In a call'],
    [{ state: 'Connected', others: ['bob', 'carol', 'dan'] }, 'live', 'In a call of 4'],
    [{ state: 'Connected', others: ['bob', 'carol'], inside: false }, 'ringing', 'Ringing'],
    [{ state: 'Connected', others: [] }, 'live', 'Alone in the call'],
    [{ state: 'LocalHold' }, 'held', 'On hold'],
    [{ state: 'RemoteHold' }, 'held', 'Held by bob'],
  ];
  for (const [about, lamp, words] of cases) assert.deepEqual(standingOf(sessionIn(about).session), { lamp, words });
});

test('a screen reader hears what changes in a call', () => {
  const { session, call } = sessionIn({ state: 'Connected', others: ['bob', 'carol'], inside: false });
  const [bob, carol] = call.remoteParticipants;
  assert.equal(announcement(session), 'Calling bob and carol.');
  bob!.become('Connected');
  assert.equal(announcement(session), 'bob is in the call.');
  carol!.become('Hold');
  assert.equal(announcement(session), 'carol holds the call.');
  call.become('LocalHold');
  assert.equal(announcement(session), 'The call is on hold.');
  call.become('Connected');
  assert.equal(announcement(session), 'Connected with bob and carol.', 'what was told before is no news');
  call.isScreenSharingOn = true;
  assert.equal(announcement(session), 'You are sharing your screen.');
});

test('a screen reader hears who is added, also where nobody knows their name', () => {
  const id = '269c8f2c-f01f-8381-b360-ad0db3da9736';
  const { session, call } = sessionIn({ state: 'Connected', others: ['Bob', 'Carol'] });
  const dan = call.add('Dan');
  assert.equal(announcement(session), 'Dan is being called.');
  call.remove(dan, { code: 603, subCode: 0 });
  assert.equal(announcement(session), 'Dan declined.');
  const stranger = call.add(undefined, id);
  assert.equal(announcement(session), 'somebody without a name is being called.');
  stranger.displayName = 'Erin';
  assert.equal(announcement(session), 'Erin is being called.', 'as soon as the name is known');
});

test('a screen reader hears no id of who hung up', () => {
  const ending = { direction: 'Outgoing', other: '269c8f2c', nameless: true, reason: { code: 603, subCode: 0 } };
  const session = { ringing: [], past: { ending } } as never;
  assert.equal(announcement(session), 'somebody without a name declined.');
});

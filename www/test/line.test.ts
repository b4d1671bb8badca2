import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Line } from '../src/call/line';
import type { Problem } from '../src/problems';
import { FakeCall } from './support/fake-call';

function aGroup() {
  const call = new FakeCall();
  const told: Problem[] = [];
  const line = new Line(call.api, [], { changed: () => undefined, tell: (problem) => void told.push(problem) });
  call.info = { threadId: '19:chat@thread.v2' };
  const [bob, carol] = [call.add('bob'), call.add('carol')];
  call.become('Connected');
  return { call, line, told, bob, carol };
}

test('who went is shown with the reason for a moment, and then no more', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const { call, line, bob, carol } = aGroup();
  call.remove(bob, { code: 603, subCode: 0 });
  assert.deepEqual(line.roster.shown, [bob, carol], 'in the same place');
  assert.equal(line.roster.news, 'bob declined.');
  assert.equal(line.name, 'carol');
  mock.timers.tick(5000);
  assert.deepEqual(line.roster.shown, [carol]);
  mock.timers.reset();
});

test('who is added again is no longer shown as gone', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const { call, line, bob, carol } = aGroup();
  call.remove(bob, { code: 603, subCode: 0 });
  const again = call.add('bob');
  assert.deepEqual(line.roster.shown, [carol, again]);
  mock.timers.tick(5000);
  assert.deepEqual(line.roster.shown, [carol, again]);
  mock.timers.reset();
});

test('whom everybody has left is alone, and who rings is not in the call yet', () => {
  const { call, line, bob, carol } = aGroup();
  bob.become('Connected');
  assert.equal(line.roster.size, 2);
  call.remove(bob, { code: 0, subCode: 0 });
  call.remove(carol, { code: 603, subCode: 0 });
  assert.equal(line.roster.size, 1);
  assert.deepEqual(line.roster.present, []);
  assert.equal(line.name, 'nobody else');
});

test('a group call is spoken in from when somebody has answered', () => {
  const { line, bob } = aGroup();
  assert.equal(line.connectedAt, undefined);
  bob.become('Connected');
  assert.ok(line.connectedAt);
});

test('a one-to-one call becomes a group call, and stays one', () => {
  const call = new FakeCall();
  const line = new Line(call.api, [{ id: 'bob', name: 'bob' }], { changed: () => undefined, tell: () => undefined });
  call.add('bob');
  assert.equal(line.isGroup, false);
  call.add('carol');
  assert.equal(line.isGroup, true);
  assert.equal(line.others, 'the others');
});

test('that somebody else has muted this end stands until it is unmuted', () => {
  const { call, line } = aGroup();
  call.isMuted = true;
  call.emit('isMutedChanged');
  assert.equal(line.mutedByOthers, false, 'not where one did so oneself');
  call.emit('mutedByOthers');
  assert.equal(line.mutedByOthers, true);
  call.isMuted = false;
  call.emit('isMutedChanged');
  assert.equal(line.mutedByOthers, false);
});

test('who takes over the sharing is told, whether their screen or the end of one’s own comes first', () => {
  for (const screenFirst of [true, false]) {
    const { call, told, bob } = aGroup();
    const share = (): void => {
      bob.videoStreams = [{ mediaStreamType: 'ScreenSharing', isAvailable: true, on: () => undefined }];
      bob.emit('videoStreamsUpdated', { added: bob.videoStreams, removed: [] });
    };
    call.isScreenSharingOn = true;
    call.emit('isScreenSharingOnChanged');
    if (screenFirst) share();
    call.isScreenSharingOn = false;
    call.emit('isScreenSharingOnChanged');
    if (!screenFirst) share();
    bob.emit('isMutedChanged');
    assert.deepEqual(
      told.map(({ title }) => title),
      ['bob shares a screen now.'],
    );
  }
});

test('the end of one’s own sharing is no news by itself', () => {
  const { call, told } = aGroup();
  call.isScreenSharingOn = true;
  call.emit('isScreenSharingOnChanged');
  call.isScreenSharingOn = false;
  call.emit('isScreenSharingOnChanged');
  assert.deepEqual(told, []);
});

test('how it ended is told by who did it', async () => {
  const { call, line } = aGroup();
  await line.hangUp('for everyone');
  assert.deepEqual(call.asked, ['end']);
  assert.equal(line.ending?.here, 'for everyone');
  assert.equal(line.ending?.group, true);
  assert.equal(line.ending?.other, 'bob and carol');
});

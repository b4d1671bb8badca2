import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offerAfter } from '../src/call/again';
import type { Ending } from '../src/call/reasons';

function offer(code: number, subCode: number, more: Partial<Ending> = {}): string | undefined {
  const about = { other: 'Bob', nameless: false, group: false, here: undefined, answered: false };
  return offerAfter({ direction: 'Outgoing', reason: { code, subCode }, ...about, ...more });
}

test('who called or spoke may call again', () => {
  assert.equal(offer(603, 0), 'Call again');
  assert.equal(offer(0, 0, { direction: 'Incoming', answered: true }), 'Call again');
});

test('who never answered did not call, so it is no second time', () => {
  assert.equal(offer(603, 0, { direction: 'Incoming' }), 'Call them');
  assert.equal(offer(487, 10004, { direction: 'Incoming' }), 'Call them');
});

test('nothing is offered that would end the same way', () => {
  assert.equal(offer(0, 5000, { answered: true }), undefined);
  assert.equal(offer(413, 41301), undefined);
  assert.equal(offer(487, 10003, { direction: 'Incoming' }), undefined);
});

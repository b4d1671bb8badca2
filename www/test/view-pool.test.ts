import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Guest } from '../src/stage/view-pool';
import { ViewPool } from '../src/stage/view-pool';

interface Named extends Guest {
  rank: number;
}

function poolOf(most: number) {
  const log: string[] = [];
  const pool = new ViewPool(most);
  const guest = (name: string, rank: number): Named => ({
    rank,
    admit: () => void log.push(`+${name}`),
    dismiss: () => void log.push(`−${name}`),
  });
  return { pool, guest, told: () => log.splice(0) };
}

test('views are given as long as there are any, and to who waits when one is free', () => {
  const { pool, guest, told } = poolOf(2);
  const [a, b, c] = [guest('a', 0), guest('b', 0), guest('c', 0)];
  for (const one of [a, b, c]) pool.enter(one);
  assert.deepEqual(told(), ['+a', '+b']);
  pool.leave(a);
  assert.deepEqual(told(), ['+c']);
  pool.leave(c);
  assert.deepEqual(told(), []);
});

test('who comes first in rank takes the place of the last, which gives its view up before', () => {
  const { pool, guest, told } = poolOf(2);
  for (const one of [guest('a', 0), guest('b', 1)]) pool.enter(one);
  told();
  pool.enter(guest('screen', -1));
  assert.deepEqual(told(), ['−b', '+screen']);
});

test('the lines of a page get as many as each other', () => {
  const { pool, guest, told } = poolOf(4);
  for (const line of ['a', 'b']) for (const rank of [0, 1, 2]) pool.enter(guest(line + rank, rank));
  const shown = new Set<string>();
  for (const word of told()) word.startsWith('+') ? shown.add(word.slice(1)) : shown.delete(word.slice(1));
  assert.deepEqual([...shown].sort(), ['a0', 'a1', 'b0', 'b1']);
});

test('a rank that changes is seen to', () => {
  const { pool, guest, told } = poolOf(1);
  const [a, b] = [guest('a', 0), guest('b', 1)];
  for (const one of [a, b]) pool.enter(one);
  told();
  a.rank = 2;
  pool.arrange();
  assert.deepEqual(told(), ['−a', '+b']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '../src/stage/layout';
import { gridOf, overlap, shareOf } from '../src/stage/layout';
import type { Size } from '../src/stage/scaling';

// Of one line on a screen, of two, of five, on a phone, and with the drawer open.
const SPACES: Size[] = [
  { width: 1016, height: 630 },
  { width: 620, height: 606 },
  { width: 416, height: 208 },
  { width: 346, height: 480 },
  { width: 900, height: 180 },
];
const COUNTS = [1, 2, 3, 4, 5, 6, 7];

function eachCase(check: (count: number, space: Size, name: string) => void): void {
  for (const space of SPACES)
    for (const count of COUNTS) check(count, space, `${count} on ${space.width}×${space.height}`);
}

function isInside({ left, top, width, height }: Box, space: Size): boolean {
  return left >= 0 && top >= 0 && left + width <= space.width && top + height <= space.height;
}

function area(boxes: Size[]): number {
  return boxes.reduce((sum, { width, height }) => sum + width * height, 0);
}

test('one other has the whole stage, and oneself a corner of it', () => {
  const { people, self } = gridOf(1, { width: 620, height: 600 });
  assert.deepEqual(people, [{ left: 0, top: 0, width: 620, height: 600 }]);
  assert.deepEqual([self.left + self.width, self.top + self.height], [608, 588]);
});

test('tiles are on the stage, side by side and of one size', () => {
  eachCase((count, space, name) => {
    const { people, self } = gridOf(count, space);
    assert.equal(people.length, count, name);
    for (const box of [...people, self]) assert.ok(isInside(box, space), name);
    people.forEach((one, at) => assert.ok(!people.slice(at + 1).some((other) => overlap(one, other)), name));
    const [widths, heights] = [people.map(({ width }) => width), people.map(({ height }) => height)];
    for (const sizes of [widths, heights]) assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, name);
  });
});

test('tiles fill the stage well, and faces fit into them', () => {
  eachCase((count, space, name) => {
    const { people } = gridOf(count, space);
    const filled = area(people) / area([space]);
    assert.ok(filled > 0.62, `${name}: ${filled.toFixed(2)}`);
    if (count === 1) return;
    for (const { width, height } of people) assert.ok(width / height > 0.85 && width / height < 2.05, name);
  });
});

test('the last row is in the middle', () => {
  const [first, second, third] = gridOf(3, { width: 620, height: 606 }).people;
  assert.equal(first!.top, second!.top);
  assert.ok(third!.top > first!.top);
  assert.ok(Math.abs(third!.left + third!.width / 2 - 310) <= 1);
});

test('oneself never covers the middle of somebody', () => {
  eachCase((count, space, name) => {
    const { people, self } = gridOf(count, space);
    for (const { left, top, width, height } of people) {
      const middle = { left: left + width / 2 - 1, top: top + height / 2 - 1, width: 2, height: 2 };
      assert.ok(!overlap(self, middle), name);
    }
  });
});

test('a face makes room for oneself where it would be covered', () => {
  eachCase((count, space, name) => {
    const { people, self, covered, aside } = gridOf(count, space);
    const last = people.at(-1)!;
    const free = last.width - aside;
    // Four words below the initials, which are at least as high.
    const [width, height] = [Math.min(112, free), 30 + 20];
    const top = last.top + (last.height - height) / 2;
    assert.ok(!overlap(self, { left: last.left + (free - width) / 2, top, width, height }), name);
    assert.ok(aside === 0 || aside === covered, name);
    assert.equal(covered > 0, overlap(self, last), name);
  });
  assert.equal(gridOf(2, { width: 1016, height: 630 }).aside, 0, 'not where there is room enough');
  assert.ok(gridOf(2, { width: 583, height: 215 }).aside > 0);
});

test('where tiles are small, oneself has one like everybody', () => {
  const { people, self, covered } = gridOf(4, { width: 416, height: 145 });
  assert.equal(covered, 0);
  for (const box of people) assert.ok(!overlap(box, self));
  assert.ok(gridOf(4, { width: 1016, height: 630 }).covered > 0);
});

test('a group that everybody has left shows oneself alone', () => {
  assert.deepEqual(gridOf(0, { width: 620, height: 600 }).people, []);
});

test('a shared screen has most of the stage, and nobody lies over it', () => {
  eachCase((count, space, name) => {
    const { screen, people, self, more } = shareOf(count, space);
    const strip = [...people, self, ...(more ? [more.box] : [])];
    assert.ok(area([screen]) / area([space]) > 0.6, name);
    for (const box of [screen, ...strip]) assert.ok(isInside(box, space), name);
    for (const box of strip) assert.ok(!overlap(box, screen), name);
    strip.forEach((one, at) => assert.ok(!strip.slice(at + 1).some((other) => overlap(one, other)), name));
  });
});

test('who finds no room beside a screen is counted', () => {
  eachCase((count, space, name) => {
    const { people, more } = shareOf(count, space);
    assert.equal(people.length + (more?.count ?? 0), count, name);
    assert.ok(more === undefined || more.count >= 2, `${name}: one more would have had that place`);
  });
  assert.equal(shareOf(7, { width: 1016, height: 630 }).more, undefined);
  assert.ok(shareOf(7, { width: 416, height: 208 }).more);
});

import type { Size } from './scaling';

/** Where something is on the stage, in pixels. */
export interface Box extends Size {
  left: number;
  top: number;
}

/** Where people are. */
export interface Places {
  people: Box[];
  self: Box;
}

/** Where people are whose tiles fill the stage. */
export interface GridLayout extends Places {
  /** How much of the last tile oneself covers at its right edge, in pixels; nothing where they lie side by side. */
  covered: number;
  /** How much of the last tile its face has to leave free there, so that nothing of it is covered. */
  aside: number;
}

/** Where a shared screen is, and beside it people. Those who find no room have no box. */
export interface ShareLayout extends Places {
  screen: Box;
  /** How many have no room, and where that is said. */
  more: { count: number; box: Box } | undefined;
}

const GAP = 6;
const INSET = 12;
const SELF_ASPECT = 4 / 3;
/** The flattest and the narrowest tile that a face looks good in: width by height. */
const [FLATTEST, NARROWEST] = [2, 0.88];
/** A stage that is at least so wide for its height has people beside the screen, otherwise they are below. */
const WIDE = 1.25;
/** Oneself lies over a tile that is at least so wide; otherwise one has a tile like everybody. */
const ROOMY = 160;
/** Room for a note below somebody's initials. */
const NOTE: Size = { width: 128, height: 32 };
/** The least height of a tile beside a screen. */
const LEAST = 44;

/** Tiles for so many people that fill the space well; oneself lies small over the last one, if that is large enough. */
export function gridOf(count: number, space: Size): GridLayout {
  const people = count > 1 ? tiles(count, space) : [{ left: 0, top: 0, ...space }].slice(0, count);
  const [tile] = people;
  if (count > 1 && tile!.width < ROOMY) return gridWithSelf(count, space);
  const self = count > 1 ? selfOver(tile!, space) : selfAlone(space);
  const last = people.at(-1) ?? { left: 0, top: 0, ...space };
  const covered = Math.max(0, last.left + last.width - self.left);
  return { people, self, covered, aside: overlap(self, faceOf(last)) ? covered : 0 };
}

/** Where initials and the note below them are, in the middle of a tile. */
function faceOf({ left, top, width, height }: Box): Box {
  const initials = clamp(Math.min(width, height) * 0.34, 30, 132);
  const face = { width: Math.max(initials, NOTE.width), height: initials + NOTE.height };
  return { left: left + (width - face.width) / 2, top: top + (height - face.height) / 2, ...face };
}

function gridWithSelf(count: number, space: Size): GridLayout {
  const all = tiles(count + 1, space);
  return { people: all.slice(0, -1), self: all.at(-1)!, covered: 0, aside: 0 };
}

/** A screen as large as it gets, and a strip of people, oneself as the last of them. */
export function shareOf(count: number, space: Size): ShareLayout {
  const { screen, boxes } = (space.width / space.height > WIDE ? beside : below)(count + 1, space);
  const [others, self] = [boxes.slice(0, -1), boxes.at(-1)!];
  const hidden = count - others.length;
  if (hidden <= 0) return { screen, people: others, self, more: undefined };
  return { screen, people: others.slice(0, -1), self, more: { count: hidden + 1, box: others.at(-1)! } };
}

/** The grid whose tiles are largest, its last row in the middle. */
function tiles(count: number, space: Size): Box[] {
  const choices = Array.from({ length: count }, (_, at) => tileIn(at + 1, count, space));
  const best = choices.reduce((one, other) => (areaOf(other) > areaOf(one) * 1.001 ? other : one), choices[0]!);
  const { columns, rows, width, height } = best;
  const top = middle(space.height, rows, height);
  return Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const left = middle(space.width, inRow, width) + (at % columns) * (width + GAP);
    return rounded({ left, top: top + row * (height + GAP), width, height });
  });
}

function tileIn(columns: number, count: number, space: Size): Size & { columns: number; rows: number } {
  const rows = Math.ceil(count / columns);
  const cell = { width: share(space.width, columns), height: share(space.height, rows) };
  const width = Math.min(cell.width, cell.height * FLATTEST);
  const height = Math.min(cell.height, cell.width / NARROWEST);
  return { columns, rows, width, height };
}

/** Oneself, in the corner of somebody's picture. */
function selfAlone(space: Size): Box {
  return corner(space, Math.min(selfWidth(space), space.height * 0.53 * SELF_ASPECT), INSET);
}

/** Oneself in the corner of the last tile, never over its middle. */
function selfOver(tile: Size, space: Size): Box {
  const most = Math.min(tile.width * 0.4, (tile.height / 2) * SELF_ASPECT);
  return corner(space, Math.min(selfWidth(space), most), INSET - GAP);
}

function selfWidth({ width }: Size): number {
  return clamp(width * 0.27, 96, 200);
}

function corner(space: Size, width: number, inset: number): Box {
  const height = width / SELF_ASPECT;
  return rounded({ left: space.width - inset - width, top: space.height - inset - height, width, height });
}

/** A screen, and people in a row. */
interface Strip {
  screen: Box;
  boxes: Box[];
}

function beside(wanted: number, { width, height }: Size): Strip {
  const count = Math.min(wanted, fitting(height, LEAST));
  const wide = clamp(width * 0.2, 84, 200);
  const high = Math.min(wide / SELF_ASPECT, share(height, count));
  const left = width - wide;
  const top = middle(height, count, high);
  const boxes = inARow(count, (at) => ({ left, top: top + at * (high + GAP), width: wide, height: high }));
  return { screen: rounded({ left: 0, top: 0, width: left - GAP, height }), boxes };
}

function below(wanted: number, { width, height }: Size): Strip {
  const count = Math.min(wanted, fitting(width, LEAST * SELF_ASPECT));
  const most = share(width, count);
  const high = clamp(Math.min(height * 0.24, most / NARROWEST), LEAST, 130);
  const wide = Math.min(high * SELF_ASPECT, most);
  const top = height - high;
  const left = middle(width, count, wide);
  const boxes = inARow(count, (at) => ({ left: left + at * (wide + GAP), top, width: wide, height: high }));
  return { screen: rounded({ left: 0, top: 0, width, height: top - GAP }), boxes };
}

function inARow(count: number, box: (at: number) => Box): Box[] {
  return Array.from({ length: count }, (_, at) => rounded(box(at)));
}

/** How many there is room for: oneself and one more at least. */
function fitting(room: number, least: number): number {
  return Math.max(2, Math.floor((room + GAP) / (least + GAP)));
}

/** What is left for each of so many. */
function share(room: number, count: number): number {
  return Math.max(0, (room - GAP * (count - 1)) / count);
}

/** Where so many in a row begin, so that they are in the middle. */
function middle(room: number, count: number, each: number): number {
  return (room - count * each - GAP * (count - 1)) / 2;
}

/** Whether two boxes have anything in common. */
export function overlap(one: Box, other: Box): boolean {
  const across = one.left < other.left + other.width && other.left < one.left + one.width;
  return across && one.top < other.top + other.height && other.top < one.top + one.height;
}

function areaOf({ width, height }: Size): number {
  return width * height;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** Whole pixels, so that edges are sharp. */
function rounded({ left, top, width, height }: Box): Box {
  const [x, y] = [Math.round(left), Math.round(top)];
  return { left: x, top: y, width: Math.round(left + width) - x, height: Math.round(top + height) - y };
}

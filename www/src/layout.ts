/** As many as can be in a call. */
export const MOST_LINES = 8;

// What one and two lines are called in the address; more are a number.
const WORDS: Record<string, number> = { one: 1, two: 2 };

/** How many lines an address asks for with `?layout=one`, `two`, or a number; nothing where it asks for none. */
export function countIn(layout: string | null): number | undefined {
  const count = WORDS[layout ?? ''] ?? Number.parseInt(layout ?? '', 10);
  return count >= 1 ? Math.min(count, MOST_LINES) : undefined;
}

/** As many lines as the address asks for; otherwise as there are names, or as there is room for. */
export function chooseCount(layout: string | null, names: readonly string[], isWide: boolean): number {
  const named = names.map((name) => name !== '').lastIndexOf(true) + 1;
  return Math.min(MOST_LINES, countIn(layout) ?? (named > 0 ? named : isWide ? 2 : 1));
}

/** What `?layout=` says for so many lines. */
export function layoutOf(count: number): string {
  return Object.keys(WORDS).find((word) => WORDS[word] === count) ?? String(count);
}

/** In how many columns so many lines look best, where there is room for them. */
export function columnsFor(count: number): number {
  return count <= 3 ? count : Math.ceil(count / 2);
}

import { forTab, load, save } from './storage';

const KEY = 'lines';

/** Who was on the lines of this tab before it was loaded again, in their order; empty where nobody was. */
export function keptNames(): string[] {
  const kept = load<unknown>(KEY, [], forTab);
  return Array.isArray(kept) ? kept.map((name) => (typeof name === 'string' ? name : '')) : [];
}

/** Keeps who is on the lines. */
export function keepNames(names: string[]): void {
  save(KEY, names, forTab);
}

import { forTab, load, save } from '../storage';
import type { Line } from './line';

const KEY = 'calls';

/** A call that ended for somebody because the page was loaded again. */
export interface LeftCall {
  /** The others' names in a row. */
  others: string;
  /** Whether it goes on without them. */
  isGroup: boolean;
}

/** Keeps which calls the people of this tab are in, by their own names. */
export function keepCalls(lines: ReadonlyMap<string, Line>): void {
  const calls = [...lines].map(([name, { name: others, isGroup }]) => [name, { others, isGroup }]);
  save(KEY, Object.fromEntries(calls), forTab);
}

/** The calls that the people of this tab were in before it was loaded again, by their own names. */
export function leftCalls(isReloaded = wasReloaded()): Map<string, LeftCall> {
  // What a new tab was copied from is still in its calls.
  const kept = isReloaded ? load<unknown>(KEY, {}, forTab) : {};
  return new Map(Object.entries(kept ?? {}).filter((entry): entry is [string, LeftCall] => isLeftCall(entry[1])));
}

/** Says that a call was left, and how to go on. */
export function leftInWords({ others, isGroup }: LeftCall): string {
  const onward = isGroup ? 'Somebody who is still in it can add you again.' : 'Call again to go on.';
  return `You left the call with ${others} when this page was loaded again. ${onward}`;
}

function wasReloaded(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return (navigation as PerformanceNavigationTiming | undefined)?.type === 'reload';
}

function isLeftCall(value: unknown): value is LeftCall {
  const { others, isGroup } = (value ?? {}) as Partial<LeftCall>;
  return typeof others === 'string' && typeof isGroup === 'boolean';
}

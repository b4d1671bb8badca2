import type { CallEndReason } from '@azure/communication-calling';
import { numbers } from '../call/reasons';

/** A state, and why it is the last one. */
export function withReason(state: string, reason: CallEndReason | undefined): string {
  return reason ? `${state}, ${numbers(reason)}` : state;
}

/** How a collection changed: `+1`, `−1`, or both. */
export function changes(added: number, removed: number): string {
  return [added && `+${added}`, removed && `−${removed}`].filter(Boolean).join(' ') || 'nothing';
}

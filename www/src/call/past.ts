import type { CallEndReason, TeamsIncomingCall } from '@azure/communication-calling';
import type { Person } from '../people';
import { isNameless } from '../people';
import type { Line } from './line';
import type { Ending } from './reasons';

/** A call that is over. */
export interface Past {
  /** How it ended. */
  ending: Ending;
  /** Whom to call again. */
  people: Person[];
  /** How long one was in it with anybody, in milliseconds. */
  duration: number;
}

/** What is left of a call that has ended. */
export function pastOf({ ending, roster, connectedAt }: Line): Past | undefined {
  const duration = connectedAt === undefined ? 0 : Date.now() - connectedAt;
  return ending && { ending, people: roster.people, duration };
}

/** What is left of a call that rang only. */
export function unanswered(caller: Person, { info }: TeamsIncomingCall, reason: CallEndReason): Past {
  const { name: other } = caller;
  const group = info.threadId !== undefined;
  const about = { other, nameless: isNameless(caller), group, here: undefined, answered: false };
  return { ending: { direction: 'Incoming', reason, ...about }, people: [caller], duration: 0 };
}

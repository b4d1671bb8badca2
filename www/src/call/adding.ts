import type { CommunicationServicesError } from '@azure/communication-calling';
import type { Person } from '../people';
import { Problem, problemOf } from '../problems';
import { personBehind } from './identity';
import type { Roster } from './roster';

/** Why somebody cannot be added to a call, by their name where the SDK's error is about them. */
export function refusalOf(error: unknown, person: Person, roster: Roster): Problem {
  const { code, subCode = 0 } = error as Partial<CommunicationServicesError>;
  const numbers = `${code}/${subCode}`;
  if (numbers === '400/41100') return new Problem('That is you: you are in the call already.', 'Add somebody else.');
  if (numbers !== '409/0') return problemOf(error);
  const isInside = roster.inside.some((participant) => personBehind(participant).id === person.id);
  return isInside
    ? new Problem(`${person.name} is in the call already.`, 'Add somebody else.')
    : new Problem(`${person.name} is being called already.`, 'Wait for the answer.');
}

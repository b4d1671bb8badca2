import type { CallerInfo, RemoteParticipant } from '@azure/communication-calling';
import type { Person } from '../people';
import { nameOf } from '../people';

type Identity = Pick<CallerInfo, 'identifier' | 'displayName'>;

/** The person behind an identifier, by the best name that is known: that of their token, or the one that was typed here. */
export function personBehind({ identifier, displayName }: Identity): Person {
  const id = idIn(identifier);
  return { id, name: displayName ?? (id === '' ? 'Somebody' : nameOf(id)) };
}

/** Who calls. */
export function callerOf({ callerInfo }: { callerInfo: CallerInfo }): Person {
  return personBehind(callerInfo);
}

/** The names of people in a call. */
export function namesOf(participants: readonly RemoteParticipant[]): string[] {
  return participants.map((participant) => personBehind(participant).name);
}

function idIn(identifier: Identity['identifier']): string {
  if (!identifier) return '';
  if ('microsoftTeamsUserId' in identifier) return identifier.microsoftTeamsUserId;
  return 'communicationUserId' in identifier ? identifier.communicationUserId : '';
}

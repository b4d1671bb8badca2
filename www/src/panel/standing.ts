import type { CallState } from '@azure/communication-calling';
import { callerOf, personBehind } from '../call/identity';
import type { Line } from '../call/line';
import type { Ending } from '../call/reasons';
import { inWords } from '../call/reasons';
import { deviceTroubles, networkTroubles } from '../call/troubles';
import { counted, inARow } from '../names';
import { spokenName, STRANGER } from '../people';
import { insecurePage, mutedByAnother, type Problem } from '../problems';
import type { Session } from '../session';

/** How a person stands, for the lamp beside their name. */
export type Lamp = 'off' | 'busy' | 'ready' | 'ringing' | 'live' | 'held' | 'lost';

/** How a person stands, for the head of their panel. */
export interface Standing {
  lamp: Lamp;
  words: string;
}

/** How somebody who is signed in stands. */
export function standingOf(session: Session): Standing {
  const { line, lost, ringing, calls } = session;
  if (lost) return { lamp: 'lost', words: 'Reconnecting…' };
  if (line) return standingIn(line);
  if (ringing.length > 0) return { lamp: 'ringing', words: 'Ringing' };
  const { length } = calls.held;
  return length > 0 ? { lamp: 'held', words: `${counted(length, 'call')} on hold` } : { lamp: 'ready', words: 'Ready' };
}

/** What stands in somebody's way now. */
export function standingProblems(session: Session | undefined): Problem[] {
  if (!session) return [];
  const insecure = isSecureContext ? [] : [insecurePage()];
  const { troubles = new Map<string, Problem>(), mutedByOthers = false } = session.line ?? {};
  const devices = deviceTroubles(troubles, mutedByOthers ? mutedByAnother() : undefined);
  return [...insecure, ...networkTroubles(troubles, session.lost), ...devices];
}

/** What a screen reader says of how somebody stands. */
export function announcement(session: Session | undefined): string {
  const [incoming] = session?.ringing ?? [];
  if (incoming) return `${spokenName(callerOf(incoming))} is calling.`;
  if (session?.line) return spoken(session.line);
  return session?.past ? spokenEnding(session.past.ending) : '';
}

function spokenEnding(ending: Ending): string {
  const other = ending.nameless ? STRANGER : ending.other;
  return inWords({ ...ending, other }).title;
}

function standingIn(line: Line): Standing {
  const { state } = line.call;
  if (state === 'LocalHold') return { lamp: 'held', words: 'On hold' };
  if (state === 'RemoteHold') return { lamp: 'held', words: `Held by ${line.name}` };
  if (state !== 'Connected') return { lamp: 'ringing', words: 'Ringing' };
  const { size } = line.roster;
  if (size > 2) return { lamp: 'live', words: `In a call of ${size}` };
  if (size > 1 || !line.isGroup) return { lamp: 'live', words: 'In a call' };
  const rings = line.call.remoteParticipants.length > 0;
  return rings ? { lamp: 'ringing', words: 'Ringing' } : { lamp: 'live', words: 'Alone in the call' };
}

function spoken(line: Line): string {
  const { call, spokenName: name, share } = line;
  if (call.state !== 'Connected') return SPOKEN[call.state]?.(name) ?? '';
  if (call.isScreenSharingOn) return 'You are sharing your screen.';
  if (share.shown) return `${spokenName(personBehind(share.shown.participant))} shares a screen.`;
  return line.isGroup ? spokenOfGroup(line) : `Connected with ${name}.`;
}

/** A group call is connected before anybody has answered. */
function spokenOfGroup({ spokenName: name, roster: { news, inside } }: Line): string {
  if (news !== '') return news;
  const names = inside.map((participant) => spokenName(personBehind(participant)));
  return names.length > 0 ? `Connected with ${inARow(names)}.` : `Calling ${name}.`;
}

const SPOKEN: Partial<Record<CallState, (name: string) => string>> = {
  Connecting: (name) => `Calling ${name}.`,
  Ringing: (name) => `It rings at ${name}’s.`,
  LocalHold: () => 'The call is on hold.',
  RemoteHold: (name) => `${name} has put the call on hold.`,
};

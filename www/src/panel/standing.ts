import { insecurePage, type Problem } from '../problems';
import { inWords } from '../call/reasons';
import type { Session } from '../session';
import { callerOf } from '../session';
import { deviceTroubles, networkTroubles } from '../call/troubles';

/** What stands in somebody's way now. */
export function standingProblems(session: Session | undefined): Problem[] {
  if (!session) return [];
  const insecure = isSecureContext ? [] : [insecurePage()];
  const troubles = session.line?.troubles ?? new Map<string, Problem>();
  return [...insecure, ...networkTroubles(troubles, session.lost), ...deviceTroubles(troubles)];
}

/** What a screen reader says of how somebody stands. */
export function announcement(session: Session | undefined): string {
  const [incoming] = session?.ringing ?? [];
  if (incoming) return `${callerOf(incoming).name} is calling.`;
  if (session?.line) return SPOKEN[session.line.call.state]?.(session.line.otherName) ?? '';
  return session?.past ? inWords(session.past.ending).title : '';
}

const SPOKEN: Record<string, (other: string) => string> = {
  Connecting: (other) => `Calling ${other}.`,
  Ringing: (other) => `It rings at ${other}’s.`,
  Connected: (other) => `Connected with ${other}.`,
};

import type { CallDirection, CallEndReason } from '@azure/communication-calling';

/** What is known of a call that is over. */
export interface Ending {
  /** Which way it went. */
  direction: CallDirection;
  /** The other person's name, or their id where no name is known; in a group all of them in a row. */
  other: string;
  /** Whether nothing but their id is known. */
  nameless: boolean;
  /** Whether it was a group call. */
  group: boolean;
  /** Why it ended. */
  reason: CallEndReason;
  /** Whether it was ended (hung up, cancelled, declined) on this page, and then for everyone or not. */
  here: 'left' | 'for everyone' | undefined;
  /** Whether it was ever answered. */
  answered: boolean;
}

/** An ending in words. */
export interface Words {
  /** What happened. */
  title: string;
  /** What to do about it, if anything. */
  advice?: string;
  /** Whether it is as it should be. */
  tone: 'calm' | 'missed' | 'trouble';
}

/** Says why a call ended, as a person would. */
export function inWords(ending: Ending): Words {
  const { code, subCode = 0, message } = ending.reason;
  const known = (ending.group ? OF_GROUPS[`${code}/${subCode}`] : undefined) ?? ENDINGS[`${code}/${subCode}`];
  if (known) return known(ending);
  return { title: message ?? 'The call ended.', advice: 'This reason has no words here yet.', tone: 'trouble' };
}

/** The pair of numbers, as the documentation has it. */
export function numbers({ code, subCode = 0 }: CallEndReason): string {
  return `${code}/${subCode}`;
}

type Tell = (ending: Ending) => Words;

const ENDINGS: Record<string, Tell> = {
  '0/0': ({ here, other }) => ({ title: here ? 'You hung up.' : `${other} hung up.`, tone: 'calm' }),
  '0/4097': () => ({ title: 'The call was ended for everyone.', tone: 'calm' }),
  '0/4521': ({ other }) => ({ title: `${other} closed the page.`, tone: 'calm' }),
  '0/5000': () => ({ title: 'You were removed from the call.', tone: 'missed' }),
  '487/0': ({ direction, other }) =>
    direction === 'Outgoing'
      ? { title: `You cancelled the call to ${other}.`, tone: 'calm' }
      : { title: `${other} gave up before you answered.`, tone: 'missed' },
  '603/0': ({ direction, other }) =>
    direction === 'Outgoing'
      ? { title: `${other} declined.`, tone: 'missed' }
      : { title: `You declined ${other}’s call.`, tone: 'calm' },
  '487/10003': () => ({ title: 'You answered on another device.', tone: 'calm' }),
  '487/10004': ({ direction, other }) =>
    direction === 'Outgoing'
      ? { title: `${other} did not answer.`, tone: 'missed' }
      : { title: `You missed a call from ${other}.`, tone: 'missed' },
  '480/10037': ({ other, nameless }) => (nameless ? strangerAway(other) : friendAway(other)),
  '496/7': () => ({
    title: 'The connection was lost for too long.',
    advice: 'Check the connection of both sides, then call again.',
    tone: 'trouble',
  }),
  '410/3100': () => ({
    title: 'Sound and picture found no way through.',
    advice: 'A firewall may be in between. Try another network, or give the server a TURN relay.',
    tone: 'trouble',
  }),
  '410/3101': () => ({
    title: 'Sound and picture broke off and did not come back.',
    advice: 'Call again. If it happens often, give the server a TURN relay.',
    tone: 'trouble',
  }),
  '401/10009': () => ({ title: 'Your sign-in is no longer valid.', advice: 'Sign out and in again.', tone: 'trouble' }),
  '495/4507': () => ({ title: 'Your sign-in ran out.', advice: 'Sign out and in again.', tone: 'trouble' }),
  '403/40301': () => ({
    title: 'You are not in the chat of this call.',
    advice: 'Somebody who is in it can add you to the chat.',
    tone: 'trouble',
  }),
  '403/40302': () => ({
    title: 'Only people of the chat may be called.',
    advice: 'Add them to the chat first: a rule of the server demands it.',
    tone: 'trouble',
  }),
  '403/40303': () => ({
    title: 'These people may not call each other.',
    advice: 'An information barrier of the organization keeps them apart.',
    tone: 'trouble',
  }),
  '404/40401': () => ({
    title: 'The chat of this call does not exist.',
    advice: 'It may have been deleted. Call again without it.',
    tone: 'trouble',
  }),
  // The server alone knows how many it allows.
  '413/41301': ({ reason: { message = 'The call would have more people than the server allows.' } }) => ({
    title: 'These are too many people for one call.',
    advice: `${message} Take somebody off the list below, and call again.`,
    tone: 'trouble',
  }),
  '429/0': () => ({
    title: 'You are in too many calls at once.',
    advice: 'Hang up one of those on hold, then call again.',
    tone: 'trouble',
  }),
};

// What is said otherwise where there are several others.
const OF_GROUPS: Record<string, Tell> = {
  '0/0': ({ here }) => ({ title: here ? GROUP_LEFT[here] : 'The call ended.', tone: 'calm' }),
  '487/0': (ending) =>
    ending.direction === 'Outgoing'
      ? { title: 'You left before anybody answered.', tone: 'calm' }
      : ENDINGS['487/0']!(ending),
};

const GROUP_LEFT = { left: 'You left the call.', 'for everyone': 'You ended the call for everyone.' };

function friendAway(name: string): Words {
  return {
    title: `${name} is not signed in anywhere.`,
    advice: `Open this page in another window, sign in as ${name}, and call again.`,
    tone: 'missed',
  };
}

function strangerAway(id: string): Words {
  return {
    title: 'Nobody with this id is signed in.',
    advice: `The id was ${id}. Compare it with its owner’s, who has to be signed in on this server.`,
    tone: 'missed',
  };
}

import type { CallEndReason } from '@azure/communication-calling';

/** What became of somebody who is no longer in a call that goes on, to follow their name: `declined`. */
export function goneWords(reason: CallEndReason | undefined): string {
  if (!reason) return 'left';
  return WORDS[`${reason.code}/${reason.subCode ?? 0}`] ?? WORDS[reason.code] ?? 'is gone';
}

// By code/subCode, or by the code alone.
const WORDS: Record<string, string> = {
  '0/0': 'left',
  '0/4521': 'closed the page',
  '0/5000': 'was removed',
  '403': 'may not be called',
  '404': 'cannot be added: the chat is gone',
  '410': 'could not be reached by sound and picture',
  '413': 'found the call full',
  '480': 'is not signed in',
  '487/0': 'is no longer called',
  '487/10004': 'did not answer',
  '496': 'lost the connection',
  '603': 'declined',
};

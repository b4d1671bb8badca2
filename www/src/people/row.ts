import type { RemoteParticipant, RemoteParticipantState } from '@azure/communication-calling';
import { avatar, setAvatar } from '../avatar';
import { goneWords } from '../call/gone';
import { personBehind } from '../call/identity';
import { fill, h, setAttribute, setText, show } from '../dom';
import { icon } from '../icons';
import { capitalized } from '../names';
import { spokenName } from '../people';

/** What can be done about somebody in a call. */
export interface RowActions {
  mute: (participant: RemoteParticipant) => void;
  remove: (participant: RemoteParticipant) => void;
}

const WORDS: Partial<Record<RemoteParticipantState, string>> = {
  Idle: 'Being called…',
  Connecting: 'Connecting…',
  Ringing: 'Ringing…',
  Connected: 'In the call',
  Hold: 'Holds the call',
};

/** Somebody in a call, as a row of the list: how far they are, and what can be done about them. */
export class PersonRow {
  readonly element: HTMLElement;
  private readonly face = avatar();
  private readonly name = h('span', { class: 'people-name' });
  private readonly state = h('span', { class: 'people-state' });
  private readonly muteButton: HTMLButtonElement;
  private readonly removeButton: HTMLButtonElement;

  constructor(
    private readonly participant: RemoteParticipant,
    actions: RowActions,
  ) {
    this.muteButton = button('person-mute', () => !this.participant.isMuted && actions.mute(participant));
    this.removeButton = button('person-remove', () => actions.remove(participant));
    this.removeButton.append(icon('personOff'));
    const words = h('div', { class: 'people-words' }, this.name, this.state);
    const props = { class: 'people-row', 'data-testid': 'person' };
    this.element = h('li', props, this.face, words, this.muteButton, this.removeButton);
  }

  /** Shows them as they are now. In a one-to-one call nobody can be muted or removed. */
  update(inGroup: boolean): void {
    const { participant } = this;
    const { state, isMuted } = participant;
    const person = personBehind(participant);
    setAvatar(this.face, person);
    setText(this.name, person.name);
    setAttribute(this.element, 'data-who', person.name);
    setAttribute(this.element, 'data-state', state);
    setText(this.state, wordsFor(participant));
    const isIn = state === 'Connected' || state === 'Hold';
    show(this.muteButton, inGroup && isIn);
    const name = spokenName(person);
    this.updateMute(isMuted ? `${name} is muted` : `Mute ${name}`);
    show(this.removeButton, inGroup && state !== 'Disconnected');
    label(this.removeButton, isIn ? `Remove ${name}` : `Stop calling ${name}`);
  }

  /** It stays where it is when it has done its work, so that the focus does. */
  private updateMute(text: string): void {
    const { isMuted } = this.participant;
    if (this.muteButton.title === text) return;
    label(this.muteButton, text);
    setAttribute(this.muteButton, 'aria-disabled', isMuted && 'true');
    fill(this.muteButton, icon(isMuted ? 'micOff' : 'mic'));
  }
}

function wordsFor({ state, isMuted, callEndReason }: RemoteParticipant): string {
  if (state === 'Disconnected') return capitalized(goneWords(callEndReason));
  const words = WORDS[state] ?? state;
  return isMuted && (state === 'Connected' || state === 'Hold') ? `${words}, muted` : words;
}

function button(testId: string, click: () => void): HTMLButtonElement {
  return h('button', { type: 'button', class: 'button icon-only quiet', 'data-testid': testId, on: { click } });
}

function label(element: HTMLButtonElement, text: string): void {
  setAttribute(element, 'title', text);
  setAttribute(element, 'aria-label', text);
}

import { fill, h, setAttribute, show } from '../dom';
import { icon } from '../icons';
import { offerAfter } from '../call/again';
import type { Past } from '../call/past';
import { inWords, numbers } from '../call/reasons';
import { clock } from '../time';

/** What can be done about a call that is over. */
export interface PastActions {
  callAgain: (past: Past) => void;
  dismiss: () => void;
}

/** Says how the last call ended. */
export class EndLine {
  readonly element = h('div', { class: 'past', 'data-testid': 'end-line', hidden: true });
  private shown: Past | undefined;

  constructor(private readonly actions: PastActions) {}

  /** Shows how a call ended, or nothing; `false` if it is shown already. */
  update(past: Past | undefined): boolean {
    if (this.shown === past) return false;
    this.shown = past;
    show(this.element, past !== undefined);
    if (past) this.fill(past);
    return true;
  }

  private fill(past: Past): void {
    const { title, advice, tone } = inWords(past.ending);
    setAttribute(this.element, 'data-tone', tone);
    setAttribute(this.element, 'data-code', past.ending.reason.code);
    setAttribute(this.element, 'data-subcode', past.ending.reason.subCode);
    const words = h(
      'p',
      { class: 'past-words' },
      h('strong', {}, title),
      past.duration > 0 && ` You were in the call for ${clock(past.duration)}.`,
      advice !== undefined && h('span', { class: 'past-advice' }, advice),
    );
    const codes = h('code', { class: 'codes', title: 'code/subCode of callEndReason' }, numbers(past.ending.reason));
    const tail = h('div', { class: 'past-tail' }, codes, this.again(past));
    const body = h('div', { class: 'past-body' }, words, tail);
    fill(this.element, icon(tone === 'calm' ? 'check' : tone), body, this.close());
  }

  private again(past: Past): HTMLElement | false {
    const offer = offerAfter(past.ending);
    if (offer === undefined || past.people.some(({ id }) => id === '')) return false;
    const on = { click: () => this.actions.callAgain(past) };
    return h('button', { type: 'button', class: 'button small', 'data-testid': 'call-again', on }, offer);
  }

  private close(): HTMLElement {
    const on = { click: this.actions.dismiss };
    const props = {
      type: 'button',
      class: 'button icon-only quiet',
      'aria-label': 'Dismiss',
      'data-testid': 'dismiss',
    };
    return h('button', { ...props, on }, icon('close'));
  }
}

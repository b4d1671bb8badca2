import type { Line } from '../call/line';
import { h, setText, show } from '../dom';
import { icon } from '../icons';

/** What can be done about a call on hold. */
export interface CoverActions {
  resume: () => void;
  park: () => void;
}

/** Lies over the stage while either end holds the call, and says so. */
export class HoldCover {
  readonly element: HTMLElement;
  private readonly title = h('p', { class: 'cover-title' });
  private readonly detail = h('p', { class: 'cover-detail' });
  private readonly actions: HTMLElement;

  constructor({ resume, park }: CoverActions) {
    const go = { type: 'button', class: 'button primary', 'data-testid': 'cover-resume', on: { click: resume } };
    const other = { type: 'button', class: 'button', 'data-testid': 'call-another', on: { click: park } };
    this.actions = h(
      'div',
      { class: 'cover-actions' },
      h('button', go, icon('resume'), 'Resume'),
      h('button', other, 'Call somebody else'),
    );
    const symbol = h('span', { class: 'cover-symbol' }, icon('pause'));
    const props = { class: 'cover', 'data-testid': 'hold-cover', hidden: true };
    this.element = h('div', props, symbol, this.title, this.detail, this.actions);
  }

  /** Shows who holds the call, if anybody. */
  update(line: Line): void {
    const { state } = line.call;
    show(this.element, state === 'LocalHold' || state === 'RemoteHold');
    show(this.actions, state === 'LocalHold');
    setText(this.title, state === 'LocalHold' ? 'On hold' : `${line.name} has put you on hold`);
    setText(this.detail, state === 'LocalHold' ? heldHere(line) : 'You hear each other again when they resume.');
  }
}

function heldHere({ isGroup, name }: Line): string {
  return isGroup
    ? 'The others go on. They neither hear nor see you.'
    : `You and ${name} neither hear nor see each other.`;
}

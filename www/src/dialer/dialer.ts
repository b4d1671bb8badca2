import { avatar, setAvatar } from '../avatar';
import { parseCallee } from './callee';
import { fill, h, setText, show } from '../dom';
import { phoneDrawing } from '../drawing';
import { Field } from '../field';
import { icon } from '../icons';
import { EndLine } from './past';
import type { Person } from '../people';
import { problemOf } from '../problems';
import type { Past } from '../session';

/** What the dialer does. */
export interface DialerActions {
  call: (callee: Person, withCamera: boolean) => void;
  dismissPast: () => void;
}

/** The view of somebody who is in no call: whom to call, and how the last call ended. */
export class Dialer {
  readonly element: HTMLElement;
  private readonly field = new Field(
    'Whom to call?',
    { name: 'callee', maxlength: 80, placeholder: 'Name or id', 'data-testid': 'callee-input' },
    'callee-problem',
  );
  private readonly chips = h('div', { class: 'chips', role: 'group', 'aria-label': 'People to call' });
  private readonly hint = h('p', { class: 'hint' });
  private readonly past: EndLine;
  private suggested = '';

  constructor(private readonly actions: DialerActions) {
    const { call, dismissPast: dismiss } = actions;
    this.past = new EndLine({ callAgain: ({ other }) => call(other, false), dismiss });
    const form = h(
      'form',
      { class: 'entry', on: { submit: (event) => this.onSubmit(event) } },
      phoneDrawing(),
      this.field.label,
      h('div', { class: 'field-row' }, this.field.input, this.videoButton(), callButton()),
      this.field.problem,
      this.chips,
      this.hint,
    );
    this.element = h('div', { class: 'view view-dialer' }, this.past.element, form);
  }

  /** Offers people that a click calls. */
  suggest(people: Person[]): void {
    const shown = people.map(({ id, name }) => id + name).join();
    if (shown === this.suggested) return;
    this.suggested = shown;
    fill(this.chips, ...people.map((person) => this.chip(person)));
    show(this.chips, people.length > 0);
  }

  /** Says something that helps with calling. */
  setHint(text: string): void {
    setText(this.hint, text);
  }

  /** Shows how the last call ended. */
  setPast(past: Past | undefined): void {
    this.past.update(past);
  }

  /** Puts the cursor where a name is typed; what stands above stays in sight. */
  focus(): void {
    this.field.input.focus({ preventScroll: true });
    this.field.input.select();
  }

  private chip(person: Person): HTMLElement {
    const face = avatar();
    setAvatar(face, person);
    const title = `Call ${person.name}`;
    const on = { click: () => this.actions.call(person, false) };
    const name = h('span', { class: 'chip-name' }, person.name);
    return h('button', { type: 'button', class: 'chip chip-person', title, on }, face, name);
  }

  private videoButton(): HTMLElement {
    const title = 'Call with camera';
    const props = {
      type: 'button',
      class: 'button icon-only',
      title,
      'aria-label': title,
      'data-testid': 'call-video',
    };
    return h('button', { ...props, on: { click: () => this.submit(true) } }, icon('camera'));
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    this.submit(false);
  }

  private submit(withCamera: boolean): void {
    try {
      this.actions.call(parseCallee(this.field.input.value), withCamera);
    } catch (error) {
      this.field.refuse(problemOf(error));
    }
  }
}

function callButton(): HTMLElement {
  const props = { type: 'submit', class: 'button primary', 'aria-label': 'Call', 'data-testid': 'call' };
  return h('button', props, icon('phone'), h('span', { class: 'button-word' }, 'Call'));
}

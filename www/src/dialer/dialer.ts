import { wasTooLarge } from '../call/again';
import type { Past } from '../call/past';
import { h, setAttribute, setText } from '../dom';
import { phoneDrawing } from '../drawing';
import { Field } from '../field';
import { icon } from '../icons';
import type { Person } from '../people';
import { problemOf } from '../problems';
import { nobodyNamed, parseCallees } from './callee';
import { EndLine } from './past';
import { PeopleChips } from './suggestions';
import { Tokens } from './tokens';

/** What the dialer does. */
export interface DialerActions {
  call: (people: Person[], withCamera: boolean) => void;
  dismissPast: () => void;
}

/** The view of somebody who is on no stage: whom to call, one or several, and how the last call ended. */
export class Dialer {
  readonly element: HTMLElement;
  private readonly field = new Field(
    'Whom to call?',
    { name: 'callee', maxlength: 400, placeholder: 'Name or id', 'data-testid': 'callee-input' },
    'callee-problem',
  );
  private readonly tokens = new Tokens(
    () => this.update(),
    () => this.focus(),
  );
  private readonly chips = new PeopleChips(
    'Suggested people',
    (name) => `Put ${name} on the list`,
    (person, event) => this.onSuggested(person, event),
  );
  private readonly word = h('span', { class: 'button-word' }, 'Call');
  private readonly button = callButton(this.word);
  private readonly hint = h('p', { class: 'hint' });
  private readonly past: EndLine;
  private suggested: Person[] = [];

  constructor(private readonly actions: DialerActions) {
    const { call, dismissPast: dismiss } = actions;
    this.past = new EndLine({ callAgain: ({ people }) => call(people, false), dismiss });
    this.field.input.addEventListener('keydown', (event) => this.onKey(event));
    const box = h('div', { class: 'field token-field' }, this.tokens.element, this.field.input);
    // The empty space around the tokens belongs to the field too.
    box.addEventListener('click', ({ target }) => target === box && this.field.input.focus());
    const form = h(
      'form',
      { class: 'entry', on: { submit: (event) => this.onSubmit(event) } },
      phoneDrawing(),
      this.field.label,
      h('div', { class: 'field-row' }, box, this.videoButton(), this.button),
      this.field.problem,
      this.chips.element,
      this.hint,
    );
    this.element = h('div', { class: 'view view-dialer' }, this.past.element, form);
    this.update();
  }

  /** Offers people who may be wanted. */
  suggest(people: Person[]): void {
    this.suggested = people;
    this.update();
  }

  /** Says something that helps with calling. */
  setHint(text: string): void {
    setText(this.hint, text);
  }

  /** Shows how the last call ended. A list that was too long can be shortened. */
  setPast(past: Past | undefined): void {
    const isNews = this.past.update(past);
    if (isNews && past && wasTooLarge(past.ending)) this.tokens.set(past.people);
  }

  /** Forgets who was chosen: they are called now. */
  clear(): void {
    this.field.input.value = '';
    if (this.tokens.people.length > 0) this.tokens.set([]);
  }

  /** Puts the cursor where a name is typed; what stands above stays in sight. */
  focus(): void {
    this.field.input.focus({ preventScroll: true });
    this.field.input.select();
  }

  private update(): void {
    const { people } = this.tokens;
    this.chips.update(this.suggested.filter(({ id }) => people.every((chosen) => chosen.id !== id)));
    setText(this.word, people.length > 1 ? `Call ${people.length}` : 'Call');
    setAttribute(this.button, 'aria-label', people.length > 1 ? `Call ${people.length} people` : 'Call');
    setAttribute(this.field.input, 'placeholder', people.length > 0 ? 'More…' : 'Names or an id');
  }

  private onSuggested(person: Person, { detail }: MouseEvent): void {
    this.tokens.add(person);
    this.field.setProblem(undefined);
    // By the keyboard several are chosen in a row; after a click Enter calls.
    if (detail > 0 || !this.chips.focus()) this.focus();
  }

  private onKey(event: KeyboardEvent): void {
    const { value } = this.field.input;
    if ((event.key === ',' || event.key === ';') && value.trim() !== '') {
      event.preventDefault();
      this.attempt(() => this.take());
    }
    if (event.key === 'Backspace' && value === '' && !event.repeat) this.tokens.removeLast();
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    this.submit(false);
  }

  private submit(withCamera: boolean): void {
    this.attempt(() => {
      this.take();
      const { people } = this.tokens;
      if (people.length === 0) throw nobodyNamed();
      this.actions.call(people, withCamera);
    });
  }

  /** Whoever was typed is on the list from now on. */
  private take(): void {
    const typed = parseCallees(this.field.input.value);
    this.field.input.value = '';
    typed.forEach((person) => this.tokens.add(person));
  }

  private attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.field.refuse(problemOf(error));
    }
  }

  private videoButton(): HTMLElement {
    const title = 'Call with camera';
    const props = { type: 'button', class: 'button icon-only', title, 'aria-label': title };
    const on = { click: () => this.submit(true) };
    return h('button', { ...props, 'data-testid': 'call-video', on }, icon('camera'));
  }
}

function callButton(word: HTMLElement): HTMLElement {
  const props = { type: 'submit', class: 'button primary', 'aria-label': 'Call', 'data-testid': 'call' };
  return h('button', props, icon('phone'), word);
}

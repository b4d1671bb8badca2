import { checkName } from './dialer/callee';
import { fill, h, setText, show } from './dom';
import { phoneDrawing } from './drawing';
import { Field } from './field';
import type { Person } from './people';
import { idOf, personOf } from './people';
import { Problem, problemOf } from './problems';

/** The form with which somebody takes a place on the page. */
export class SignIn {
  readonly element: HTMLElement;
  private readonly field = new Field(
    'Who is on this line?',
    { name: 'name', maxlength: 60, placeholder: 'Any name', 'data-testid': 'name-input' },
    'sign-in-problem',
  );
  private readonly button = h(
    'button',
    { type: 'submit', class: 'button primary', 'data-testid': 'sign-in' },
    'Sign in',
  );
  private readonly suggestions = h('div', { class: 'chips', role: 'group', 'aria-label': 'Suggested names' });
  private suggested = '';

  constructor(private readonly submitted: (person: Person) => void) {
    const form = h(
      'form',
      { class: 'entry', on: { submit: (event) => this.onSubmit(event) } },
      phoneDrawing(),
      this.field.label,
      h('div', { class: 'field-row' }, this.field.input, this.button),
      this.field.problem,
      this.suggestions,
      h('p', { class: 'hint' }, 'No password: one name is one person, on every machine that uses this server.'),
    );
    this.element = h('div', { class: 'view view-sign-in' }, form);
  }

  /** Offers names that a click signs in. */
  suggest(names: string[]): void {
    if (names.join() === this.suggested) return;
    this.suggested = names.join();
    const chip = (name: string): HTMLElement =>
      h('button', { type: 'button', class: 'chip', on: { click: () => this.submit(name) } }, name);
    fill(this.suggestions, ...names.map(chip));
  }

  /** Shows that somebody is being signed in, or nobody any more. */
  setBusy(person: Person | undefined): void {
    const busy = person !== undefined;
    if (person) this.field.input.value = person.name;
    this.button.disabled = busy;
    this.field.input.readOnly = busy;
    this.button.toggleAttribute('data-busy', busy);
    setText(this.button, busy ? 'Signing in…' : 'Sign in');
    show(this.suggestions, !busy);
  }

  /** Shows what went wrong. */
  setProblem(problem: Problem | undefined): void {
    this.field.setProblem(problem);
  }

  /** Puts the cursor where a name is typed. */
  focus(): void {
    this.field.input.focus({ preventScroll: true });
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    this.submit(this.field.input.value);
  }

  private submit(name: string): void {
    if (this.button.disabled) return;
    try {
      this.submitted(newcomer(name));
    } catch (error) {
      this.field.refuse(problemOf(error));
    }
  }
}

/** The person that a typed name means. Ids are made of names here, so an id is no name. */
function newcomer(text: string): Person {
  const person = personOf(text);
  if (person.name === '') throw new Problem('A name is missing.', 'Type any name: others call you by it.');
  if (idOf(person.name) !== undefined) throw new Problem('This is an id.', 'Type a name: the id comes of it.');
  checkName(person.name);
  return person;
}

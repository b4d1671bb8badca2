import { phoneDrawing } from './drawing';
import { fill, freshId, h, setText, show } from './dom';
import type { Person } from './people';
import { personOf } from './people';
import type { Problem } from './problems';

/** The form with which somebody takes a place on the page. */
export class SignIn {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly button = h(
    'button',
    { type: 'submit', class: 'button primary', 'data-testid': 'sign-in' },
    'Sign in',
  );
  private readonly suggestions = h('div', { class: 'chips', role: 'group', 'aria-label': 'Suggested names' });
  private readonly problem = h('p', {
    class: 'form-problem',
    role: 'alert',
    'data-testid': 'sign-in-problem',
    hidden: true,
  });

  private suggested = '';

  constructor(private readonly submitted: (person: Person) => void) {
    const id = freshId('name');
    this.input = h('input', {
      id,
      class: 'field',
      type: 'text',
      name: 'name',
      autocomplete: 'off',
      autocapitalize: 'words',
      spellcheck: 'false',
      maxlength: 60,
      placeholder: 'Any name',
      'data-testid': 'name-input',
    });
    const form = h(
      'form',
      { class: 'entry', on: { submit: (event) => this.onSubmit(event) } },
      phoneDrawing(),
      h('label', { for: id, class: 'entry-title' }, 'Who is on this line?'),
      h('div', { class: 'field-row' }, this.input, this.button),
      this.suggestions,
      this.problem,
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
    if (person) this.input.value = person.name;
    this.button.disabled = busy;
    this.input.readOnly = busy;
    this.button.toggleAttribute('data-busy', busy);
    setText(this.button, busy ? 'Signing in…' : 'Sign in');
    show(this.suggestions, !busy);
  }

  /** Shows what went wrong. */
  setProblem(problem: Problem | undefined): void {
    show(this.problem, problem !== undefined);
    fill(this.problem, problem && h('strong', {}, problem.title), problem && ` ${problem.advice}`);
  }

  /** Puts the cursor where a name is typed. */
  focus(): void {
    this.input.focus();
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    this.submit(this.input.value);
  }

  private submit(name: string): void {
    if (this.button.disabled) return;
    const person = personOf(name);
    if (person.name === '') return this.focus();
    this.submitted(person);
  }
}

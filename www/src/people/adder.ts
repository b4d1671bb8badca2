import { nobodyNamed, parseCallees } from '../dialer/callee';
import { PeopleChips } from '../dialer/suggestions';
import { h } from '../dom';
import { Field } from '../field';
import { icon } from '../icons';
import type { Person } from '../people';
import { problemOf } from '../problems';

/** Where somebody is added to a call: by a name, an id, or a click on who is suggested. */
export class Adder {
  readonly element: HTMLElement;
  private readonly field = new Field(
    'Add somebody',
    { name: 'added', maxlength: 400, placeholder: 'Name or id', 'data-testid': 'add-input' },
    'add-problem',
  );
  private readonly chips: PeopleChips;

  constructor(private readonly add: (person: Person) => void) {
    this.chips = new PeopleChips(
      'People to add',
      (name) => `Add ${name}`,
      (person) => this.onSuggested(person),
    );
    const props = { type: 'submit', class: 'button primary small', 'data-testid': 'add' };
    const button = h('button', props, icon('personAdd'), 'Add');
    this.element = h(
      'form',
      { class: 'adder', on: { submit: (event) => this.onSubmit(event) } },
      this.field.label,
      h('div', { class: 'field-row' }, this.field.input, button),
      this.field.problem,
      this.chips.element,
    );
  }

  /** Offers people who may be wanted. */
  suggest(people: Person[]): void {
    this.chips.update(people);
  }

  /** Puts the cursor where a name is typed. */
  focus(): void {
    this.field.input.focus({ preventScroll: true });
  }

  private onSuggested(person: Person): void {
    this.add(person);
    if (!this.chips.focus()) this.focus();
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    try {
      const people = parseCallees(this.field.input.value);
      if (people.length === 0) throw nobodyNamed();
      people.forEach(this.add);
      this.field.input.value = '';
    } catch (error) {
      this.field.refuse(problemOf(error));
    }
  }
}

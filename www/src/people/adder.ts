import { nobodyNamed, parseCallees } from '../dialer/callee';
import { PeopleChips } from '../dialer/suggestions';
import { h } from '../dom';
import { Field } from '../field';
import { icon } from '../icons';
import type { Person } from '../people';
import { problemOf } from '../problems';
import { addEach } from './addition';

/** Where somebody is added to a call: by a name, an id, or a click on who is suggested. */
export class Adder {
  readonly element: HTMLElement;
  private readonly field = new Field(
    'Add somebody',
    { name: 'added', maxlength: 400, placeholder: 'Name or id', 'data-testid': 'add-input' },
    'add-problem',
  );
  private readonly chips: PeopleChips;

  constructor(
    /** Throws a `Problem` where somebody cannot be added. */
    private readonly add: (person: Person) => void,
  ) {
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

  /** Forgets what was typed, and what was wrong with it. */
  clear(): void {
    this.field.input.value = '';
    this.field.setProblem(undefined);
  }

  private onSuggested(person: Person): void {
    if (this.take([person]) && !this.chips.focus()) this.focus();
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    try {
      const people = parseCallees(this.field.input.value);
      if (people.length === 0) throw nobodyNamed();
      if (this.take(people)) this.field.input.value = '';
    } catch (error) {
      this.field.refuse(problemOf(error));
    }
  }

  /** Adds them; `false` if that went wrong: who cannot be added stands in the field then, with the reason below it. */
  private take(people: Person[]): boolean {
    const refused = addEach(people, this.add);
    this.field.setProblem(undefined);
    if (!refused) return true;
    this.field.input.value = inAList(refused.people);
    this.field.refuse(refused.problem);
    return false;
  }
}

function inAList(people: Person[]): string {
  return people.map(({ name }) => name).join(', ');
}

import { avatar, setAvatar } from '../avatar';
import { fill, h, show } from '../dom';
import { icon } from '../icons';
import type { Person } from '../people';

/** The people that were chosen so far, each with a button that takes them off again. */
export class Tokens {
  readonly element = h('ul', { class: 'tokens', 'aria-label': 'People to call', hidden: true });
  /** Who. */
  people: Person[] = [];

  constructor(
    private readonly changed: () => void,
    /** Somebody was taken off, and with them the button that had the focus. */
    private readonly takenOff: () => void,
  ) {}

  /** Takes somebody on, once. */
  add(person: Person): void {
    this.set([...this.people.filter(({ id }) => id !== person.id), person]);
  }

  /** Takes the last one off; `false` if there is none. */
  removeLast(): boolean {
    const any = this.people.length > 0;
    this.set(this.people.slice(0, -1));
    return any;
  }

  /** Takes these, and nobody else. */
  set(people: Person[]): void {
    this.people = people;
    fill(this.element, ...people.map((person) => this.token(person)));
    show(this.element, people.length > 0);
    this.changed();
  }

  private takeOff(person: Person): void {
    this.set(this.people.filter(({ id }) => id !== person.id));
    this.takenOff();
  }

  private token(person: Person): HTMLElement {
    const face = avatar();
    setAvatar(face, person);
    const label = `Take ${person.name} off the list`;
    const on = { click: () => this.takeOff(person) };
    const props = { type: 'button', class: 'token-remove', title: label, 'aria-label': label };
    const name = h('span', { class: 'chip-name' }, person.name);
    const item = { class: 'token', 'data-testid': 'callee-token' };
    return h('li', item, face, name, h('button', { ...props, on }, icon('close')));
  }
}

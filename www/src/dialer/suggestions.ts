import { avatar, setAvatar } from '../avatar';
import { fill, h, show } from '../dom';
import type { Person } from '../people';

/** People who may be wanted, for a click. */
export class PeopleChips {
  readonly element: HTMLElement;
  private shown = '';

  constructor(
    label: string,
    private readonly titleOf: (name: string) => string,
    private readonly chosen: (person: Person, event: MouseEvent) => void,
  ) {
    this.element = h('div', { class: 'chips', role: 'group', 'aria-label': label });
  }

  /** Offers these. */
  update(people: Person[]): void {
    const shown = people.map(({ id, name }) => id + name).join();
    if (shown === this.shown) return;
    this.shown = shown;
    fill(this.element, ...people.map((person) => this.chip(person)));
    show(this.element, people.length > 0);
  }

  /** Puts the focus on the first one; `false` if there is none. */
  focus(): boolean {
    const first = this.element.querySelector('button');
    first?.focus();
    return first !== null;
  }

  private chip(person: Person): HTMLElement {
    const face = avatar();
    setAvatar(face, person);
    const title = this.titleOf(person.name);
    const on = { click: (event: MouseEvent) => this.chosen(person, event) };
    const name = h('span', { class: 'chip-name' }, person.name);
    const props = { type: 'button', class: 'chip chip-person', 'data-testid': 'suggestion', title };
    return h('button', { ...props, on }, face, name);
  }
}

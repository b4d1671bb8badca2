import { freshId, h, show } from '../dom';

/** Something to choose in a menu. */
export interface Item {
  name: string;
  testId: string;
  danger?: boolean;
  choose: () => void;
}

/** A menu that a button opens (WAI-ARIA: menu button). The arrow keys go through it, Escape and a click elsewhere close it. */
export class Menu {
  readonly element: HTMLElement;
  private readonly items: HTMLButtonElement[];
  private readonly onElsewhere = (event: PointerEvent): void => {
    if (!this.element.contains(event.target as Node) && !this.opener.contains(event.target as Node)) this.close();
  };

  constructor(
    private readonly opener: HTMLButtonElement,
    label: string,
    items: Item[],
  ) {
    this.items = items.map((item) => this.item(item));
    const on = { keydown: (event: KeyboardEvent) => this.onKey(event) };
    const props = { class: 'menu', role: 'menu', 'aria-label': label, id: freshId('menu'), hidden: true, on };
    this.element = h('div', props, ...this.items);
    opener.setAttribute('aria-controls', this.element.id);
  }

  /** Whether it is open. */
  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Opens it at its first item, or closes it. */
  toggle(): void {
    if (this.isOpen) return this.close();
    show(this.element, true);
    this.opener.setAttribute('aria-expanded', 'true');
    document.addEventListener('pointerdown', this.onElsewhere);
    this.items[0]?.focus();
  }

  /** Closes it; the focus goes back to the button if it was in here. */
  close(): void {
    if (!this.isOpen) return;
    const focused = this.element.contains(document.activeElement);
    show(this.element, false);
    this.opener.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', this.onElsewhere);
    if (focused) this.opener.focus();
  }

  /** Says on the button that there is a menu, or that there is none. */
  setAvailable(available: boolean): void {
    if (!available) this.close();
    for (const [name, value] of [
      ['aria-haspopup', 'menu'],
      ['aria-expanded', String(this.isOpen)],
    ] as const) {
      if (available) this.opener.setAttribute(name, value);
      else this.opener.removeAttribute(name);
    }
  }

  private item({ name, testId, danger, choose }: Item): HTMLButtonElement {
    const click = (): void => {
      this.close();
      choose();
    };
    const props = { type: 'button', class: 'menu-item', role: 'menuitem', tabindex: -1, 'data-testid': testId };
    return h('button', { ...props, 'data-danger': danger, on: { click } }, name);
  }

  private onKey(event: KeyboardEvent): void {
    // What is pressed here is meant for the menu, not for the call.
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') this.close();
    const from = this.items.findIndex((item) => item === document.activeElement);
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    this.items.at(to % this.items.length)?.focus();
    event.preventDefault();
  }
}

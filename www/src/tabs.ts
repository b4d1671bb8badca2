import { freshId, h, setAttribute, show } from './dom';

/** One of several views that share a place. */
export interface Tab {
  name: string;
  testId: string;
  view: HTMLElement;
}

/** A row of tabs (WAI-ARIA: tablist). The arrow keys go from one to the next, and show it. */
export class Tabs {
  readonly element: HTMLElement;
  private readonly buttons: HTMLButtonElement[];

  constructor(
    label: string,
    private readonly tabs: Tab[],
    private readonly chosen: (at: number) => void,
  ) {
    this.buttons = tabs.map((tab, at) => this.button(tab, at));
    const on = { keydown: (event: KeyboardEvent) => this.onKey(event) };
    this.element = h('div', { class: 'tabs', role: 'tablist', 'aria-label': label, on }, ...this.buttons);
    this.choose(0);
  }

  /** Shows a tab. */
  choose(at: number): void {
    this.tabs.forEach(({ view }, i) => show(view, i === at));
    this.buttons.forEach((button, i) => {
      setAttribute(button, 'aria-selected', String(i === at));
      button.tabIndex = i === at ? 0 : -1;
    });
    this.chosen(at);
  }

  private button({ name, testId, view }: Tab, at: number): HTMLButtonElement {
    view.id ||= freshId('tab');
    const id = freshId('tab');
    setAttribute(view, 'role', 'tabpanel');
    setAttribute(view, 'aria-labelledby', id);
    const props = { id, type: 'button', class: 'tab', role: 'tab', 'aria-controls': view.id, 'data-testid': testId };
    return h('button', { ...props, on: { click: () => this.choose(at) } }, name);
  }

  private onKey(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const from = this.buttons.findIndex((button) => button === document.activeElement);
    if (by === undefined || from < 0) return;
    const to = (from + by + this.buttons.length) % this.buttons.length;
    this.choose(to);
    this.buttons[to]?.focus();
    event.preventDefault();
  }
}

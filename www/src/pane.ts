import { freshId, h, show } from './dom';
import { icon } from './icons';

/** A card over a panel, with a title and a button that closes it; Escape does the same. */
export abstract class Pane {
  readonly element: HTMLElement;
  protected readonly title: HTMLElement;
  protected readonly head: HTMLElement;

  constructor(
    title: string,
    kind: string,
    private readonly onClose: () => void,
  ) {
    this.title = h('h3', { id: freshId(kind) }, title);
    const label = `Close: ${title.toLowerCase()}`;
    const close = { type: 'button', class: 'button icon-only quiet', 'aria-label': label };
    const button = h('button', { ...close, on: { click: () => this.close() } }, icon('close'));
    this.head = h('header', {}, this.title, button);
    const on = { keydown: (event: KeyboardEvent) => this.onKey(event) };
    const props = { class: `pane ${kind}`, role: 'dialog', 'aria-labelledby': this.title.id, 'data-testid': kind };
    this.element = h('section', { ...props, tabindex: -1, hidden: true, on }, this.head);
  }

  /** Whether it is open. */
  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Opens it. */
  open(): void {
    show(this.element, true);
  }

  /** Closes it. */
  close(): void {
    if (!this.isOpen) return;
    show(this.element, false);
    this.onClose();
  }

  private onKey(event: KeyboardEvent): void {
    // Letters are typed here; they are no keys of the call.
    event.stopPropagation();
    if (event.key === 'Escape') this.close();
  }
}

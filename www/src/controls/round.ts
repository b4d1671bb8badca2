import { fill, h, setAttribute, setText } from '../dom';
import type { IconName } from '../icons';
import { icon } from '../icons';

/** How a round button looks. */
export interface RoundLook {
  name: string;
  shape: IconName;
  /** It stands for something that is off. */
  off?: boolean;
}

/** A round button with its name below, and the key that does the same, if there is one. */
export class RoundButton {
  readonly element: HTMLButtonElement;
  private readonly symbol = h('span', { class: 'round-symbol' });
  private readonly name = h('span');
  private shownShape: IconName | undefined;

  constructor(
    testId: string,
    key: string | undefined,
    private readonly action: () => Promise<void>,
  ) {
    const label = h(
      'span',
      { class: 'round-label' },
      this.name,
      key !== undefined && h('kbd', { 'aria-hidden': 'true' }, key),
    );
    const on = { click: () => void this.press() };
    const props = { type: 'button', class: 'round', 'data-testid': testId, 'aria-keyshortcuts': key, on };
    this.element = h('button', props, this.symbol, label);
  }

  /** Does what it is for, once at a time. */
  async press(): Promise<void> {
    if (this.element.hasAttribute('data-busy')) return;
    this.element.toggleAttribute('data-busy', true);
    await this.action();
    this.element.toggleAttribute('data-busy', false);
  }

  /** Shows what it would do now. */
  update({ name, shape, off = false }: RoundLook): void {
    setText(this.name, name);
    setAttribute(this.element, 'data-off', off);
    if (this.shownShape === shape) return;
    this.shownShape = shape;
    fill(this.symbol, icon(shape));
  }
}

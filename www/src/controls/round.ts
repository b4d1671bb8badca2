import { fill, h, setAttribute, setText } from '../dom';
import type { IconName } from '../icons';
import { icon } from '../icons';

/** How a round button looks. */
export interface RoundLook {
  name: string;
  /** The name where there is little room; it is within the long one. */
  short?: string;
  shape: IconName;
  /** It stands for something that is off. */
  off?: boolean;
  /** It stands for something that goes on now. */
  on?: boolean;
  /** It can do nothing now, but stays where it is. */
  idle?: boolean;
}

/** A round button with its name below, and the key that does the same, if there is one. */
export class RoundButton {
  readonly element: HTMLButtonElement;
  private readonly symbol = h('span', { class: 'round-symbol' });
  private readonly name = h('span', { class: 'round-name' });
  private readonly short = h('span', { class: 'round-short' });
  private shownShape: IconName | undefined;

  constructor(
    testId: string,
    private readonly key: string | undefined,
    private readonly action: () => Promise<void> | void,
  ) {
    const hint = key !== undefined && h('kbd', {}, key);
    const label = h('span', { class: 'round-label', 'aria-hidden': 'true' }, this.name, this.short, hint);
    const on = { click: () => void this.press() };
    const props = { type: 'button', class: 'round', 'data-testid': testId, 'aria-keyshortcuts': key, on };
    this.element = h('button', props, this.symbol, label);
  }

  /** Does what it is for, once at a time. */
  async press(): Promise<void> {
    if (this.element.hasAttribute('data-busy') || this.element.ariaDisabled === 'true') return;
    this.element.toggleAttribute('data-busy', true);
    await this.action();
    this.element.toggleAttribute('data-busy', false);
  }

  /** Shows what it would do now. */
  update({ name, short = name, shape, off = false, on = false, idle = false }: RoundLook): void {
    setText(this.name, name);
    setText(this.short, short);
    setAttribute(this.element, 'aria-label', name);
    setAttribute(this.element, 'title', this.key === undefined ? name : `${name} (${this.key})`);
    setAttribute(this.element, 'data-off', off);
    setAttribute(this.element, 'data-on', on);
    setAttribute(this.element, 'aria-disabled', idle && 'true');
    if (this.shownShape === shape) return;
    this.shownShape = shape;
    fill(this.symbol, icon(shape));
  }
}

import { h, setAttribute, setText, show } from './dom';
import { icon } from './icons';
import { MOST_LINES } from './layout';

/** How many lines the page has: one, two, or one more than now. */
export class LineCount {
  readonly element: HTMLElement;
  private readonly one = this.segment('one', 'One', ' person', () => this.choose(1));
  private readonly two = this.segment('two', 'Two', ' people', () => this.choose(2));
  private readonly number = h('span');
  private readonly many: HTMLElement;
  private readonly add: HTMLButtonElement;
  private count = 0;

  constructor(private readonly choose: (count: number) => void) {
    const label = 'Add a line';
    const props = { type: 'button', class: 'segment segment-add', title: label, 'aria-label': label };
    const on = { click: () => this.choose(this.count + 1) };
    this.add = h('button', { ...props, 'data-testid': 'add-line', on }, icon('plus'));
    const more = h('span', { class: 'segment-more' }, 'lines');
    this.many = h('span', { class: 'segment segment-count', 'data-testid': 'layout-many' }, this.number, more);
    const group = { class: 'segments', role: 'group', 'aria-label': 'Lines' };
    this.element = h('div', group, this.one, this.two, this.many, this.add);
  }

  /** Shows how many there are. */
  update(count: number): void {
    this.count = count;
    setAttribute(this.one, 'aria-pressed', String(count === 1));
    setAttribute(this.two, 'aria-pressed', String(count === 2));
    setText(this.number, String(count));
    show(this.many, count > 2);
    this.add.disabled = count >= MOST_LINES;
  }

  private segment(layout: string, name: string, more: string, click: () => void): HTMLButtonElement {
    const props = { type: 'button', class: 'segment', 'data-layout': layout, 'data-testid': `layout-${layout}` };
    const on = { click };
    return h('button', { ...props, 'aria-label': name + more, on }, name, h('span', { class: 'segment-more' }, more));
  }
}

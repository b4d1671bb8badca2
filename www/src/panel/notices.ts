import { fill, h } from '../dom';
import { icon } from '../icons';
import type { Problem } from '../problems';

/** What the user has to know, one line for each. */
export class Notices {
  readonly element = h('div', { class: 'notices', role: 'alert', 'data-testid': 'notices' });
  private shown = '';

  constructor(private readonly dismissed: () => void) {}

  /** Shows what stands (it goes when it is mended), and what went wrong last (it goes when it was read). */
  update(standing: Problem[], last: Problem | undefined): void {
    const isNews = last && standing.every(({ title }) => title !== last.title);
    const all = isNews ? [...standing, last] : standing;
    const text = all.map(({ message }) => message).join('\n');
    if (text === this.shown) return;
    this.shown = text;
    fill(this.element, ...all.map((problem) => this.notice(problem, problem === last)));
  }

  private notice({ title, advice, numbers }: Problem, closable: boolean): HTMLElement {
    const close = {
      type: 'button',
      class: 'button icon-only quiet',
      'aria-label': 'Dismiss',
      on: { click: this.dismissed },
    };
    return h(
      'div',
      { class: 'notice', 'data-testid': 'notice' },
      icon('trouble'),
      h('p', {}, h('strong', {}, title), ` ${advice}`),
      numbers !== undefined && h('code', { class: 'codes' }, numbers),
      closable && h('button', close, icon('close')),
    );
  }
}

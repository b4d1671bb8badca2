import { fill, h } from '../dom';
import { icon } from '../icons';
import type { Problem } from '../problems';

/** What the user has read. */
export interface NoticesRead {
  problem: () => void;
  note: () => void;
}

/** What there is to know. */
export interface News {
  /** What stands in the way; it goes when it is mended. */
  standing: Problem[];
  /** What went wrong last; it goes when it was read. */
  problem: Problem | undefined;
  /** What needs nothing to be done; it goes when it was read, or by itself. */
  note: string | undefined;
}

/** What the user has to know, one line for each. */
export class Notices {
  readonly element = h('div', { class: 'notices', role: 'alert', 'data-testid': 'notices' });
  private shown = '';

  constructor(private readonly read: NoticesRead) {}

  /** Shows what there is to know now. */
  update({ standing, problem, note }: News): void {
    const isNews = problem && standing.every(({ title }) => title !== problem.title);
    const all = isNews ? [...standing, problem] : standing;
    const text = [...all.map(({ message }) => message), note].join('\n');
    if (text === this.shown) return;
    this.shown = text;
    const notices = all.map((one) => this.warning(one, one === problem));
    fill(this.element, ...notices, note !== undefined && this.note(note));
  }

  private warning({ title, advice, numbers }: Problem, closable: boolean): HTMLElement {
    return h(
      'div',
      { class: 'notice', 'data-testid': 'notice' },
      icon('trouble'),
      h('p', {}, h('strong', {}, title), ` ${advice}`),
      numbers !== undefined && h('code', { class: 'codes' }, numbers),
      closable && closeButton(this.read.problem),
    );
  }

  private note(text: string): HTMLElement {
    return h(
      'div',
      { class: 'notice notice-note', 'data-testid': 'note' },
      h('p', {}, text),
      closeButton(this.read.note),
    );
  }
}

function closeButton(click: () => void): HTMLElement {
  const props = { type: 'button', class: 'button icon-only quiet', 'aria-label': 'Dismiss', on: { click } };
  return h('button', props, icon('close'));
}

import { fill, h, show } from '../dom';
import type { Sum } from './sum';
import { bits, milliseconds, percent } from './units';

const COLUMNS = ['', 'Codec', 'Rate', 'Loss', 'Jitter', 'Picture'];
const NAMES: Record<Sum['kind'], string> = {
  audio: 'Sound',
  video: 'Picture',
  screen: 'Screen',
  'screen-audio': 'Screen’s sound',
};

/** What a call sends and receives, summed up over its connections. */
export class FlowTable {
  readonly element: HTMLElement;
  private readonly rows = h('tbody');

  constructor() {
    const heads = COLUMNS.map((name) => h('th', { scope: 'col', 'data-column': name }, name));
    const head = h('thead', {}, h('tr', {}, ...heads));
    this.element = h('table', { class: 'flows', 'data-testid': 'flows' }, head, this.rows);
  }

  /** Shows these. */
  update(sums: readonly Sum[]): void {
    show(this.element, sums.length > 0);
    fill(this.rows, ...sums.map(row));
  }
}

function row({ kind, way, count, codec, rate, loss, jitter, picture }: Sum): HTMLElement {
  const name = `${NAMES[kind]} ${way}${count > 1 ? ` × ${count}` : ''}`;
  const values = [codec, bits(rate), percent(loss), milliseconds(jitter), picture];
  const cells = values.map((value, at) => h('td', { 'data-column': COLUMNS[at + 1] }, value));
  const head = h('th', { scope: 'row', 'data-way': way }, name);
  return h('tr', { 'data-testid': `flow-${kind}-${way}` }, head, ...cells);
}

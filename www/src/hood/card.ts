import { fill, h, setText, show } from '../dom';
import type { Line } from '../call/line';
import type { Person } from '../people';
import { tintOf } from '../people';
import { connectionOf } from './match';
import { Spark } from './spark';
import type { Flow, Sample } from './stats';
import { bitrate, loss, read, total } from './stats';
import { StateStrip } from './strip';
import { bits, milliseconds, percent } from './units';

const COLUMNS = ['', 'Codec', 'Rate', 'Loss', 'Jitter', 'Picture'];

/** One person's call under the hood: its states so far, and what the browser says of its connection. */
export class HoodCard {
  readonly element: HTMLElement;
  private readonly title = h('h3');
  private readonly strip = new StateStrip();
  private readonly facts = h('dl', { class: 'facts', 'data-testid': 'facts' });
  private readonly rows = h('tbody');
  private readonly table: HTMLElement;
  private readonly spark = new Spark('Bits a second, sent and received, in the last minute');
  private line: Line | undefined;
  private before: Sample | undefined;

  constructor(person: Person) {
    const heads = COLUMNS.map((name) => h('th', { scope: 'col' }, name));
    this.table = h(
      'table',
      { class: 'flows', 'data-testid': 'flows' },
      h('thead', {}, h('tr', {}, ...heads)),
      this.rows,
    );
    const props = {
      class: 'hood-card',
      'data-testid': 'hood-card',
      'data-who': person.name,
      'data-tint': tintOf(person.id),
    };
    const way = h('div', { class: 'hood-way' }, this.strip.element, this.spark.element);
    this.element = h('section', props, this.title, way, this.facts, this.table);
  }

  /** Shows a call's states. */
  update(person: Person, line: Line | undefined): void {
    if (line !== this.line) this.reset(line);
    setText(this.title, line ? `${person.name} with ${line.otherName}` : `${person.name}: no call yet`);
    this.strip.update(line?.steps ?? []);
    show(this.strip.element, line !== undefined);
  }

  /** Asks the browser how the connection is now. */
  async measure(): Promise<void> {
    const { line } = this;
    const connection = line && connectionOf(line);
    const report = await connection?.getStats();
    if (line !== this.line) return;
    // Its iterator is typed apart from that of `Map`, which it is like.
    if (report) this.show(read(new Map(report as unknown as Map<string, never>)));
    else this.hide();
  }

  private show(now: Sample): void {
    const { before } = this;
    if (before && before.at === now.at) return;
    fill(this.facts, ...factsOf(now).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
    fill(this.rows, ...now.flows.map((flow) => row(flow, now, before)));
    this.setLive(true, now.flows.length > 0);
    if (before) this.spark.push(total('sent', now, before), total('received', now, before));
    this.before = now;
  }

  private reset(line: Line | undefined): void {
    this.line = line;
    this.hide();
    this.spark.clear();
  }

  private hide(): void {
    this.before = undefined;
    this.setLive(false, false);
  }

  private setLive(live: boolean, flows: boolean): void {
    show(this.facts, live);
    show(this.spark.element, live);
    show(this.table, flows);
  }
}

function factsOf({ path, cipher }: Sample): [string, string][] {
  if (!path) return [['Path', 'being looked for']];
  return [
    ['Path', `${path.local} ↔ ${path.remote}, ${path.protocol.toUpperCase()}`],
    ['Round trip', milliseconds(path.roundTrip)],
    ['Room to send', bits(path.room)],
    ['Cipher', (cipher ?? '–').replace('SRTP_', '').replaceAll('_', ' ')],
  ];
}

function row(flow: Flow, now: Sample, before: Sample | undefined): HTMLElement {
  const name = `${flow.kind === 'audio' ? 'Sound' : 'Picture'} ${flow.way}`;
  const picture = [flow.picture, flow.limit && `held down by ${flow.limit}`].filter(Boolean).join(', ');
  const values = [bits(bitrate(flow, now, before)), percent(loss(flow, before)), milliseconds(flow.jitter), picture];
  const cells = [flow.codec, ...values].map((value, at) => h('td', { 'data-column': COLUMNS[at + 1] }, value));
  const head = h('th', { scope: 'row', 'data-way': flow.way }, name);
  return h('tr', { 'data-testid': `flow-${flow.kind}-${flow.way}` }, head, ...cells);
}

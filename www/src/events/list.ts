import { fill, h, setText, show } from '../dom';
import type { Entry, EventLog } from './log';
import { timeOfDay } from '../time';

const MOST_ROWS = 500;
const COLUMNS = ['Time', 'Who', 'Object', 'Event', 'Value'];

/** The SDK's events as they come. */
export class EventList {
  readonly element: HTMLElement;
  /** What can be done with the list. */
  readonly actions: HTMLElement;
  private readonly rows = h('tbody');
  private readonly table: HTMLElement;
  private readonly empty = h('p', { class: 'drawer-empty' }, 'Nothing has happened yet. Sign in and place a call.');
  private entries: Entry[] = [];
  private total = 0;

  constructor(
    log: EventLog,
    private readonly counted: (count: number) => void,
  ) {
    const heads = COLUMNS.map((name) => h('th', { scope: 'col' }, name));
    this.table = h('table', { class: 'events' }, h('thead', {}, h('tr', {}, ...heads)), this.rows);
    this.element = h('div', { class: 'drawer-scroll', tabindex: 0 }, this.empty, this.table);
    this.actions = h('div', { class: 'drawer-actions' }, this.copyButton(), this.clearButton());
    this.updateCount();
    log.subscribe((entry) => this.add(entry));
  }

  /** Shows the latest. */
  scrollToEnd(): void {
    this.element.scrollTop = this.element.scrollHeight;
  }

  private add(entry: Entry): void {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    this.entries.push(entry);
    this.total += 1;
    this.rows.append(row(entry));
    if (this.entries.length > MOST_ROWS) this.dropFirst();
    this.updateCount();
    if (scrollHeight - scrollTop - clientHeight < 40) this.scrollToEnd();
  }

  private dropFirst(): void {
    this.entries.shift();
    this.rows.firstElementChild?.remove();
  }

  private clear(): void {
    this.entries = [];
    this.total = 0;
    fill(this.rows);
    this.updateCount();
  }

  private updateCount(): void {
    this.counted(this.total);
    show(this.empty, this.total === 0);
    show(this.table, this.total > 0);
  }

  private copyButton(): HTMLElement {
    const button = h('button', { type: 'button', class: 'button small' }, 'Copy');
    button.addEventListener('click', () => void this.copy(button));
    return button;
  }

  private async copy(button: HTMLElement): Promise<void> {
    const lines = this.entries.map((e) => [timeOfDay(e.at), e.who, e.object, e.about, e.event, e.value].join('\t'));
    const done = await navigator.clipboard?.writeText(lines.join('\n')).then(
      () => true,
      () => false,
    );
    setText(button, done ? 'Copied' : 'Not allowed');
    setTimeout(() => setText(button, 'Copy'), 1500);
  }

  private clearButton(): HTMLElement {
    return h('button', { type: 'button', class: 'button small', on: { click: () => this.clear() } }, 'Clear');
  }
}

function row({ at, who, tint, object, about, event, value }: Entry): HTMLElement {
  const data = { 'data-object': object, 'data-about': about, 'data-event': event, 'data-value': value };
  return h(
    'tr',
    { 'data-testid': 'event', 'data-who': who, ...data },
    h('td', { class: 'event-time' }, timeOfDay(at)),
    h('td', { class: 'event-who', 'data-tint': tint }, who),
    h('td', { class: 'event-object' }, object, about !== undefined && h('span', { class: 'event-about' }, about)),
    h('td', { class: 'event-name' }, event),
    h('td', { class: 'event-value' }, value),
  );
}

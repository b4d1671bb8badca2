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
    fill(this.rows);
    this.updateCount();
  }

  private updateCount(): void {
    const { length } = this.entries;
    this.counted(length);
    show(this.empty, length === 0);
    show(this.table, length > 0);
  }

  private copyButton(): HTMLElement {
    const button = h('button', { type: 'button', class: 'button small' }, 'Copy');
    button.addEventListener('click', () => void this.copy(button));
    return button;
  }

  private async copy(button: HTMLElement): Promise<void> {
    const lines = this.entries.map((e) => [timeOfDay(e.at), e.who, e.object, e.event, e.value].join('\t'));
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

function row({ at, who, tint, object, event, value }: Entry): HTMLElement {
  return h(
    'tr',
    { 'data-testid': 'event', 'data-object': object, 'data-event': event, 'data-value': value, 'data-who': who },
    h('td', { class: 'event-time' }, timeOfDay(at)),
    h('td', { class: 'event-who', 'data-tint': tint }, who),
    h('td', { class: 'event-object' }, object),
    h('td', { class: 'event-name' }, event),
    h('td', { class: 'event-value' }, value),
  );
}

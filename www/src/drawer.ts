import { fill, h, setText, show } from './dom';
import type { Entry, EventLog } from './events';
import { icon } from './icons';
import { timeOfDay } from './time';

const MOST_ROWS = 500;
const COLUMNS = ['Time', 'Who', 'Object', 'Event', 'Value'];

/** Shows the SDK's events as they come. */
export class Drawer {
  readonly element: HTMLElement;
  /** Opens and closes it. */
  readonly toggle: HTMLButtonElement;
  private readonly count = h('span', { class: 'count', 'data-testid': 'event-count' }, '0');
  private readonly rows = h('tbody');
  private readonly scroller: HTMLElement;
  private readonly empty = h('p', { class: 'drawer-empty' }, 'Nothing has happened yet. Sign in and place a call.');
  private readonly list: HTMLElement;
  private entries: Entry[] = [];

  constructor(log: EventLog) {
    this.toggle = h(
      'button',
      {
        type: 'button',
        class: 'button bar-button',
        'aria-expanded': 'false',
        'aria-controls': 'events',
        'data-testid': 'events-toggle',
        on: { click: () => this.setOpen(this.element.hidden !== false) },
      },
      icon('list'),
      h('span', { class: 'bar-label' }, 'Events'),
      this.count,
    );
    this.scroller = h('div', { class: 'drawer-scroll', tabindex: 0, role: 'region', 'aria-label': 'List of events' });
    this.list = this.table();
    fill(this.scroller, this.empty, this.list);
    show(this.list, false);
    this.element = h(
      'section',
      { class: 'drawer', id: 'events', 'aria-label': 'Events', 'data-testid': 'events', hidden: true },
      h(
        'header',
        { class: 'drawer-header' },
        h('h2', {}, 'Events'),
        this.copyButton(),
        this.clearButton(),
        this.closeButton(),
      ),
      this.scroller,
    );
    log.subscribe((entry) => this.add(entry));
  }

  /** Opens or closes it. */
  setOpen(open: boolean): void {
    show(this.element, open);
    this.toggle.setAttribute('aria-expanded', String(open));
    if (open) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  private add(entry: Entry): void {
    const atEnd = this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < 40;
    this.entries.push(entry);
    this.rows.append(row(entry));
    if (this.entries.length > MOST_ROWS) this.dropFirst();
    this.updateCount();
    if (atEnd) this.scroller.scrollTop = this.scroller.scrollHeight;
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
    setText(this.count, String(this.entries.length));
    show(this.empty, this.entries.length === 0);
    show(this.list, this.entries.length > 0);
  }

  private table(): HTMLElement {
    const heads = COLUMNS.map((name) => h('th', { scope: 'col' }, name));
    return h('table', { class: 'events' }, h('thead', {}, h('tr', {}, ...heads)), this.rows);
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

  private closeButton(): HTMLElement {
    const close = (): void => {
      this.setOpen(false);
      this.toggle.focus();
    };
    const props = {
      type: 'button',
      class: 'button icon-only quiet',
      'aria-label': 'Close the events',
      on: { click: close },
    };
    return h('button', props, icon('close'));
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

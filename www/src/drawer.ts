import { h, setText, show } from './dom';
import { EventList } from './events/list';
import type { EventLog } from './events/log';
import { Hood } from './hood/hood';
import { icon } from './icons';
import type { Session } from './session';
import { Tabs } from './tabs';

/** What happens behind the page: the SDK's events as they come, and what the browser does for a call. */
export class Drawer {
  readonly element: HTMLElement;
  /** Opens and closes it. */
  readonly toggle: HTMLButtonElement;
  private readonly count = h('span', { class: 'count', 'data-testid': 'event-count' }, '0');
  private readonly list: EventList;
  private readonly hood: Hood;
  private readonly tabs: Tabs;
  private at = 0;

  constructor(log: EventLog, sessions: () => Session[]) {
    this.list = new EventList(log, (count) => setText(this.count, String(count)));
    this.hood = new Hood(sessions);
    this.toggle = this.toggleButton();
    const tabs = [
      { name: 'Events', testId: 'tab-events', view: this.list.element },
      { name: 'Under the hood', testId: 'tab-hood', view: this.hood.element },
    ];
    this.element = h('section', { class: 'drawer', id: 'events', 'aria-label': 'Behind the page', hidden: true });
    this.element.dataset['testid'] = 'events';
    this.tabs = new Tabs('Behind the page', tabs, (at) => this.onTab(at));
    const header = h('header', { class: 'drawer-header' }, this.tabs.element, this.list.actions, this.closeButton());
    this.element.append(header, this.list.element, this.hood.element);
  }

  /** Opens or closes it. */
  setOpen(open: boolean): void {
    show(this.element, open);
    this.toggle.setAttribute('aria-expanded', String(open));
    this.onTab(this.at);
    if (open) this.list.scrollToEnd();
  }

  /** Shows the calls as they are now. */
  update(): void {
    this.hood.update();
  }

  private onTab(at: number): void {
    this.at = at;
    show(this.list.actions, at === 0);
    this.hood.setRunning(at === 1 && !this.element.hidden);
  }

  private toggleButton(): HTMLButtonElement {
    const props = { type: 'button', class: 'button bar-button', 'aria-label': 'Events', 'aria-expanded': 'false' };
    const on = { click: () => this.setOpen(this.element.hidden !== false) };
    const label = h('span', { class: 'bar-label' }, 'Events');
    return h(
      'button',
      { ...props, 'aria-controls': 'events', 'data-testid': 'events-toggle', on },
      icon('list'),
      label,
      this.count,
    );
  }

  private closeButton(): HTMLElement {
    const close = (): void => {
      this.setOpen(false);
      this.toggle.focus();
    };
    const props = { type: 'button', class: 'button icon-only quiet', 'aria-label': 'Close' };
    return h('button', { ...props, on: { click: close } }, icon('close'));
  }
}

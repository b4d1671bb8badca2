import { Desk } from './desk';
import { fill, h } from './dom';
import { Drawer } from './drawer';
import { EventLog } from './events/log';
import { callerOf } from './call/identity';
import type { LeftCall } from './call/left';
import { keepCalls } from './call/left';
import { icon } from './icons';
import { keepNames } from './lines';
import { LineCount } from './line-count';
import { currentTheme, followSystem, toggleTheme } from './theme';

/** The whole page. */
export class Page {
  private readonly log = new EventLog();
  private readonly desk = new Desk(this.log, () => this.onChange());
  private readonly drawer = new Drawer(this.log, () => this.desk.sessions);
  private readonly lines = new LineCount((count) => this.desk.choose(count));

  constructor(count: number) {
    document.body.append(this.bar(), this.desk.element, this.drawer.element);
    this.desk.setCount(count);
    // Captured, as the SDK ends all calls when it hears the same.
    addEventListener('pagehide', () => keepCalls(this.desk.lines), { capture: true });
  }

  /** Signs people in, in the order of the panels, and tells them which calls they left. */
  async enter(names: string[], left: ReadonlyMap<string, LeftCall>): Promise<void> {
    await this.desk.enter(names, left);
  }

  private onChange(): void {
    this.desk.update();
    this.drawer.update();
    this.lines.update(this.desk.count);
    keepNames(this.desk.names);
    const [incoming] = this.desk.sessions.flatMap(({ ringing }) => ringing);
    document.title = incoming ? `${callerOf(incoming).name} is calling · Offhook` : 'Offhook';
  }

  private bar(): HTMLElement {
    const mark = h('img', { src: 'icon.svg', alt: '', width: 28, height: 28 });
    return h(
      'header',
      { class: 'bar' },
      h('h1', { class: 'brand' }, mark, 'offhook'),
      this.lines.element,
      this.drawer.toggle,
      themeButton(),
    );
  }
}

function themeButton(): HTMLElement {
  const button = h('button', { type: 'button', class: 'button icon-only bar-button', 'data-testid': 'theme' });
  const update = (): void => {
    const next = currentTheme() === 'dark' ? 'light' : 'dark';
    fill(button, icon(next === 'dark' ? 'moon' : 'sun'));
    button.title = `Switch to ${next}`;
    button.setAttribute('aria-label', button.title);
  };
  button.addEventListener('click', () => {
    toggleTheme();
    update();
  });
  followSystem(update);
  update();
  return button;
}

import { Cord } from './cord';
import { fill, h, setAttribute } from './dom';
import { Drawer } from './drawer';
import { EventLog } from './events/log';
import { icon } from './icons';
import type { Suggestions } from './panel/panel';
import { Panel } from './panel/panel';
import { keepNames } from './lines';
import { known, personOf } from './people';
import { callerOf } from './session';
import { currentTheme, followSystem, toggleTheme } from './theme';

/** How many people the page is for. */
export type Layout = 'one' | 'two';

const NAMES = ['Alice', 'Bob', 'Carol', 'Dan'];
const MOST_SUGGESTED = 3;
const ELSEWHERE = 'They have to be signed in: in a second window, or on another machine.';
const ALONE = 'Nobody to call? Sign in with another name in a second window, or on another machine.';
const HALF = 'Nobody to call? Sign somebody in on the other line, or in a second window.';
const SHARED = 'Both lines share this machine’s microphone and loudspeaker: wear headphones, or mute one.';

/** The whole page. */
export class Page {
  private readonly log = new EventLog();
  private readonly drawer = new Drawer(this.log, () => this.panels.flatMap(({ session }) => session ?? []));
  private readonly cord = new Cord();
  private readonly main = h('main', { class: 'desk' });
  private readonly layoutButtons: HTMLButtonElement[];
  private panels: Panel[] = [];

  constructor(layout: Layout) {
    this.layoutButtons = [this.layoutButton('one', 'One', ' person'), this.layoutButton('two', 'Two', ' people')];
    document.body.append(this.bar(), this.main, this.drawer.element);
    this.setLayout(layout);
  }

  /** Signs people in, in the order of the panels. */
  async enter(names: string[]): Promise<void> {
    await Promise.all(this.panels.map((panel, at) => (names[at] ? panel.enter(personOf(names[at])) : undefined)));
  }

  /** Makes room for one person or for two. */
  private setLayout(layout: Layout): void {
    const wanted = layout === 'two' ? 2 : 1;
    this.panels.splice(wanted).forEach((panel) => void panel.close());
    while (this.panels.length < wanted) this.panels.push(this.panel(this.panels.length + 1));
    const [first, second] = this.panels.map(({ element }) => element);
    fill(this.main, first, second && this.cord.element, second);
    setAttribute(this.main, 'data-layout', layout);
    for (const button of this.layoutButtons) {
      button.setAttribute('aria-pressed', String(button.dataset['layout'] === layout));
    }
    this.onChange();
  }

  private panel(side: number): Panel {
    const suggestions = (panel: Panel) => this.suggestionsFor(panel);
    return new Panel(side, { log: this.log, suggestions, changed: () => this.onChange() });
  }

  private suggestionsFor(panel: Panel): Suggestions {
    const others = this.panels.filter((other) => other !== panel).flatMap(({ session }) => session?.person ?? []);
    const taken = new Set(others.map(({ id }) => id));
    const self = panel.session?.person.id;
    const people = [...others, ...known()].filter(
      ({ id }, at, all) => id !== self && all.findIndex((p) => p.id === id) === at,
    );
    const names = NAMES.filter((name) => !taken.has(personOf(name).id));
    const alone = people.length > 0 ? ELSEWHERE : this.panels.length > 1 ? HALF : ALONE;
    const hint = others.length > 0 ? SHARED : alone;
    return { people: people.slice(0, MOST_SUGGESTED), names: names.slice(0, MOST_SUGGESTED), hint };
  }

  private onChange(): void {
    const [first, second] = this.panels;
    if (first && second) this.cord.update(first, second);
    for (const panel of this.panels) panel.offer();
    this.drawer.update();
    const [incoming] = this.panels.flatMap(({ session }) => session?.ringing ?? []);
    keepNames(this.panels.map(({ name }) => name));
    document.title = incoming ? `${callerOf(incoming).name} is calling · Offhook` : 'Offhook';
  }

  private bar(): HTMLElement {
    const mark = h('img', { src: 'icon.svg', alt: '', width: 28, height: 28 });
    return h(
      'header',
      { class: 'bar' },
      h('h1', { class: 'brand' }, mark, 'offhook'),
      h('div', { class: 'segments', role: 'group', 'aria-label': 'Layout' }, ...this.layoutButtons),
      this.drawer.toggle,
      themeButton(),
    );
  }

  private layoutButton(layout: Layout, name: string, more: string): HTMLButtonElement {
    const choose = (): void => {
      if (layout === 'one' && this.panels[1]?.refusesToClose()) return;
      this.setLayout(layout);
      rememberLayout(layout);
    };
    const props = { type: 'button', class: 'segment', 'data-layout': layout, 'data-testid': `layout-${layout}` };
    const label = { 'aria-label': name + more, on: { click: choose } };
    return h('button', { ...props, ...label }, name, h('span', { class: 'segment-more' }, more));
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

function rememberLayout(layout: Layout): void {
  const url = new URL(location.href);
  url.searchParams.set('layout', layout);
  history.replaceState(null, '', url);
}

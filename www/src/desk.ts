import type { LeftCall } from './call/left';
import type { Line } from './call/line';
import { Cord } from './cord';
import { arrange, h, setAttribute } from './dom';
import type { EventLog } from './events/log';
import { columnsFor, layoutOf, MOST_LINES } from './layout';
import type { Suggestions } from './panel/panel';
import { Panel } from './panel/panel';
import { known, personOf } from './people';
import type { Session } from './session';

const NAMES = ['Alice', 'Bob', 'Carol', 'Dan', 'Eve', 'Frank', 'Grace', 'Heidi'];
const MOST_PEOPLE = 7;
const MOST_NAMES = 3;
const ELSEWHERE = 'They have to be signed in: in a second window, or on another machine.';
const ALONE = 'Nobody to call? Sign in with another name in a second window, or on another machine.';
const HALF = 'Nobody to call? Sign somebody in on another line, or in a second window.';
const SHARED = 'All lines share this machine’s microphone and loudspeaker: wear headphones, or mute all but one.';

/** The lines of the page, side by side. */
export class Desk {
  readonly element = h('main', { class: 'desk' });
  private readonly cord = new Cord();
  private panels: Panel[] = [];

  constructor(
    private readonly log: EventLog,
    private readonly changed: () => void,
  ) {}

  /** How many lines there are. */
  get count(): number {
    return this.panels.length;
  }

  /** Who is signed in, in the order of the lines. */
  get sessions(): Session[] {
    return this.panels.flatMap(({ session }) => session ?? []);
  }

  /** The names on the lines; empty where nobody is. */
  get names(): string[] {
    return this.panels.map(({ name }) => name);
  }

  /** The call of each who is in one with somebody, by their name: the one on the stage, or one on hold. */
  get lines(): Map<string, Line> {
    return new Map(
      this.sessions.flatMap(({ person, line, calls }) => {
        const shown = line ?? calls.held[0];
        return shown && shown.roster.present.length > 0 ? [[person.name, shown]] : [];
      }),
    );
  }

  /** Signs people in, in the order of the lines, and tells them which calls they left. */
  async enter(names: string[], left: ReadonlyMap<string, LeftCall>): Promise<void> {
    await Promise.all(this.panels.map((panel, at) => panel.enterAgain(names[at], left)));
  }

  /** Makes room for so many lines. None is closed on which a call goes on. */
  setCount(wanted: number): void {
    const extra = this.panels.slice(wanted);
    if (extra.some((panel) => panel.refusesToClose())) return;
    this.panels = this.panels.slice(0, wanted);
    while (this.panels.length < Math.min(wanted, MOST_LINES)) this.panels.push(this.panel());
    extra.forEach((panel) => void panel.close());
    this.arrange();
  }

  /** Makes room for so many lines because the user wants it: the address remembers it. */
  choose(wanted: number): void {
    this.setCount(wanted);
    rememberLayout(this.count);
    if (wanted > 2) this.panels.at(-1)?.element.scrollIntoView({ block: 'nearest' });
  }

  /** Shows how the lines stand to each other. */
  update(): void {
    const [first, second] = this.panels;
    if (first && second) this.cord.update(first, second);
    for (const panel of this.panels) panel.offer();
  }

  private panel(): Panel {
    const side = Math.max(0, ...this.panels.map((panel) => panel.side)) + 1;
    return new Panel(side, {
      log: this.log,
      suggestions: (panel) => this.suggestionsFor(panel),
      changed: this.changed,
      close: (panel) => this.close(panel),
    });
  }

  private close(panel: Panel): void {
    this.panels = this.panels.filter((other) => other !== panel);
    void panel.close();
    this.arrange();
    rememberLayout(this.count);
  }

  private arrange(): void {
    const { count } = this;
    const elements = this.panels.map(({ element }) => element);
    const [first, second] = elements;
    arrange(this.element, count === 2 && first && second ? [first, this.cord.element, second] : elements);
    setAttribute(this.element, 'data-layout', count > 2 ? 'many' : layoutOf(count));
    this.element.style.setProperty('--columns', String(columnsFor(count)));
    for (const panel of this.panels) panel.setClosable(count > 1);
    this.changed();
  }

  private suggestionsFor(panel: Panel): Suggestions {
    const others = this.panels.filter((other) => other !== panel).flatMap(({ session }) => session?.person ?? []);
    const taken = new Set(others.map(({ id }) => id));
    const self = panel.session?.person.id;
    const people = [...others, ...known()].filter(
      ({ id }, at, all) => id !== self && all.findIndex((person) => person.id === id) === at,
    );
    const names = NAMES.filter((name) => !taken.has(personOf(name).id));
    const alone = people.length > 0 ? ELSEWHERE : this.count > 1 ? HALF : ALONE;
    const hint = others.length > 0 ? SHARED : alone;
    return { people: people.slice(0, MOST_PEOPLE), names: names.slice(0, MOST_NAMES), hint };
  }
}

function rememberLayout(count: number): void {
  const url = new URL(location.href);
  url.searchParams.set('layout', layoutOf(count));
  history.replaceState(null, '', url);
}

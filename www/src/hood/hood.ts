import { fill, h, show } from '../dom';
import type { Session } from '../session';
import { HoodCard } from './card';

const EVERY = 1000;
const NOTE =
  'The states are the API’s. The numbers are the browser’s: this page watches its connections by an instrument of its ' +
  'own (www/src/hood/tap.ts), which is no API of the package.';

/** What goes on behind each person's call. Measures only while somebody looks. */
export class Hood {
  readonly element: HTMLElement;
  private readonly cards = h('div', { class: 'hood-cards' });
  private readonly empty = h('p', { class: 'drawer-empty' }, 'Nobody is signed in. Sign in and place a call.');
  private readonly known = new WeakMap<Session, HoodCard>();
  private ticking: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly sessions: () => Session[]) {
    const note = h('p', { class: 'hint' }, NOTE);
    this.element = h('div', { class: 'drawer-scroll hood', tabindex: 0 }, this.empty, this.cards, note);
  }

  /** Starts measuring, or stops. */
  setRunning(running: boolean): void {
    clearInterval(this.ticking);
    this.ticking = running ? setInterval(() => void this.measure(), EVERY) : undefined;
    if (!running) return;
    this.update();
    void this.measure();
  }

  /** Shows the calls as they are now. */
  update(): void {
    if (this.ticking === undefined) return;
    const sessions = this.sessions();
    show(this.empty, sessions.length === 0);
    const cards = sessions.map((session) => this.cardOf(session));
    sessions.forEach(({ person, latest }, at) => cards[at]?.update(person, latest));
    const elements = cards.map(({ element }) => element);
    if (
      elements.some((element, at) => this.cards.children[at] !== element) ||
      this.cards.childElementCount !== elements.length
    )
      fill(this.cards, ...elements);
  }

  private async measure(): Promise<void> {
    // A connection that is closed while it is asked has nothing to say any more.
    await Promise.allSettled(this.sessions().map((session) => this.cardOf(session).measure()));
  }

  private cardOf(session: Session): HoodCard {
    const card = this.known.get(session) ?? new HoodCard(session.person);
    this.known.set(session, card);
    return card;
  }
}

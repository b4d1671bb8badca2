import type { Line } from '../call/line';
import { arrange, h, show } from '../dom';
import type { Person } from '../people';
import type { Session } from '../session';
import { HoodCard } from './card';
import { claimPeers } from './match';

const EVERY = 1000;
const NOTE =
  'The states are the API’s. The numbers are the browser’s: this page watches its connections by an instrument of its ' +
  'own (www/src/hood/tap.ts), which is no API of the package. Where there are several, rates are those of all together, ' +
  'and losses and jitter those of the worst.';

/** What goes on behind each person's calls. Measures only while somebody looks. */
export class Hood {
  readonly element: HTMLElement;
  private readonly box = h('div', { class: 'hood-cards' });
  private readonly empty = h('p', { class: 'drawer-empty' }, 'Nobody is signed in. Sign in and place a call.');
  private readonly known = new WeakMap<Session | Line, HoodCard>();
  private ticking: ReturnType<typeof setInterval> | undefined;
  private isMeasuring = false;

  constructor(private readonly sessions: () => Session[]) {
    const note = h('p', { class: 'hint' }, NOTE);
    this.element = h('div', { class: 'drawer-scroll hood', tabindex: 0 }, this.empty, this.box, note);
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
    // While nobody looks too: of a call on hold they are not found any more.
    for (const { calls } of this.sessions()) calls.all.forEach((line) => void claimPeers(line));
    if (this.ticking === undefined) return;
    const cards = this.cards();
    show(this.empty, cards.length === 0);
    for (const card of cards) card.update();
    arrange(
      this.box,
      cards.map(({ element }) => element),
    );
  }

  /** A browser that is busy may take longer than until the next time. */
  private async measure(): Promise<void> {
    if (this.isMeasuring) return;
    this.isMeasuring = true;
    await Promise.allSettled(this.cards().map((card) => card.measure()));
    this.isMeasuring = false;
  }

  /** One for each call that goes on; for who is in none, one for the last that was. */
  private cards(): HoodCard[] {
    return this.sessions().flatMap((session) => {
      const { all, latest } = session.calls;
      const lines = all.length > 0 ? all : [latest];
      return lines.map((line) => this.cardOf(session, line));
    });
  }

  private cardOf(session: Session, line: Line | undefined): HoodCard {
    const key = line ?? session;
    const card = this.known.get(key) ?? new HoodCard(session.person, line, (other) => this.ownerOf(other));
    this.known.set(key, card);
    return card;
  }

  private ownerOf(line: Line): Person | undefined {
    return this.sessions().find(({ calls }) => calls.all.includes(line))?.person;
  }
}

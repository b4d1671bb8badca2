import { Controls } from './controls';
import { Dialer } from './dialer';
import { fill, h, setAttribute, setText, show } from './dom';
import type { EventLog } from './events';
import type { Lamp } from './header';
import { PanelHeader } from './header';
import { Notices } from './notices';
import type { Person } from './people';
import { tintOf } from './people';
import { insecurePage, problemOf } from './problems';
import { inWords } from './reasons';
import { Ringing } from './ringing';
import { callerOf, Session } from './session';
import { SignIn } from './signin';
import { Stage } from './stage';

/** Whom a panel may want to call, whom to be, and what helps with it. */
export interface Suggestions {
  people: Person[];
  names: string[];
  hint: string;
}

/** What a panel needs of the page. */
export interface Surroundings {
  log: EventLog;
  suggestions: (panel: Panel) => Suggestions;
  /** Called whenever something changed. */
  changed: () => void;
}

/** One person's place on the page: from signing in to hanging up. */
export class Panel {
  readonly element: HTMLElement;
  /** Who is signed in here. */
  session: Session | undefined;
  private signingIn = false;
  private closed = false;
  private occupied: 'call' | 'ring' | undefined;
  private readonly header: PanelHeader;
  private readonly signIn = new SignIn((person) => void this.enter(person));
  private readonly dialer = new Dialer((callee, withCamera) => void this.session?.call(callee, withCamera));
  private readonly controls: Controls;
  private readonly ringing: Ringing;
  private readonly notices = new Notices(() => this.session?.dismissProblem());
  private readonly body = h('div', { class: 'panel-body' });
  private readonly live = h('p', { class: 'visually-hidden', 'aria-live': 'polite', 'data-testid': 'live' });
  private stage: Stage | undefined;

  constructor(
    readonly side: number,
    private readonly around: Surroundings,
  ) {
    this.header = new PanelHeader(`Line ${side}`, () => void this.leave());
    this.controls = new Controls({
      toggleMute: async () => this.session?.toggleMute(),
      toggleCamera: async () => this.session?.toggleCamera(),
      hangUp: async () => this.session?.hangUp(),
    });
    this.ringing = new Ringing({
      answer: async (incoming, withCamera) => this.session?.answer(incoming, withCamera),
      decline: async (incoming) => this.session?.decline(incoming),
    });
    this.element = h(
      'section',
      {
        class: 'panel',
        tabindex: -1,
        'aria-label': `Line ${side}`,
        'data-testid': 'panel',
        'data-side': side,
        on: { keydown: (event) => this.onKey(event) },
      },
      this.header.element,
      this.notices.element,
      this.body,
      this.controls.element,
      this.ringing.element,
      this.live,
    );
    this.update();
  }

  /** Signs a person in. */
  async enter(person: Person): Promise<void> {
    if (this.session || this.signingIn) return;
    this.setSigningIn(person);
    try {
      const session = await Session.signIn(person, this.noteFor(person), () => this.update());
      if (this.closed) return void session.signOut();
      this.session = session;
      this.stage = new Stage(person);
    } catch (error) {
      this.signIn.setProblem(problemOf(error));
    }
    this.setSigningIn(undefined);
    this.focusEntry();
  }

  /** Signs out, and ends what goes on. */
  async leave(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    this.stage?.close();
    this.stage = undefined;
    this.update();
    this.focusEntry();
    await session?.signOut();
  }

  /** Takes the panel off the page. */
  async close(): Promise<void> {
    this.closed = true;
    await this.leave();
  }

  /** How the person stands. */
  get lamp(): Lamp {
    if (this.signingIn) return 'busy';
    if (!this.session) return 'off';
    if (this.session.lost) return 'lost';
    if (this.session.line) return this.session.line.call.state === 'Connected' ? 'live' : 'ringing';
    return this.session.ringing.length > 0 ? 'ringing' : 'ready';
  }

  /** Shows everything as it is now. */
  update(): void {
    const { session } = this;
    const line = session?.line;
    const focused = this.element.contains(document.activeElement);
    this.header.update(session?.person, this.lamp);
    setAttribute(this.element, 'aria-label', session?.person.name ?? `Line ${this.side}`);
    this.showView(session && (line ? this.stage?.element : this.dialer.element));
    this.stage?.update(line);
    show(this.controls.element, line !== undefined);
    if (line) this.controls.update(line);
    this.dialer.setPast(session?.past);
    this.notices.update(this.standingProblems(), session?.problem);
    this.moveFocus(focused);
    setText(this.live, this.announcement());
    this.around.changed();
  }

  /** Offers the people whom this panel may want to call, and the names it may want to have. */
  offer(): void {
    const { people, names, hint } = this.around.suggestions(this);
    this.dialer.suggest(people);
    this.dialer.setHint(hint);
    this.signIn.suggest(names);
  }

  /** Puts the cursor where the person would start. */
  focusEntry(): void {
    if (this.session) this.dialer.focus();
    else this.signIn.focus();
  }

  private showView(view: HTMLElement | undefined): void {
    const wanted = view ?? this.signIn.element;
    if (this.body.firstElementChild !== wanted) fill(this.body, wanted);
  }

  /** Follows what the person does next: answer, hang up, call again. Never takes the focus from a field that is typed in. */
  private moveFocus(focused: boolean): void {
    const { line, ringing = [] } = this.session ?? {};
    const freshRing = this.ringing.update(ringing, line !== undefined);
    const before = this.occupied;
    this.occupied = line ? 'call' : ringing.length > 0 ? 'ring' : undefined;
    if (freshRing && !isTyping()) this.ringing.focus();
    else if (!focused || this.occupied === before) return;
    else if (line) this.controls.focus(line.call.direction === 'Outgoing');
    else if (this.occupied === undefined) this.focusEntry();
  }

  private standingProblems() {
    const { session } = this;
    if (!session) return [];
    const insecure = isSecureContext ? [] : [insecurePage()];
    return [...insecure, ...(session.lost ? [session.lost] : []), ...(session.line?.troubles.values() ?? [])];
  }

  private announcement(): string {
    const { session } = this;
    const [incoming] = session?.ringing ?? [];
    if (incoming) return `${callerOf(incoming).name} is calling.`;
    if (session?.line) return SPOKEN[session.line.call.state]?.(session.line.otherName) ?? '';
    return session?.past ? inWords(session.past.ending).title : '';
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping()) return;
    // A button that has the focus takes Enter itself.
    const onButton = event.target instanceof HTMLButtonElement && event.key === 'Enter';
    const answered = !onButton && this.ringing.pressKey(event.key);
    const pressed = answered || (this.session?.line !== undefined && this.controls.pressKey(event.key));
    if (pressed) event.preventDefault();
  }

  private setSigningIn(person: Person | undefined): void {
    this.signingIn = person !== undefined;
    this.signIn.setBusy(person);
    if (person) this.signIn.setProblem(undefined);
    this.update();
  }

  private noteFor({ id, name }: Person) {
    const tint = tintOf(id);
    return (object: string, event: string, value: string): void =>
      this.around.log.add({ at: new Date(), who: name, tint, object, event, value });
  }
}

const SPOKEN: Record<string, (other: string) => string> = {
  Connecting: (other) => `Calling ${other}.`,
  Ringing: (other) => `It rings at ${other}’s.`,
  Connected: (other) => `Connected with ${other}.`,
};

function isTyping(): boolean {
  return document.activeElement instanceof HTMLInputElement;
}

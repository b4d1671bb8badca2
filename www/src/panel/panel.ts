import { Controls } from '../controls/controls';
import { Dialer } from '../dialer/dialer';
import { DevicesPane } from '../devices/pane';
import { fill, h, setAttribute, setText, show } from '../dom';
import type { EventLog } from '../events/log';
import { leaveFullScreen, toggleFullScreen } from '../stage/fullscreen';
import type { Lamp } from './header';
import { PanelHeader } from './header';
import { Notices } from './notices';
import type { Person } from '../people';
import { tintOf } from '../people';
import { Problem, problemOf } from '../problems';
import { Ringing } from './ringing';
import { Session } from '../session';
import { SignIn } from '../signin';
import { Stage } from '../stage/stage';
import { announcement, standingProblems } from './standing';

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
  /** The name of who is here, or of who tried to be; empty after they left. */
  name = '';
  private signingIn = false;
  private closed = false;
  private occupied: 'call' | 'ring' | undefined;
  private readonly header: PanelHeader;
  private readonly signIn = new SignIn((person) => void this.enter(person));
  private readonly dialer = new Dialer({
    call: (callee, withCamera) => void this.session?.call(callee, withCamera),
    dismissPast: () => {
      this.session?.dismissPast();
      this.focusEntry();
    },
  });
  private readonly controls: Controls;
  private readonly ringing: Ringing;
  private readonly notices = new Notices(() => this.session?.setProblem(undefined));
  private readonly body = h('div', { class: 'panel-body' });
  private readonly live = h('p', { class: 'visually-hidden', 'aria-live': 'polite', 'data-testid': 'live' });
  private stage: Stage | undefined;
  private devices: DevicesPane | undefined;

  constructor(
    readonly side: number,
    private readonly around: Surroundings,
  ) {
    this.header = new PanelHeader(`Line ${side}`, {
      toggleDevices: () => this.toggleDevices(),
      signOut: () => void this.leave(),
    });
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
    this.name = person.name;
    this.setSigningIn(person);
    try {
      const session = await Session.signIn(person, this.noteFor(person), () => this.update());
      if (this.closed) return void session.signOut();
      this.take(session);
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
    this.name = '';
    this.stage?.close();
    this.devices?.dispose();
    this.devices?.element.remove();
    this.stage = this.devices = undefined;
    this.update();
    this.focusEntry();
    await session?.signOut();
  }

  /** Takes the panel off the page. */
  async close(): Promise<void> {
    this.closed = true;
    await this.leave();
  }

  /** Whether it would end something to take the panel off the page; who is there is told so. */
  refusesToClose(): boolean {
    const { session } = this;
    const busy = session !== undefined && (session.line !== undefined || session.ringing.length > 0);
    if (busy) session.setProblem(new Problem('This line is in a call.', 'Hang up first; then one line is enough.'));
    return busy;
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
    if (!line) leaveFullScreen(this.element);
    show(this.controls.element, line !== undefined);
    if (line) this.controls.update(line);
    this.dialer.setPast(session?.past);
    this.notices.update(standingProblems(session), session?.problem);
    this.moveFocus(focused);
    this.devices?.update();
    setText(this.live, announcement(session));
    this.around.changed();
  }

  /** Offers the people whom this panel may want to call, and the names it may want to have. */
  offer(): void {
    const { people, names, hint } = this.around.suggestions(this);
    this.dialer.suggest(people);
    this.dialer.setHint(hint);
    this.signIn.suggest(names);
  }

  /** Puts the cursor where the person would start, unless it is on the other line. */
  focusEntry(): void {
    const { activeElement } = document;
    if (activeElement !== document.body && !this.element.contains(activeElement)) return;
    if (this.session) this.dialer.focus();
    else this.signIn.focus();
  }

  private showView(view: HTMLElement | undefined): void {
    const wanted = view ?? this.signIn.element;
    if (this.body.firstElementChild !== wanted) fill(this.body, wanted);
  }

  /** Follows what the person does next: answer, hang up, call again. */
  private moveFocus(focused: boolean): void {
    const { line, ringing = [] } = this.session ?? {};
    const fresh = this.ringing.update(ringing, line !== undefined);
    if (fresh) this.devices?.close();
    // A form that a ringing call covers takes neither focus nor keys.
    const typedBelow = isTyping() && this.body.contains(document.activeElement);
    this.body.inert = ringing.length > 0 && line === undefined;
    const before = this.occupied;
    this.occupied = line ? 'call' : ringing.length > 0 ? 'ring' : undefined;
    if (fresh) this.focusRinging(typedBelow);
    else if (!focused || this.occupied === before) return;
    else if (line) this.controls.focus(line.call.direction === 'Outgoing');
    else if (this.occupied === undefined) this.focusEntry();
  }

  /** Never takes the focus from a field of the other line. */
  private focusRinging(typedBelow: boolean): void {
    if (typedBelow) this.ringing.interrupt();
    else if (!isTyping()) this.ringing.focus();
  }

  private take(session: Session): void {
    this.session = session;
    this.stage = new Stage(session.person, {
      toggleSound: () => void session.toggleIncomingAudio(),
      toggleFullScreen: () => void toggleFullScreen(this.element),
    });
    this.devices = new DevicesPane(session, () => this.onDevicesClosed());
    this.controls.element.after(this.devices.element);
  }

  private toggleDevices(): void {
    if (this.devices?.isOpen) return this.devices.close();
    this.header.setDevicesOpen(true);
    this.devices?.open();
  }

  private onDevicesClosed(): void {
    this.header.setDevicesOpen(false);
    this.header.focusDevices();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping()) return;
    // A button that has the focus takes Enter itself.
    const onButton = event.target instanceof HTMLButtonElement && event.key === 'Enter';
    const answered = !onButton && this.ringing.pressKey(event.key, event.timeStamp);
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

function isTyping(): boolean {
  return document.activeElement instanceof HTMLInputElement || document.activeElement instanceof HTMLSelectElement;
}

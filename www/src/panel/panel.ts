import type { LeftCall } from '../call/left';
import { leftInWords } from '../call/left';
import type { Controls } from '../controls/controls';
import { Dialer } from '../dialer/dialer';
import { fill, h, setAttribute, setText, show } from '../dom';
import type { EventLog } from '../events/log';
import type { Person } from '../people';
import { personOf } from '../people';
import { tintOf } from '../tints';
import { Problem, problemOf } from '../problems';
import { Session } from '../session';
import { SignIn } from '../signin';
import { leaveFullScreen } from '../stage/fullscreen';
import type { Stage } from '../stage/stage';
import { Focus, isTyping } from './focus';
import { PanelHeader } from './header';
import type { HeldCalls } from './held';
import { Notices } from './notices';
import { Panes } from './panes';
import type { Ringing } from './ringing';
import type { Standing } from './standing';
import { announcement, standingOf, standingProblems } from './standing';
import { controlsOf, heldCallsOf, ringingOf, stageOf } from './wiring';

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
  /** Takes the panel off the page. */
  close: (panel: Panel) => void;
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
  private readonly header: PanelHeader;
  private readonly signIn = new SignIn((person) => void this.enter(person));
  private readonly dialer: Dialer;
  private readonly controls: Controls;
  private readonly ringing: Ringing;
  private readonly held: HeldCalls;
  private readonly notices = new Notices({
    problem: () => this.session?.setProblem(undefined),
    note: () => this.session?.setNote(undefined),
  });
  private readonly body = h('div', { class: 'panel-body' });
  private readonly live = h('p', { class: 'visually-hidden', 'aria-live': 'polite', 'data-testid': 'live' });
  private readonly focus: Focus;
  private stage: Stage | undefined;
  private panes: Panes | undefined;

  constructor(
    readonly side: number,
    private readonly around: Surroundings,
  ) {
    this.header = this.makeHeader();
    this.dialer = this.makeDialer();
    const current = (): Session | undefined => this.session;
    this.controls = controlsOf(current, () => this.panes?.togglePeople(this.session?.line));
    this.ringing = ringingOf(current);
    this.held = heldCallsOf(current);
    this.element = this.makeElement();
    const { element, body, ringing, controls } = this;
    const focusing = { entry: () => this.focusEntry(), uncover: () => this.panes?.close() };
    this.focus = new Focus({ element, body, ringing, controls, ...focusing });
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

  /** Signs somebody in who was here before, if anybody was, and tells them which call they left. */
  async enterAgain(name: string | undefined, left: ReadonlyMap<string, LeftCall>): Promise<void> {
    if (!name) return;
    await this.enter(personOf(name));
    const call = left.get(name);
    if (call) this.session?.setNote(leftInWords(call));
  }

  /** Signs out, and ends what goes on. */
  async leave(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    this.name = '';
    this.stage?.close();
    this.panes?.dispose();
    this.stage = this.panes = undefined;
    this.update();
    this.focusEntry();
    await session?.signOut();
  }

  /** Takes the panel off the page. */
  async close(): Promise<void> {
    this.closed = true;
    this.held.close();
    await this.leave();
  }

  /** Offers to take the panel off the page, while nobody is there. */
  setClosable(closable: boolean): void {
    this.header.setClosable(closable);
  }

  /** Whether it would end something to take the panel off the page; who is there is told so. */
  refusesToClose(): boolean {
    const busy = this.session?.isBusy === true;
    if (busy)
      this.session?.setProblem(new Problem('This line is in a call.', 'Hang up first; then fewer lines are enough.'));
    return busy;
  }

  /** Shows everything as it is now. */
  update(): void {
    const { session } = this;
    const line = session?.line;
    const wasHere = this.focus.isHere;
    this.header.update(session?.person, this.standing);
    setAttribute(this.element, 'aria-label', session?.person.name ?? `Line ${this.side}`);
    this.showView(session && (line ? this.stage?.element : this.dialer.element));
    this.stage?.update(line);
    this.held.update(session?.calls.held ?? [], line !== undefined);
    this.showControls(line !== undefined);
    if (line) this.controls.update(line);
    this.dialer.setPast(session?.past);
    const { problem, note } = session ?? {};
    this.notices.update({ standing: standingProblems(session), problem, note });
    this.focus.update(session, wasHere);
    this.panes?.update(line);
    setText(this.live, announcement(session));
    this.around.changed();
  }

  /** Offers the people whom this panel may want to call, and the names it may want to have. */
  offer(): void {
    const { people, names, hint } = this.around.suggestions(this);
    this.dialer.suggest(people);
    this.dialer.setHint(hint);
    this.signIn.suggest(names);
    this.panes?.suggest(people);
  }

  /** Puts the cursor where the person would start, unless it is on another line. */
  focusEntry(): void {
    const { activeElement } = document;
    if (activeElement !== document.body && !this.element.contains(activeElement)) return;
    if (this.session) this.dialer.focus();
    else this.signIn.focus();
  }

  private get standing(): Standing {
    if (this.signingIn) return { lamp: 'busy', words: 'Signing in…' };
    return this.session ? standingOf(this.session) : { lamp: 'off', words: 'Nobody here yet' };
  }

  private showView(view: HTMLElement | undefined): void {
    const wanted = view ?? this.signIn.element;
    if (this.body.firstElementChild !== wanted) fill(this.body, wanted);
  }

  private showControls(visible: boolean): void {
    show(this.controls.element, visible);
    if (visible) return;
    this.controls.close();
    leaveFullScreen(this.element);
  }

  private take(session: Session): void {
    this.session = session;
    this.stage = stageOf(session, this.element);
    this.panes = new Panes(session, {
      setDevicesOpen: (open) => this.header.setDevicesOpen(open),
      focusDevices: () => this.header.focusDevices(),
      setPeopleOpen: (open) => this.controls.setPeopleOpen(open),
      focusPeople: () => this.controls.focusPeople(),
    });
    this.controls.element.after(...this.panes.elements);
  }

  private async call(people: Person[], withCamera: boolean): Promise<void> {
    await this.session?.call(people, withCamera);
    if (this.session?.line) this.dialer.clear();
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
    return (object: string, event: string, value: string, about?: string): void =>
      this.around.log.add({ at: new Date(), who: name, tint, object, about, event, value });
  }

  private makeHeader(): PanelHeader {
    return new PanelHeader(`Line ${this.side}`, {
      toggleDevices: () => this.panes?.toggleDevices(),
      signOut: () => void this.leave(),
      close: () => this.around.close(this),
    });
  }

  private makeDialer(): Dialer {
    return new Dialer({
      call: (people, withCamera) => void this.call(people, withCamera),
      dismissPast: () => {
        this.session?.dismissPast();
        this.focusEntry();
      },
    });
  }

  private makeElement(): HTMLElement {
    const on = { keydown: (event: KeyboardEvent) => this.onKey(event) };
    const props = { class: 'panel', tabindex: -1, 'aria-label': `Line ${this.side}`, 'data-testid': 'panel' };
    const { header, notices, held, body, controls, ringing, live } = this;
    return h(
      'section',
      { ...props, 'data-side': this.side, on },
      header.element,
      notices.element,
      held.element,
      body,
      controls.element,
      ringing.element,
      live,
    );
  }
}

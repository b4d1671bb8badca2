import type { TeamsIncomingCall } from '@azure/communication-calling';
import { avatar, setAvatar } from '../avatar';
import type { Precedence } from '../call/calls';
import { callerOf } from '../call/identity';
import type { Line } from '../call/line';
import { RoundButton } from '../controls/round';
import { freshId, h, setAttribute, setText, show } from '../dom';
import { counted } from '../names';
import { spokenName } from '../people';

/** What can be done about a call that comes in. */
export interface Answers {
  answer: (incoming: TeamsIncomingCall, withCamera: boolean, precedence: Precedence) => Promise<void>;
  decline: (incoming: TeamsIncomingCall) => Promise<void>;
}

/** Whoever was typing reads who calls in no less time, in milliseconds: a key that comes earlier was meant for the field. */
const TOO_FAST = 400;

/** Says who calls, and asks what to do. Enter answers, Escape declines. During a call it asks what becomes of that one. */
export class Ringing {
  readonly element: HTMLElement;
  private readonly face = avatar('large');
  private readonly title = h('p', { class: 'ringing-title' });
  private readonly detail = h('p', { class: 'ringing-detail', id: freshId('ringing') });
  private readonly accept = new RoundButton('answer', 'Enter', () => this.answer(false, this.precedence));
  private readonly acceptSeen = new RoundButton('answer-video', undefined, () => this.answer(true, this.precedence));
  private readonly acceptEnding = new RoundButton('answer-end', undefined, () => this.answer(false, 'end'));
  private readonly reject = new RoundButton('decline', 'Esc', () => this.decline());
  private incoming: TeamsIncomingCall | undefined;
  private precedence: Precedence = 'hold';
  private interruptedAt = -Infinity;

  constructor(private readonly answers: Answers) {
    this.acceptSeen.update({ name: 'With camera', shape: 'camera' });
    this.acceptEnding.update({ name: 'End and answer', shape: 'phone' });
    this.reject.update({ name: 'Decline', shape: 'hangUp' });
    this.accept.element.classList.add('round-start');
    this.reject.element.classList.add('round-end');
    const buttons = [this.accept, this.acceptSeen, this.acceptEnding, this.reject].map(({ element }) => element);
    const labels = { 'aria-describedby': this.detail.id };
    this.element = h(
      'div',
      { class: 'ringing', role: 'alertdialog', ...labels, 'data-testid': 'incoming-call', tabindex: -1, hidden: true },
      h('div', { class: 'ringing-face' }, this.face),
      this.title,
      this.detail,
      h('div', { class: 'ringing-actions' }, ...buttons),
    );
  }

  /** Shows the first of those who ring, over the call that is on the stage; `true` if it is another one than before. */
  update([incoming, ...others]: TeamsIncomingCall[], line: Line | undefined): boolean {
    const fresh = incoming !== undefined && incoming !== this.incoming;
    this.incoming = incoming;
    show(this.element, incoming !== undefined);
    if (!incoming) return false;
    const caller = callerOf(incoming);
    setAvatar(this.face, caller);
    setText(this.title, `${caller.name} is calling`);
    setAttribute(this.element, 'aria-label', `${spokenName(caller)} is calling`);
    setText(this.detail, detail(incoming, line, others.length));
    setAttribute(this.element, 'data-in-call', line !== undefined);
    this.offer(line);
    return fresh;
  }

  /** So that Enter answers. */
  focus(): void {
    this.accept.element.focus();
  }

  /** Takes the keys from somebody who is just typing something else: what they press next may be meant for that. */
  interrupt(): void {
    this.interruptedAt = performance.now();
    this.element.focus({ preventScroll: true });
  }

  /** Does what a key stands for; `false` if it stands for nothing. */
  pressKey(key: string, at: number): boolean {
    if (!this.incoming) return false;
    const button = { Enter: this.accept, Escape: this.reject }[key];
    if (at - this.interruptedAt > TOO_FAST) void button?.press();
    return button !== undefined;
  }

  /** A call that was never answered cannot be held: it has to end. */
  private offer(line: Line | undefined): void {
    this.precedence = line && !line.isEstablished ? 'end' : 'hold';
    const toHold = line?.isEstablished === true && !line.isHeld;
    const name = toHold ? 'Hold and answer' : this.precedence === 'end' ? 'End and answer' : 'Answer';
    this.accept.update({ name, shape: 'phone' });
    show(this.acceptSeen.element, line === undefined);
    show(this.acceptEnding.element, line?.isEstablished === true);
  }

  private async answer(withCamera: boolean, precedence: Precedence): Promise<void> {
    if (this.incoming) await this.answers.answer(this.incoming, withCamera, precedence);
  }

  private async decline(): Promise<void> {
    if (this.incoming) await this.answers.decline(this.incoming);
  }
}

function detail({ info }: TeamsIncomingCall, line: Line | undefined, others: number): string {
  const group = info.threadId !== undefined && 'A group call: others are called too, or in it already.';
  const now = line ? `You are in a call with ${line.name}.` : 'Your microphone stays closed until you answer.';
  const waiting = others > 0 && `${counted(others, 'more call is', 'more calls are')} waiting.`;
  return [group, now, waiting].filter(Boolean).join(' ');
}

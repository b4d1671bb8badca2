import type { TeamsIncomingCall } from '@azure/communication-calling';
import { avatar, setAvatar } from '../avatar';
import { freshId, h, setAttribute, setText, show } from '../dom';
import { RoundButton } from '../controls/round';
import { callerOf } from '../session';

/** What can be done about a call that comes in. */
export interface Answers {
  answer: (incoming: TeamsIncomingCall, withCamera: boolean) => Promise<void>;
  decline: (incoming: TeamsIncomingCall) => Promise<void>;
}

/** Whoever was typing reads who calls in no less time, in milliseconds: a key that comes earlier was meant for the field. */
const TOO_FAST = 400;

/** Says who calls, and asks what to do. Enter answers, Escape declines. */
export class Ringing {
  readonly element: HTMLElement;
  private readonly face = avatar('large');
  private readonly title = h('p', { class: 'ringing-title', id: freshId('ringing') });
  private readonly detail = h('p', { class: 'ringing-detail', id: freshId('ringing') });
  private readonly accept = new RoundButton('answer', 'Enter', () => this.answer(false));
  private readonly acceptSeen = new RoundButton('answer-video', undefined, () => this.answer(true));
  private readonly reject = new RoundButton('decline', 'Esc', () => this.decline());
  private incoming: TeamsIncomingCall | undefined;
  private interruptedAt = -Infinity;

  constructor(private readonly answers: Answers) {
    this.accept.update({ name: 'Answer', shape: 'phone' });
    this.acceptSeen.update({ name: 'With camera', shape: 'camera' });
    this.reject.update({ name: 'Decline', shape: 'hangUp' });
    this.accept.element.classList.add('round-start');
    this.reject.element.classList.add('round-end');
    const buttons = [this.accept, this.acceptSeen, this.reject].map(({ element }) => element);
    this.element = h(
      'div',
      {
        class: 'ringing',
        role: 'alertdialog',
        'aria-labelledby': this.title.id,
        'aria-describedby': this.detail.id,
        'data-testid': 'incoming-call',
        tabindex: -1,
        hidden: true,
      },
      h('div', { class: 'ringing-face' }, this.face),
      this.title,
      this.detail,
      h('div', { class: 'ringing-actions' }, ...buttons),
    );
  }

  /** Shows the first of those who ring; `true` if it is another one than before. */
  update([incoming, ...others]: TeamsIncomingCall[], inCall: boolean): boolean {
    const fresh = incoming !== undefined && incoming !== this.incoming;
    this.incoming = incoming;
    show(this.element, incoming !== undefined);
    if (!incoming) return false;
    const caller = callerOf(incoming);
    setAvatar(this.face, caller);
    setText(this.title, `${caller.name} is calling`);
    setText(this.detail, detail(inCall, others.length));
    setAttribute(this.element, 'data-in-call', inCall);
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

  private async answer(withCamera: boolean): Promise<void> {
    if (this.incoming) await this.answers.answer(this.incoming, withCamera);
  }

  private async decline(): Promise<void> {
    if (this.incoming) await this.answers.decline(this.incoming);
  }
}

function detail(inCall: boolean, others: number): string {
  const waiting = others === 0 ? '' : ` ${others} more ${others === 1 ? 'call is' : 'calls are'} waiting.`;
  return (
    (inCall ? 'Answering hangs up the call you are in.' : 'Your microphone stays closed until you answer.') + waiting
  );
}

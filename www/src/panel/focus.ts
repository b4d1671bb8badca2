import type { Line } from '../call/line';
import type { Controls } from '../controls/controls';
import { isShown } from '../dom';
import type { Session } from '../session';
import type { Ringing } from './ringing';

/** What of a panel the focus goes to. */
export interface Places {
  element: HTMLElement;
  body: HTMLElement;
  ringing: Ringing;
  controls: Controls;
  /** Where somebody starts who is in no call. */
  entry: () => void;
  /** Closes what lies over the panel. */
  uncover: () => void;
}

/** Lets the focus follow what the person does next: answer, hang up, call again. Never takes it from another line's field. */
export class Focus {
  private occupied: 'call' | 'ring' | undefined;

  constructor(private readonly places: Places) {}

  /** Whether the focus is on the panel now. */
  get isHere(): boolean {
    return this.places.element.contains(document.activeElement);
  }

  /** Shows who rings, and moves the focus. */
  update(session: Session | undefined, wasHere: boolean): void {
    const { line, ringing = [] } = session ?? {};
    const wasOnRinging = this.places.ringing.element.contains(document.activeElement);
    const fresh = this.places.ringing.update(ringing, line);
    // A form that a ringing call covers takes neither focus nor keys.
    const typedBelow = isTyping() && this.isHere;
    this.places.body.inert = ringing.length > 0 && line === undefined;
    const before = this.occupied;
    this.occupied = line ? 'call' : ringing.length > 0 ? 'ring' : undefined;
    const isOver = wasOnRinging && ringing.length === 0;
    if (fresh) this.toRinging(typedBelow);
    else if (wasHere && (isOver || this.occupied !== before || this.isLost)) this.toNext(line);
  }

  /** Whether what had the focus is gone or hidden: keys would go nowhere. */
  private get isLost(): boolean {
    const { activeElement } = document;
    return !this.isHere || (activeElement !== null && !isShown(activeElement));
  }

  private toNext(line: Line | undefined): void {
    if (line) this.places.controls.focus(line.call.direction === 'Outgoing' && !line.isEstablished);
    else if (this.occupied === undefined) this.places.entry();
  }

  private toRinging(typedBelow: boolean): void {
    this.places.uncover();
    if (typedBelow) this.places.ringing.interrupt();
    else if (!isTyping()) this.places.ringing.focus();
  }
}

/** Whether keys are meant for a field now. */
export function isTyping(): boolean {
  return document.activeElement instanceof HTMLInputElement || document.activeElement instanceof HTMLSelectElement;
}

import { fill, h, setAttribute } from '../dom';
import type { Step } from '../call/line';
import { timeOfDay } from '../time';
import { later } from './units';

/** The states that a call went through, and how long after the one before each came. */
export class StateStrip {
  readonly element = h('ol', { class: 'strip', 'aria-label': 'States of the call', 'data-testid': 'states' });
  private shown = '';

  /** Shows the states. */
  update(steps: readonly Step[]): void {
    const text = JSON.stringify(steps);
    if (text === this.shown) return;
    this.shown = text;
    fill(this.element, ...steps.map((step, at) => item(step, steps[at - 1], at === steps.length - 1)));
  }
}

function item({ state, at }: Step, before: Step | undefined, latest: boolean): HTMLElement {
  const time = before ? later(at - before.at) : timeOfDay(new Date(at));
  const element = h('li', { class: 'strip-step', 'data-state': state }, h('b', {}, state), h('span', {}, time));
  if (latest) setAttribute(element, 'aria-current', 'step');
  return element;
}

import type { Panel } from './panel/panel';
import { setAttribute } from './dom';

/** The cord between the two lines of the page: there while the one talks to the other, moving while it rings. */
export class Cord {
  readonly element: HTMLElement;

  constructor() {
    const template = document.createElement('template');
    template.innerHTML = `
      <div class="cord" aria-hidden="true" data-testid="cord">
        <svg viewBox="0 0 72 120" preserveAspectRatio="none" focusable="false">
          <path class="cord-shadow" d="M0 14 C 14 122 58 122 72 14" pathLength="100" />
          <path class="cord-line" d="M0 14 C 14 122 58 122 72 14" pathLength="100" />
        </svg>
        <span class="jack jack-1"></span>
        <span class="jack jack-2"></span>
      </div>`;
    this.element = template.content.querySelector<HTMLElement>('.cord')!;
  }

  /** Shows how the two lines stand to each other. */
  update(first: Panel, second: Panel): void {
    const lines = [first, second].map((panel) => panel.session?.line);
    const joined = callsTheOther(first, second) || callsTheOther(second, first);
    const live = lines.every((line) => line?.call.state === 'Connected');
    setAttribute(this.element, 'data-cord', joined ? (live ? 'live' : 'ringing') : undefined);
    setAttribute(this.element, 'data-from', second.session?.line?.call.direction === 'Outgoing' ? 2 : 1);
  }
}

function callsTheOther(one: Panel, other: Panel): boolean {
  const people = one.session?.line?.roster.present ?? [];
  return people.some(({ id }) => id === other.session?.person.id);
}

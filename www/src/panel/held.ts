import type { Line } from '../call/line';
import { arrange, h, setAttribute, setText } from '../dom';
import { icon } from '../icons';
import { clock } from '../time';

/** What can be done about a call that waits. */
export interface HeldActions {
  resume: (line: Line) => Promise<void>;
  hangUp: (line: Line) => Promise<void>;
}

/** The calls that wait while another one is on the stage, or none. */
export class HeldCalls {
  readonly element = h('ul', { class: 'held', 'aria-label': 'Calls on hold', 'data-testid': 'held-calls' });
  private rows = new Map<Line, HeldRow>();
  private readonly ticking = setInterval(() => this.tick(), 1000);

  constructor(private readonly actions: HeldActions) {}

  /** Shows which there are; whether resuming one holds another one. */
  update(lines: Line[], switches: boolean): void {
    this.rows = new Map(lines.map((line) => [line, this.rows.get(line) ?? new HeldRow(line, this.actions)]));
    const rows = [...this.rows.values()];
    arrange(
      this.element,
      rows.map(({ element }) => element),
    );
    rows.forEach((row) => row.update(switches));
  }

  /** Lets go of everything. */
  close(): void {
    clearInterval(this.ticking);
  }

  private tick(): void {
    for (const row of this.rows.values()) row.tick();
  }
}

class HeldRow {
  readonly element: HTMLElement;
  private readonly name = h('strong', { class: 'held-name' });
  private readonly time = h('span', { class: 'held-time' });
  private readonly resume: HTMLButtonElement;
  private readonly end: HTMLButtonElement;

  constructor(
    private readonly line: Line,
    { resume, hangUp }: HeldActions,
  ) {
    const small = { type: 'button', class: 'button small' };
    this.resume = h('button', { ...small, 'data-testid': 'resume', on: { click: () => void resume(line) } }, 'Resume');
    const end = { type: 'button', class: 'button icon-only quiet', 'data-testid': 'end-held' };
    this.end = h('button', { ...end, on: { click: () => void hangUp(line) } }, icon('hangUp'));
    const words = h('p', { class: 'held-words' }, this.name, this.time);
    this.element = h(
      'li',
      { class: 'held-call', 'data-testid': 'held-call' },
      icon('pause'),
      words,
      this.resume,
      this.end,
    );
  }

  update(switches: boolean): void {
    const { line } = this;
    setText(this.name, line.name);
    const name = line.spokenName;
    label(this.resume, `Resume the call with ${name}${switches ? ', and hold this one' : ''}`);
    label(this.end, `${line.isGroup ? 'Leave' : 'Hang up'} the call with ${name}`);
    this.tick();
  }

  tick(): void {
    setText(this.time, `on hold ${clock(Date.now() - this.line.since)}`);
  }
}

function label(button: HTMLButtonElement, text: string): void {
  setAttribute(button, 'title', text);
  setAttribute(button, 'aria-label', text);
}

import { h } from '../dom';

const MOST = 60;
const [WIDTH, HEIGHT] = [120, 32];

/** The last minute of two values, as lines. */
export class Spark {
  readonly element: HTMLElement;
  private readonly lines: SVGPolylineElement[];
  private values: [number, number][] = [];

  constructor(label: string) {
    const template = document.createElement('template');
    template.innerHTML = `
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <polyline class="spark-sent" /><polyline class="spark-received" />
      </svg>`;
    this.lines = [...template.content.querySelectorAll('polyline')];
    this.element = h('div', { class: 'spark', role: 'img', 'aria-label': label }, template.content.firstElementChild);
  }

  /** Goes on with the next values. */
  push(sent: number, received: number): void {
    this.values = [...this.values, [sent, received] as [number, number]].slice(-MOST);
    const highest = Math.max(1, ...this.values.flat());
    this.lines.forEach((line, which) => line.setAttribute('points', this.points(which, highest)));
  }

  /** Forgets what was. */
  clear(): void {
    this.values = [];
    for (const line of this.lines) line.removeAttribute('points');
  }

  private points(which: number, highest: number): string {
    const step = WIDTH / (MOST - 1);
    const start = WIDTH - (this.values.length - 1) * step;
    const y = (value: number): number => HEIGHT - 2 - (value / highest) * (HEIGHT - 4);
    return this.values.map((pair, at) => `${(start + at * step).toFixed(1)},${y(pair[which]!).toFixed(1)}`).join(' ');
  }
}

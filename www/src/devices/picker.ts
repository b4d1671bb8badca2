import { fill, freshId, h, show } from '../dom';

/** Something to choose. */
export interface Choice {
  id: string;
  name: string;
}

/** A labelled list of devices to choose one of. */
export class Picker<T extends Choice> {
  readonly element: HTMLElement;
  private readonly select: HTMLSelectElement;
  private choices: T[] = [];
  private shown = '';

  constructor(
    label: string,
    testId: string,
    private readonly nothing: string,
    private readonly choose: (device: T) => void,
  ) {
    const id = freshId('device');
    this.select = h('select', { id, class: 'field', 'data-testid': testId, on: { change: () => this.onChange() } });
    this.element = h('div', { class: 'picker' }, h('label', { for: id }, label), this.select);
  }

  /** Shows which there are, and which is taken. */
  update(choices: T[], selectedId: string | undefined): void {
    this.choices = choices;
    this.list(choices.length > 0 ? choices : [{ id: '', name: this.nothing }]);
    this.select.disabled = choices.length === 0;
    this.select.value = selectedId ?? '';
  }

  /** Shows the list, or hides it where there can be no choice. */
  setAvailable(available: boolean): void {
    show(this.element, available);
  }

  /** Puts the focus on it. */
  focus(): void {
    this.select.focus();
  }

  private list(choices: Choice[]): void {
    const text = JSON.stringify(choices.map(({ id, name }) => [id, name]));
    if (text === this.shown) return;
    this.shown = text;
    fill(this.select, ...choices.map(({ id, name }) => h('option', { value: id }, name)));
  }

  private onChange(): void {
    const chosen = this.choices.find(({ id }) => id === this.select.value);
    if (chosen) this.choose(chosen);
  }
}

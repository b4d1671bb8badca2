import { avatar, setAvatar } from './avatar';
import { fill, h, setAttribute, setText, show } from './dom';
import { icon } from './icons';
import type { Person } from './people';

/** How a person stands, for the lamp beside their name. */
export type Lamp = 'off' | 'busy' | 'ready' | 'ringing' | 'live' | 'lost';

const WORDS: Record<Lamp, string> = {
  off: 'Nobody here yet',
  busy: 'Signing in…',
  ready: 'Ready',
  ringing: 'Ringing',
  live: 'In a call',
  lost: 'Reconnecting…',
};

/** The head of a panel: who it belongs to, and how they stand. */
export class PanelHeader {
  readonly element: HTMLElement;
  private readonly face = avatar();
  private readonly name = h('h2', { class: 'person-name' });
  private readonly lamp = h('span', { class: 'lamp' });
  private readonly status = h('span', { class: 'status', 'data-testid': 'status' });
  private readonly copy: HTMLButtonElement;
  private readonly leave: HTMLButtonElement;
  private person: Person | undefined;

  constructor(
    private readonly placeholder: string,
    signOut: () => void,
  ) {
    this.copy = this.button('Copy the id', 'copy', 'copy-id', () => void this.copyId());
    this.leave = this.button('Sign out', 'leave', 'sign-out', signOut);
    this.element = h(
      'header',
      { class: 'panel-header' },
      this.face,
      h('div', { class: 'person' }, this.name, h('p', { class: 'status-line' }, this.lamp, this.status)),
      this.copy,
      this.leave,
    );
    this.update(undefined, 'off');
  }

  /** Shows who it is and how they stand. */
  update(person: Person | undefined, lamp: Lamp): void {
    this.person = person;
    setAvatar(this.face, person ?? { id: '', name: this.placeholder });
    setText(this.name, person?.name ?? this.placeholder);
    setAttribute(this.element, 'data-lamp', lamp);
    setText(this.status, WORDS[lamp]);
    show(this.copy, person !== undefined);
    show(this.leave, person !== undefined);
  }

  private async copyId(): Promise<void> {
    if (!this.person) return;
    await navigator.clipboard?.writeText(this.person.id).catch(() => undefined);
    fill(this.copy, icon('check'));
    setTimeout(() => fill(this.copy, icon('copy')), 1500);
  }

  private button(label: string, shape: 'copy' | 'leave', testId: string, click: () => void): HTMLButtonElement {
    const props = { type: 'button', class: 'button icon-only quiet', title: label, 'aria-label': label };
    return h('button', { ...props, 'data-testid': testId, on: { click } }, icon(shape));
  }
}

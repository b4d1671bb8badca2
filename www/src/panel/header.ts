import { avatar, setAvatar } from '../avatar';
import { fill, h, setAttribute, setText, show } from '../dom';
import { icon } from '../icons';
import type { Person } from '../people';

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

/** What the head of a panel can do. */
export interface HeaderActions {
  toggleDevices: () => void;
  signOut: () => void;
}

/** The head of a panel: who it belongs to, and how they stand. */
export class PanelHeader {
  readonly element: HTMLElement;
  private readonly face = avatar();
  private readonly name = h('h2', { class: 'person-name' });
  private readonly lamp = h('span', { class: 'lamp' });
  private readonly status = h('span', { class: 'status', 'data-testid': 'status' });
  private readonly copy: HTMLButtonElement;
  private readonly devices: HTMLButtonElement;
  private readonly leave: HTMLButtonElement;
  private person: Person | undefined;

  constructor(
    private readonly placeholder: string,
    actions: HeaderActions,
  ) {
    this.devices = this.button('Devices', 'sliders', 'devices-toggle', actions.toggleDevices);
    setAttribute(this.devices, 'aria-haspopup', 'dialog');
    this.copy = this.button('Copy the id', 'copy', 'copy-id', () => void this.copyId());
    this.leave = this.button('Sign out', 'leave', 'sign-out', actions.signOut);
    this.element = h(
      'header',
      { class: 'panel-header' },
      this.face,
      h('div', { class: 'person' }, this.name, h('p', { class: 'status-line' }, this.lamp, this.status)),
      this.devices,
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
    setAttribute(this.name, 'title', person?.name);
    setAttribute(this.element, 'data-lamp', lamp);
    setText(this.status, WORDS[lamp]);
    for (const button of [this.devices, this.copy, this.leave]) show(button, person !== undefined);
  }

  /** Shows whether the devices are open. */
  setDevicesOpen(open: boolean): void {
    setAttribute(this.devices, 'aria-expanded', String(open));
  }

  /** Puts the focus back after the devices were closed. */
  focusDevices(): void {
    this.devices.focus();
  }

  private async copyId(): Promise<void> {
    if (!this.person) return;
    await navigator.clipboard?.writeText(this.person.id).catch(() => undefined);
    fill(this.copy, icon('check'));
    setTimeout(() => fill(this.copy, icon('copy')), 1500);
  }

  private button(
    label: string,
    shape: 'copy' | 'leave' | 'sliders',
    testId: string,
    click: () => void,
  ): HTMLButtonElement {
    const props = { type: 'button', class: 'button icon-only quiet', title: label, 'aria-label': label };
    return h('button', { ...props, 'data-testid': testId, on: { click } }, icon(shape));
  }
}

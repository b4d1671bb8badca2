import { avatar, setAvatar } from '../avatar';
import { fill, h, setAttribute, setText, show } from '../dom';
import type { IconName } from '../icons';
import { icon } from '../icons';
import type { Person } from '../people';
import type { Standing } from './standing';

/** What the head of a panel can do. */
export interface HeaderActions {
  toggleDevices: () => void;
  signOut: () => void;
  /** Takes the line off the page; only where that is offered. */
  close: () => void;
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
  private readonly closing: HTMLButtonElement;
  private person: Person | undefined;
  private closable = false;

  constructor(
    private readonly placeholder: string,
    actions: HeaderActions,
  ) {
    this.devices = this.button('Devices', 'sliders', 'devices-toggle', actions.toggleDevices);
    setAttribute(this.devices, 'aria-haspopup', 'dialog');
    this.copy = this.button('Copy the id', 'copy', 'copy-id', () => void this.copyId());
    this.leave = this.button('Sign out', 'leave', 'sign-out', actions.signOut);
    this.closing = this.button(`Close ${placeholder.toLowerCase()}`, 'close', 'close-line', actions.close);
    this.element = h(
      'header',
      { class: 'panel-header' },
      this.face,
      h('div', { class: 'person' }, this.name, h('p', { class: 'status-line' }, this.lamp, this.status)),
      this.devices,
      this.copy,
      this.leave,
      this.closing,
    );
    this.setClosable(false);
  }

  /** Shows who it is and how they stand. */
  update(person: Person | undefined, { lamp, words }: Standing): void {
    this.person = person;
    setAvatar(this.face, person ?? { id: '', name: this.placeholder });
    setText(this.name, person?.name ?? this.placeholder);
    setAttribute(this.name, 'title', person?.name);
    setAttribute(this.element, 'data-lamp', lamp);
    setText(this.status, words);
    for (const button of [this.devices, this.copy, this.leave]) show(button, person !== undefined);
    show(this.closing, this.closable && person === undefined);
  }

  /** Offers to take the line off the page while nobody is on it. */
  setClosable(closable: boolean): void {
    this.closable = closable;
    show(this.closing, closable && this.person === undefined);
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

  private button(label: string, shape: IconName, testId: string, click: () => void): HTMLButtonElement {
    const props = { type: 'button', class: 'button icon-only quiet', title: label, 'aria-label': label };
    return h('button', { ...props, 'data-testid': testId, on: { click } }, icon(shape));
  }
}

import type { Line } from '../call/line';
import { ownCamera } from '../call/streams';
import { h, setAttribute } from '../dom';
import { Menu } from './menu';
import { RoundButton } from './round';

/** What the controls of a call do. Each resolves when it is done. */
export interface Actions {
  toggleMute: () => Promise<void>;
  toggleCamera: () => Promise<void>;
  toggleShare: () => Promise<void>;
  togglePeople: () => void;
  toggleHold: () => Promise<void>;
  hangUp: () => Promise<void>;
  endForEveryone: () => Promise<void>;
}

/** The buttons of a call. They stay where they are; those that can do nothing yet are idle. */
export class Controls {
  readonly element: HTMLElement;
  private readonly mute: RoundButton;
  private readonly camera: RoundButton;
  private readonly share: RoundButton;
  private readonly people: RoundButton;
  private readonly hold: RoundButton;
  private readonly hangUp: RoundButton;
  private readonly leaving: Menu;
  private asksHowToLeave = false;

  constructor(private readonly actions: Actions) {
    this.mute = new RoundButton('mute', 'M', actions.toggleMute);
    this.camera = new RoundButton('camera', 'V', actions.toggleCamera);
    this.share = new RoundButton('share', 'S', actions.toggleShare);
    this.people = new RoundButton('people-toggle', 'P', actions.togglePeople);
    this.hold = new RoundButton('hold', 'O', actions.toggleHold);
    this.hangUp = new RoundButton('hang-up', 'H', () => this.onHangUp());
    this.hangUp.element.classList.add('round-end');
    setAttribute(this.people.element, 'aria-haspopup', 'dialog');
    this.leaving = new Menu(this.hangUp.element, 'How to leave', [
      { name: 'Leave', testId: 'leave', choose: () => void actions.hangUp() },
      {
        name: 'End for everyone',
        testId: 'end-for-everyone',
        danger: true,
        choose: () => void actions.endForEveryone(),
      },
    ]);
    const buttons = [this.mute, this.camera, this.share, this.people, this.hold].map(({ element }) => element);
    const end = h('div', { class: 'round-with-menu' }, this.hangUp.element, this.leaving.element);
    this.element = h('div', { class: 'controls', role: 'group', 'aria-label': 'Call' }, ...buttons, end);
  }

  /** Shows what the buttons would do now. */
  update(line: Line): void {
    const { isMuted: muted, isScreenSharingOn: shares, state } = line.call;
    this.mute.update({ name: muted ? 'Unmute' : 'Mute', shape: muted ? 'micOff' : 'mic', off: muted });
    this.updateCamera(ownCamera(line.call) !== undefined);
    const share = shares ? 'Stop sharing' : 'Share screen';
    const short = shares ? 'Stop' : 'Share';
    this.share.update({ name: share, short, shape: 'screen', on: shares, idle: state !== 'Connected' });
    this.people.update({ name: 'People', shape: 'people', idle: !line.isEstablished });
    const hold = line.isHeld ? 'Resume' : 'Hold';
    this.hold.update({
      name: hold,
      shape: line.isHeld ? 'resume' : 'pause',
      on: line.isHeld,
      idle: !line.isEstablished,
    });
    this.updateHangUp(line);
  }

  /** Shows whether the people of the call are open. */
  setPeopleOpen(open: boolean): void {
    setAttribute(this.people.element, 'aria-expanded', String(open));
  }

  /** Puts the focus back after the people were closed. */
  focusPeople(): void {
    this.people.element.focus();
  }

  /** Does what a key stands for; `false` if it stands for nothing. */
  pressKey(key: string): boolean {
    const { mute: m, camera: v, share: s, people: p, hold: o, hangUp: h } = this;
    const button = { m, v, s, p, o, h }[key.toLowerCase()];
    void button?.press();
    return button !== undefined;
  }

  /** Puts the focus where it is of most use. */
  focus(onHangUp: boolean): void {
    (onHangUp ? this.hangUp : this.mute).element.focus();
  }

  /** Closes what is open. */
  close(): void {
    this.leaving.close();
  }

  private updateCamera(seen: boolean): void {
    const name = seen ? 'Stop camera' : 'Start camera';
    this.camera.update({ name, short: 'Camera', shape: seen ? 'camera' : 'cameraOff', off: !seen });
  }

  /** One of many leaves alone or ends the call for all, so they are asked. */
  private updateHangUp(line: Line): void {
    const { direction } = line.call;
    this.asksHowToLeave = line.isGroup && line.isEstablished && line.call.remoteParticipants.length > 0;
    this.leaving.setAvailable(this.asksHowToLeave);
    const calling = direction === 'Outgoing' && !line.isEstablished;
    const name = calling ? 'Cancel' : line.isGroup ? 'Leave' : 'Hang up';
    this.hangUp.update({ name, shape: 'hangUp' });
  }

  private async onHangUp(): Promise<void> {
    if (this.asksHowToLeave) this.leaving.toggle();
    else await this.actions.hangUp();
  }
}

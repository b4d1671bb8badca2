import { h } from '../dom';
import type { Line } from '../call/line';
import { RoundButton } from './round';

/** What the controls of a call do. Each resolves when it is done. */
export interface Actions {
  toggleMute: () => Promise<void>;
  toggleCamera: () => Promise<void>;
  hangUp: () => Promise<void>;
}

/** The buttons of a call. */
export class Controls {
  readonly element: HTMLElement;
  private readonly mute: RoundButton;
  private readonly camera: RoundButton;
  private readonly hangUp: RoundButton;

  constructor(actions: Actions) {
    this.mute = new RoundButton('mute', 'M', actions.toggleMute);
    this.camera = new RoundButton('camera', 'V', actions.toggleCamera);
    this.hangUp = new RoundButton('hang-up', 'H', actions.hangUp);
    this.hangUp.element.classList.add('round-end');
    const buttons = [this.mute, this.camera, this.hangUp].map(({ element }) => element);
    this.element = h('div', { class: 'controls', role: 'group', 'aria-label': 'Call' }, ...buttons);
  }

  /** Shows what the buttons would do now. */
  update({ call }: Line): void {
    const { isMuted: muted, isLocalVideoStarted: seen } = call;
    this.mute.update({ name: muted ? 'Unmute' : 'Mute', shape: muted ? 'micOff' : 'mic', off: muted });
    this.camera.update({
      name: seen ? 'Stop camera' : 'Start camera',
      shape: seen ? 'camera' : 'cameraOff',
      off: !seen,
    });
    const calling = call.direction === 'Outgoing' && call.state !== 'Connected';
    this.hangUp.update({ name: calling ? 'Cancel' : 'Hang up', shape: 'hangUp' });
  }

  /** Does what a key stands for; `false` if it stands for nothing. */
  pressKey(key: string): boolean {
    const button = { m: this.mute, v: this.camera, h: this.hangUp }[key.toLowerCase()];
    void button?.press();
    return button !== undefined;
  }

  /** Puts the focus where it is of most use. */
  focus(onHangUp: boolean): void {
    (onHangUp ? this.hangUp : this.mute).element.focus();
  }
}

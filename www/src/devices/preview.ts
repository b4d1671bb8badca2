import type { LocalVideoStream, VideoDeviceInfo } from '@azure/communication-calling';
import { h, setText, show } from '../dom';
import { VideoPlace } from '../stage/video';
import type { Cameras } from './cameras';

/** Shows the camera to its owner: the one that a call sends, otherwise one that is opened here and sent to nobody. */
export class CameraPreview {
  readonly element: HTMLElement;
  private readonly place = new VideoPlace();
  private readonly toggle: HTMLButtonElement;
  private readonly note = h('p', { class: 'preview-note' });
  private own: LocalVideoStream | undefined;
  private sent: LocalVideoStream | undefined;

  constructor(
    private readonly cameras: Cameras,
    private readonly failed: (error: unknown) => void,
  ) {
    const on = { click: () => void this.onToggle() };
    this.toggle = h('button', { type: 'button', class: 'button small', 'data-testid': 'preview', on });
    this.element = h('div', { class: 'preview' }, this.place.element, this.note, this.toggle);
    this.update();
  }

  /** Shows what a call sends, if it does; what was opened here is closed then. */
  setSent(sent: LocalVideoStream | undefined): void {
    if (sent === this.sent) return;
    this.sent = sent;
    if (sent) this.closeOwn();
    this.update();
  }

  /** Goes over to another camera, if one is shown. */
  async switchTo(camera: VideoDeviceInfo): Promise<void> {
    await this.own?.switchSource(camera);
  }

  /** Closes what was opened here. */
  stop(): void {
    this.closeOwn();
    this.sent = undefined;
    this.update();
  }

  private async onToggle(): Promise<void> {
    if (this.own) return this.stop();
    this.toggle.disabled = true;
    try {
      this.own = await this.cameras.open();
    } catch (error) {
      this.failed(error);
    }
    this.toggle.disabled = false;
    this.update();
  }

  private closeOwn(): void {
    this.place.show(undefined);
    this.own?.dispose();
    this.own = undefined;
  }

  private update(): void {
    const { own, sent } = this;
    this.place.show(sent ?? own);
    show(this.toggle, sent === undefined);
    setText(this.toggle, own ? 'Close the camera' : 'Try the camera');
    setText(this.note, sent ? 'This is what the others see.' : own ? 'Only you see this.' : 'The camera is closed.');
  }
}

import type { DeviceManager, VideoDeviceInfo } from '@azure/communication-calling';
import { LocalVideoStream } from '@azure/communication-calling';
import { cameraDenied, noCamera, type Problem } from '../problems';

/** The cameras, and which of them to take: the SDK leaves that to the app. */
export class Cameras {
  private chosenId = '';

  constructor(private readonly manager: DeviceManager) {}

  /** Those that have a name, which they have once the user allowed them. */
  async list(): Promise<VideoDeviceInfo[]> {
    return (await this.manager.getCameras()).filter(({ name }) => name !== '');
  }

  /** The chosen one, as long as it is there; otherwise the first. */
  pick(cameras: VideoDeviceInfo[]): VideoDeviceInfo | undefined {
    return cameras.find(({ id }) => id === this.chosenId) ?? cameras[0];
  }

  /** Takes this one from now on. */
  choose({ id }: VideoDeviceInfo): void {
    this.chosenId = id;
  }

  /** A stream of the camera, once the user allowed it. */
  async open(): Promise<LocalVideoStream> {
    const known = this.pick(await this.list());
    if (known) return new LocalVideoStream(known);
    const { video } = await this.manager.askDevicePermission({ audio: false, video: true });
    const camera = this.pick(await this.manager.getCameras());
    if (!camera) throw video ? noCamera() : await absentOrDenied();
    if (!video) throw cameraDenied();
    return new LocalVideoStream(camera);
  }
}

/** Without permission the list of cameras is empty too, so the browser itself has to say which it is. */
async function absentOrDenied(): Promise<Problem> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices.some(({ kind }) => kind === 'videoinput') ? cameraDenied() : noCamera();
}

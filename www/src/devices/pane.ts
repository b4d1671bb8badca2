import type { AudioDeviceInfo, VideoDeviceInfo } from '@azure/communication-calling';
import { fill, h, setText, show } from '../dom';
import { ownCamera } from '../call/streams';
import { Pane } from '../pane';
import { insecurePage, microphoneDenied, microphoneProblem, noMicrophone, type Problem, problemOf } from '../problems';
import type { Session } from '../session';
import { LevelMeter } from './meter';
import { Picker } from './picker';
import { CameraPreview } from './preview';

/** Where a person chooses camera, microphone and speaker, and tries them. The microphone is open as long as this is. */
export class DevicesPane extends Pane {
  private readonly microphones: Picker<AudioDeviceInfo>;
  private readonly speakers: Picker<AudioDeviceInfo>;
  private readonly cameras: Picker<VideoDeviceInfo>;
  private readonly meter = new LevelMeter();
  private readonly meterNote = h('p', { class: 'hint' });
  private readonly preview: CameraPreview;
  private readonly problem = h('p', { class: 'form-problem', role: 'alert', hidden: true });
  private readonly refresh = (): void => void this.list().catch(this.tell);
  private readonly tell = (error: unknown): void => this.setProblem(problemOf(error));

  constructor(
    private readonly session: Session,
    onClose: () => void,
  ) {
    super('Devices', 'devices', onClose);
    const { devices } = session;
    const { tell } = this;
    this.microphones = picker('Microphone', 'Allow the microphone', (it) => devices.selectMicrophone(it).catch(tell));
    this.speakers = picker('Speaker', 'The browser names none', (it) => devices.selectSpeaker(it).catch(tell));
    this.cameras = picker('Camera', 'Try the camera to choose', (it) => this.takeCamera(it).catch(tell));
    this.preview = new CameraPreview(session.cameras, this.tell);
    this.build();
    devices.on('videoDevicesUpdated', this.refresh);
    devices.on('audioDevicesUpdated', this.refresh);
    devices.on('selectedMicrophoneChanged', this.refresh);
    devices.on('selectedSpeakerChanged', this.refresh);
  }

  /** Opens it, and with it the microphone, for the meter. */
  override open(): void {
    super.open();
    this.update();
    this.setProblem(isSecureContext ? undefined : insecurePage());
    this.microphones.focus();
    if (isSecureContext) void this.ask().catch(this.tell);
  }

  /** Closes it and what it opened. */
  override close(): void {
    this.meter.stop();
    this.preview.stop();
    super.close();
  }

  /** Lets go of everything. */
  dispose(): void {
    const { devices } = this.session;
    this.close();
    devices.off('videoDevicesUpdated', this.refresh);
    devices.off('audioDevicesUpdated', this.refresh);
    devices.off('selectedMicrophoneChanged', this.refresh);
    devices.off('selectedSpeakerChanged', this.refresh);
  }

  /** Shows what the call does now. */
  update(): void {
    if (!this.isOpen) return;
    const call = this.session.line?.call;
    this.preview.setSent(call && ownCamera(call));
    const note = call?.isMuted ? 'You are muted: nobody hears this.' : '';
    setText(this.meterNote, call ? note : 'Only for this meter: nobody hears you.');
    show(this.meterNote, this.meterNote.textContent !== '');
  }

  private async ask(): Promise<void> {
    const { audio } = await this.session.devices.askDevicePermission({ audio: true, video: false });
    await this.list();
    if (!audio && this.isOpen) this.setProblem(await absentOrDenied());
  }

  private async list(): Promise<void> {
    if (!this.isOpen) return;
    const { devices, cameras } = this.session;
    const seen = await cameras.list();
    this.cameras.update(seen, cameras.pick(seen)?.id);
    this.microphones.update(named(await devices.getMicrophones()), devices.selectedMicrophone?.id);
    this.speakers.setAvailable(devices.isSpeakerSelectionAvailable);
    if (devices.isSpeakerSelectionAvailable)
      this.speakers.update(named(await devices.getSpeakers()), devices.selectedSpeaker?.id);
    await this.listen();
  }

  private async listen(): Promise<void> {
    const id = this.session.devices.selectedMicrophone?.id;
    if (!this.isOpen || id === undefined) return this.meter.stop();
    await this.meter.start(id).catch((error: unknown) => this.setProblem(microphoneProblem(error)));
  }

  private async takeCamera(camera: VideoDeviceInfo): Promise<void> {
    await this.session.chooseCamera(camera);
    await this.preview.switchTo(camera);
  }

  private setProblem(problem: Problem | undefined): void {
    show(this.problem, problem !== undefined);
    fill(this.problem, problem && h('strong', {}, problem.title), problem && ` ${problem.advice}`);
  }

  private build(): void {
    const sound = h('div', { class: 'devices-sound' }, this.microphones.element, this.meter.element, this.meterNote);
    sound.append(this.speakers.element);
    const picture = h('div', { class: 'devices-picture' }, this.cameras.element, this.preview.element);
    this.element.append(this.problem, h('div', { class: 'devices-body' }, sound, picture));
  }
}

function picker<T extends { id: string; name: string }>(
  label: string,
  nothing: string,
  take: (device: T) => Promise<void>,
): Picker<T> {
  return new Picker<T>(label, `pick-${label.toLowerCase()}`, nothing, (device) => void take(device));
}

function named<T extends { name: string }>(devices: T[]): T[] {
  return devices.filter(({ name }) => name !== '');
}

async function absentOrDenied(): Promise<Problem> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices.some(({ kind }) => kind === 'audioinput') ? microphoneDenied() : noMicrophone();
}

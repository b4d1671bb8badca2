import type { AudioDeviceInfo, VideoDeviceInfo } from '@azure/communication-calling';
import { fill, freshId, h, setText, show } from '../dom';
import { icon } from '../icons';
import { insecurePage, microphoneDenied, microphoneProblem, noMicrophone, type Problem, problemOf } from '../problems';
import type { Session } from '../session';
import { LevelMeter } from './meter';
import { Picker } from './picker';
import { CameraPreview } from './preview';

/** Where a person chooses camera, microphone and speaker, and tries them. The microphone is open as long as this is. */
export class DevicesPane {
  readonly element: HTMLElement;
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
    private readonly onClose: () => void,
  ) {
    const { devices } = session;
    const { tell } = this;
    this.microphones = picker('Microphone', 'Allow the microphone', (it) => devices.selectMicrophone(it).catch(tell));
    this.speakers = picker('Speaker', 'The browser names none', (it) => devices.selectSpeaker(it).catch(tell));
    this.cameras = picker('Camera', 'Try the camera to choose', (it) => this.takeCamera(it).catch(tell));
    this.preview = new CameraPreview(session.cameras, this.tell);
    this.element = this.build();
    devices.on('videoDevicesUpdated', this.refresh);
    devices.on('audioDevicesUpdated', this.refresh);
    devices.on('selectedMicrophoneChanged', this.refresh);
    devices.on('selectedSpeakerChanged', this.refresh);
  }

  /** Whether it is open. */
  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Opens it, and with it the microphone, for the meter. */
  open(): void {
    show(this.element, true);
    this.update();
    this.setProblem(isSecureContext ? undefined : insecurePage());
    this.microphones.focus();
    if (isSecureContext) void this.ask().catch(this.tell);
  }

  /** Closes it and what it opened. */
  close(): void {
    if (!this.isOpen) return;
    show(this.element, false);
    this.meter.stop();
    this.preview.stop();
    this.onClose();
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
    this.preview.setSent(call?.localVideoStreams[0]);
    const note = call?.isMuted ? 'You are muted: the other one does not hear this.' : '';
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

  private build(): HTMLElement {
    const title = h('h3', { id: freshId('devices') }, 'Devices');
    const close = { type: 'button', class: 'button icon-only quiet', 'aria-label': 'Close the devices' };
    const head = h('header', {}, title, h('button', { ...close, on: { click: () => this.close() } }, icon('close')));
    const sound = h('div', { class: 'devices-sound' }, this.microphones.element, this.meter.element, this.meterNote);
    sound.append(this.speakers.element);
    const picture = h('div', { class: 'devices-picture' }, this.cameras.element, this.preview.element);
    const props = { class: 'devices', role: 'dialog', 'aria-labelledby': title.id, 'data-testid': 'devices' };
    const on = { keydown: (event: KeyboardEvent) => this.onKey(event) };
    return h(
      'section',
      { ...props, hidden: true, on },
      head,
      this.problem,
      h('div', { class: 'devices-body' }, sound, picture),
    );
  }

  private onKey(event: KeyboardEvent): void {
    // Letters choose in a list; they are no keys of the call here.
    event.stopPropagation();
    if (event.key === 'Escape') this.close();
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

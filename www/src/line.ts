import type {
  CommunicationServicesError,
  DeviceManager,
  RemoteParticipant,
  TeamsCall,
} from '@azure/communication-calling';
import { DiagnosticQuality, Features, LocalVideoStream } from '@azure/communication-calling';
import type { Person } from './people';
import { cameraDenied, noCamera, Problem } from './problems';
import type { Ending } from './reasons';

/** One call as the page shows it: the SDK's call, and what only the page knows of it. */
export class Line {
  /** When it was first connected. */
  connectedAt: number | undefined;
  /** What hinders it now, by the diagnostic's name. */
  readonly troubles = new Map<string, Problem>();
  private endedHere = false;

  constructor(
    /** The SDK's call. */
    readonly call: TeamsCall,
    private readonly other: Person,
    private readonly changed: () => void,
  ) {
    call.on('stateChanged', () => this.onState());
    call.on('isMutedChanged', changed);
    call.on('localVideoStreamsUpdated', changed);
    call.on('remoteParticipantsUpdated', ({ added }) => this.watch(added));
    this.watch(call.remoteParticipants);
    this.watchDiagnostics();
  }

  /** The other person's name, best known by their token. */
  get otherName(): string {
    return this.call.remoteParticipants[0]?.displayName ?? this.other.name;
  }

  /** The other person's id. */
  get otherId(): string {
    return this.other.id;
  }

  /** How it ended, if it did. */
  get ending(): Ending | undefined {
    const { direction, callEndReason: reason } = this.call;
    if (!reason) return undefined;
    return { direction, reason, other: this.otherName, here: this.endedHere, answered: this.connectedAt !== undefined };
  }

  /** Leaves the call. */
  async hangUp(): Promise<void> {
    this.endedHere = true;
    await this.call.hangUp();
  }

  /** Mutes the microphone, or unmutes it. */
  async toggleMute(): Promise<void> {
    await (this.call.isMuted ? this.call.unmute() : this.call.mute());
  }

  /** Turns the camera on or off. */
  async toggleCamera(devices: DeviceManager): Promise<void> {
    const [sent] = this.call.localVideoStreams;
    if (sent) return this.call.stopVideo(sent);
    const camera = await openCamera(devices);
    await this.call.startVideo(camera).catch((error: unknown) => {
      throw isDenied(error) ? cameraDenied() : error;
    });
  }

  private onState(): void {
    if (this.call.state === 'Connected') this.connectedAt ??= Date.now();
    this.changed();
  }

  private watch(participants: ReadonlyArray<RemoteParticipant>): void {
    for (const participant of participants) {
      participant.on('stateChanged', this.changed);
      participant.on('isMutedChanged', this.changed);
      participant.on('displayNameChanged', this.changed);
      participant.on('videoStreamsUpdated', ({ added }) => this.watchStreams(added));
      this.watchStreams(participant.videoStreams);
    }
    this.changed();
  }

  private watchStreams(streams: RemoteParticipant['videoStreams']): void {
    for (const stream of streams) stream.on('isAvailableChanged', this.changed);
    this.changed();
  }

  private watchDiagnostics(): void {
    const feature = this.call.feature(Features.UserFacingDiagnostics);
    const keep = ({ diagnostic, value }: { diagnostic: string; value: DiagnosticQuality | boolean }): void => {
      const make = TROUBLES[diagnostic];
      const good = value === false || value === DiagnosticQuality.Good;
      if (good || !make) this.troubles.delete(diagnostic);
      else this.troubles.set(diagnostic, make(this.otherName));
      this.changed();
    };
    feature.network.on('diagnosticChanged', keep);
    feature.media.on('diagnosticChanged', keep);
  }
}

/** The first camera, once the user allowed it. */
export async function openCamera(devices: DeviceManager): Promise<LocalVideoStream> {
  const named = (await devices.getCameras()).find(({ name }) => name !== '');
  if (named) return new LocalVideoStream(named);
  const { video } = await devices.askDevicePermission({ audio: false, video: true });
  const [camera] = await devices.getCameras();
  if (!camera) throw video ? noCamera() : await absentOrDenied();
  if (!video) throw cameraDenied();
  return new LocalVideoStream(camera);
}

function isDenied(error: unknown): boolean {
  return (error as Partial<CommunicationServicesError>).subCode === 40613;
}

/** Without permission the list of cameras is empty too, so the browser itself has to say which it is. */
async function absentOrDenied(): Promise<Problem> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices.some(({ kind }) => kind === 'videoinput') ? cameraDenied() : noCamera();
}

const TROUBLES: Record<string, (other: string) => Problem> = {
  microphonePermissionDenied: (other) =>
    new Problem(
      `The microphone is blocked, so ${other} cannot hear you.`,
      'Allow it in the site settings, left of the address, and call again.',
    ),
  noMicrophoneDevicesEnumerated: (other) =>
    new Problem(`No microphone was found, so ${other} cannot hear you.`, 'Plug one in and call again.'),
  microphoneNotFunctioning: (other) =>
    new Problem(
      `The microphone does not work, so ${other} cannot hear you.`,
      'Close other programs that use it, check its plug, and call again.',
    ),
  cameraPermissionDenied: () => cameraDenied(),
  cameraStartFailed: () =>
    new Problem('The camera cannot be opened.', 'Close other programs that use it, then turn it on again.'),
  cameraStoppedUnexpectedly: () =>
    new Problem('The camera stopped by itself.', 'Check its plug, then turn it on again.'),
  networkReconnect: (other) =>
    new Problem(`Nothing comes from ${other} any more.`, 'Reconnecting; after two minutes the call ends.'),
  noNetwork: () => new Problem('This machine has no network.', 'The call waits for it for two minutes.'),
};

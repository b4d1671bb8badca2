import type { CallState, CommunicationServicesError, RemoteParticipant, TeamsCall } from '@azure/communication-calling';
import { DiagnosticQuality, Features } from '@azure/communication-calling';
import type { Cameras } from '../devices/cameras';
import type { Person } from '../people';
import { isNameless, remember } from '../people';
import type { Problem } from '../problems';
import { cameraDenied } from '../problems';
import { TROUBLES } from './troubles';
import type { Ending } from './reasons';

/** A state of a call, and when it began. */
export interface Step {
  state: CallState;
  at: number;
}

/** One call as the page shows it: the SDK's call, and what only the page knows of it. */
export class Line {
  /** All states so far. */
  readonly steps: Step[] = [];
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
    this.addStep();
    call.on('stateChanged', () => this.onState());
    call.on('isMutedChanged', changed);
    call.on('isIncomingAudioMutedChanged', changed);
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

  /** The other person. */
  get person(): Person {
    return { id: this.otherId, name: this.otherName };
  }

  /** How it ended, if it did. */
  get ending(): Ending | undefined {
    const { direction, callEndReason: reason } = this.call;
    if (!reason) return undefined;
    const { otherName: other, endedHere: here } = this;
    const nameless = isNameless(this.person);
    return { direction, reason, other, nameless, here, answered: this.connectedAt !== undefined };
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

  /** Silences the other one here, or lets them be heard again. */
  async toggleIncomingAudio(): Promise<void> {
    await (this.call.isIncomingAudioMuted ? this.call.unmuteIncomingAudio() : this.call.muteIncomingAudio());
  }

  /** Turns the camera on or off. */
  async toggleCamera(cameras: Cameras): Promise<void> {
    const [sent] = this.call.localVideoStreams;
    if (sent) return this.call.stopVideo(sent);
    const camera = await cameras.open();
    await this.call.startVideo(camera).catch((error: unknown) => {
      throw isDenied(error) ? cameraDenied() : error;
    });
  }

  private onState(): void {
    const { state } = this.call;
    this.addStep();
    if (state === 'Connected') this.connectedAt ??= Date.now();
    if (state === 'Ringing' || state === 'Connected') this.keepOther();
    this.changed();
  }

  private addStep(): void {
    this.steps.push({ state: this.call.state, at: Date.now() });
  }

  /** They were reached, so they may be called again. */
  private keepOther(): void {
    const { person } = this;
    if (person.id !== '' && !isNameless(person)) remember(person);
  }

  private watch(participants: ReadonlyArray<RemoteParticipant>): void {
    for (const participant of participants) {
      participant.on('stateChanged', this.changed);
      participant.on('isMutedChanged', this.changed);
      participant.on('isSpeakingChanged', this.changed);
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

function isDenied(error: unknown): boolean {
  return (error as Partial<CommunicationServicesError>).subCode === 40613;
}

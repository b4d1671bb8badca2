import type { CallState, CommunicationServicesError, TeamsCall } from '@azure/communication-calling';
import type { Cameras } from '../devices/cameras';
import { inARow } from '../names';
import type { Person } from '../people';
import { isNameless, spokenName } from '../people';
import type { Problem } from '../problems';
import { cameraDenied } from '../problems';
import { watchDiagnostics } from './diagnostics';
import type { Ending } from './reasons';
import { Roster } from './roster';
import { Share } from './share';
import { ownCamera } from './streams';

/** A state of a call, and when it began. */
export interface Step {
  state: CallState;
  at: number;
}

/** What a call tells the session it belongs to. */
export interface LineEvents {
  changed: () => void;
  /** Something that the user has to know, once. */
  tell: (problem: Problem) => void;
}

/** One call as the page shows it: the SDK's call, and what only the page knows of it. */
export class Line {
  /** All states so far. */
  readonly steps: Step[] = [];
  /** When it was first connected; a group call with anybody. */
  connectedAt: number | undefined;
  /** What hinders it now, by the diagnostic's name. */
  readonly troubles = new Map<string, Problem>();
  /** Who else is in it. */
  readonly roster: Roster;
  /** The screen that is shared in it. */
  readonly share: Share;
  /** Whether somebody else has muted this end, which has not unmuted since. */
  mutedByOthers = false;
  private endedHere: Ending['here'];

  constructor(
    /** The SDK's call. */
    readonly call: TeamsCall,
    private readonly invited: readonly Person[],
    private readonly events: LineEvents,
  ) {
    this.addStep();
    this.roster = new Roster(call, invited, () => this.onChange());
    this.share = new Share(call, events.tell);
    call.on('stateChanged', () => this.onState());
    call.on('isMutedChanged', () => this.onMuted());
    call.on('mutedByOthers', () => this.onMutedByOthers());
    call.on('isIncomingAudioMutedChanged', events.changed);
    call.on('localVideoStreamsUpdated', events.changed);
    call.on('isScreenSharingOnChanged', () => this.onChange());
    watchDiagnostics(call, this.troubles, () => this.others, events.changed);
  }

  /** Whether more than two can be in it. */
  get isGroup(): boolean {
    const { info, remoteParticipants } = this.call;
    return info.threadId !== undefined || remoteParticipants.length > 1 || this.invited.length > 1;
  }

  /** The others' names in a row. */
  get name(): string {
    return inARow(this.roster.present.map(({ name }) => name)) || 'nobody else';
  }

  /** The same as it is read aloud. */
  get spokenName(): string {
    return inARow(this.roster.present.map(spokenName)) || 'nobody else';
  }

  /** The others within a sentence: a name, or what stands for several. */
  get others(): string {
    return this.roster.present.length > 1 ? 'the others' : this.name;
  }

  /** Whether this end has put it on hold. */
  get isHeld(): boolean {
    return this.call.state === 'LocalHold';
  }

  /** Whether it goes on: connected, or held by either end. */
  get isEstablished(): boolean {
    return ['Connected', 'LocalHold', 'RemoteHold'].includes(this.call.state);
  }

  /** Since when it has been in its state. */
  get since(): number {
    return this.steps.at(-1)?.at ?? Date.now();
  }

  /** How it ended, if it did. */
  get ending(): Ending | undefined {
    const { direction, callEndReason: reason } = this.call;
    if (!reason) return undefined;
    const { endedHere: here, isGroup: group } = this;
    const { people } = this.roster;
    const nameless = people.length === 1 && people.every(isNameless);
    const other = inARow(people.map(({ name }) => name));
    return { direction, reason, other, nameless, group, here, answered: this.connectedAt !== undefined };
  }

  /** Leaves the call; a group call can be ended for everybody. */
  async hangUp(here: NonNullable<Ending['here']> = 'left'): Promise<void> {
    this.endedHere = here;
    await this.call.hangUp({ forEveryone: here === 'for everyone' });
  }

  /** Puts it on hold, or goes on with it. */
  async toggleHold(): Promise<void> {
    await (this.isHeld ? this.call.resume() : this.call.hold());
  }

  /** Mutes the microphone, or unmutes it. */
  async toggleMute(): Promise<void> {
    await (this.call.isMuted ? this.call.unmute() : this.call.mute());
  }

  /** Silences the others here, or lets them be heard again. */
  async toggleIncomingAudio(): Promise<void> {
    await (this.call.isIncomingAudioMuted ? this.call.unmuteIncomingAudio() : this.call.muteIncomingAudio());
  }

  /** Turns the camera on or off. */
  async toggleCamera(cameras: Cameras): Promise<void> {
    const sent = ownCamera(this.call);
    if (sent) return this.call.stopVideo(sent);
    const camera = await cameras.open();
    await this.call.startVideo(camera).catch((error: unknown) => {
      throw isDenied(error) ? cameraDenied() : error;
    });
  }

  private onState(): void {
    this.addStep();
    // What was told before is no news any more.
    this.roster.forgetNews();
    this.onChange();
  }

  private onMuted(): void {
    if (!this.call.isMuted) this.mutedByOthers = false;
    this.events.changed();
  }

  private onMutedByOthers(): void {
    this.mutedByOthers = true;
    this.events.changed();
  }

  private onChange(): void {
    // A group call is connected before anybody has answered.
    const isAnswered = !this.isGroup || this.roster.inside.length > 0;
    if (this.call.state === 'Connected' && isAnswered) this.connectedAt ??= Date.now();
    this.share.check();
    this.events.changed();
  }

  private addStep(): void {
    this.steps.push({ state: this.call.state, at: Date.now() });
  }
}

function isDenied(error: unknown): boolean {
  return (error as Partial<CommunicationServicesError>).subCode === 40613;
}

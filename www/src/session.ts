import type {
  ConnectionStateChangedReason,
  DeviceManager,
  LocalVideoStream,
  RemoteParticipant,
  TeamsCallAgent,
  TeamsIncomingCall,
  VideoDeviceInfo,
} from '@azure/communication-calling';
import { CallClient } from '@azure/communication-calling';
import { refusalOf } from './call/adding';
import type { Precedence } from './call/calls';
import { Calls } from './call/calls';
import { callerOf } from './call/identity';
import type { Line } from './call/line';
import type { Past } from './call/past';
import { pastOf, unanswered } from './call/past';
import type { Words } from './call/reasons';
import { inWords } from './call/reasons';
import { ownCamera } from './call/streams';
import { Cameras } from './devices/cameras';
import type { Note } from './events/observe';
import { observeAgent, observeDevices } from './events/observe';
import type { Person } from './people';
import { introduce, remember } from './people';
import { Problem, problemOf } from './problems';
import { credentialFor } from './token';

/** How long something is told in passing, in milliseconds. */
const TOLD_FOR = 8000;

/** A person who is signed in: one client, one agent, and the calls they are in. */
export class Session {
  /** Their calls. */
  readonly calls: Calls;
  /** Who rings now, the first one first. */
  ringing: TeamsIncomingCall[] = [];
  /** The last call. */
  past: Past | undefined;
  /** What went wrong last. */
  problem: Problem | undefined;
  /** Something that is good to know, and needs nothing to be done. */
  note: string | undefined;
  /** Why the server does not hear them now. */
  lost: Problem | undefined;
  /** The cameras, and which to take. */
  readonly cameras: Cameras;

  private constructor(
    /** Who. */
    readonly person: Person,
    private readonly client: CallClient,
    agent: TeamsCallAgent,
    /** Microphones, speakers and cameras. */
    readonly devices: DeviceManager,
    private readonly changed: () => void,
  ) {
    this.cameras = new Cameras(devices);
    agent.on('connectionStateChanged', ({ reason }) => {
      this.lost = reason && lostProblem(reason);
      changed();
    });
    agent.on('incomingCall', ({ incomingCall }) => this.onIncoming(incomingCall));
    const tell = (problem: Problem): void => this.setProblem(problem);
    const ended = (line: Line): void => this.onEnded(line);
    this.calls = new Calls(agent, { changed, tell, begun: () => this.onBegun(), ended });
  }

  /** Gets a token, and connects. */
  static async signIn(person: Person, note: Note, changed: () => void): Promise<Session> {
    const credential = await credentialFor(person);
    const client = new CallClient({ diagnostics: { appName: 'offhook demo' } });
    try {
      const agent = await client.createTeamsCallAgent(credential);
      const devices = await client.getDeviceManager();
      observeAgent(agent, note);
      observeDevices(devices, note);
      remember(person);
      return new Session(person, client, agent, devices, changed);
    } catch (error) {
      await client.dispose();
      throw error;
    }
  }

  /** The call on the stage. */
  get line(): Line | undefined {
    return this.calls.line;
  }

  /** Whether anything would end by signing out. */
  get isBusy(): boolean {
    return this.calls.all.length > 0 || this.ringing.length > 0;
  }

  /** Ends everything. */
  async signOut(): Promise<void> {
    await this.client.dispose();
  }

  /** Calls one person, or several in a group; unless somebody calls: that wants an answer first. */
  async call(people: Person[], withCamera: boolean): Promise<void> {
    await this.attempt(async () => {
      const localVideoStreams = await this.cameraIf(withCamera);
      if (!this.line && this.ringing.length === 0) this.calls.start(people, localVideoStreams);
    });
  }

  /** Answers; the call on the stage is held or hung up for it. */
  async answer(incoming: TeamsIncomingCall, withCamera: boolean, precedence: Precedence): Promise<void> {
    await this.attempt(async () => {
      await this.calls.answer(incoming, await this.cameraIf(withCamera), precedence);
    });
    this.stopRinging(incoming);
  }

  /** Declines. */
  async decline(incoming: TeamsIncomingCall): Promise<void> {
    await this.attempt(() => incoming.reject());
  }

  /** Does something with the call on the stage. */
  async onStage(action: (line: Line) => Promise<void> | void): Promise<void> {
    await this.attempt(async () => this.line && action(this.line));
  }

  /** Turns the camera on or off. */
  async toggleCamera(): Promise<void> {
    await this.onStage((line) => line.toggleCamera(this.cameras));
  }

  /** Takes another camera, also for the call that goes on. */
  async chooseCamera(camera: VideoDeviceInfo): Promise<void> {
    this.cameras.choose(camera);
    await this.onStage(({ call }) => ownCamera(call)?.switchSource(camera));
  }

  /** Goes over to a call that waits. */
  async resume(line: Line): Promise<void> {
    await this.attempt(() => this.calls.switchTo(line));
  }

  /** Hangs a call up that waits. */
  async drop(line: Line): Promise<void> {
    await this.attempt(() => line.hangUp());
  }

  /** Has somebody rung, who then is in the call too. Throws a `Problem` where they cannot be added. */
  add(person: Person): void {
    const { line } = this;
    if (!line) return;
    introduce(person);
    try {
      line.call.addParticipant({ microsoftTeamsUserId: person.id });
    } catch (error) {
      throw refusalOf(error, person, line.roster);
    }
  }

  /** Puts somebody out of the call, or stops ringing them. */
  async remove({ identifier }: RemoteParticipant): Promise<void> {
    await this.onStage(({ call }) => call.removeParticipant(identifier));
  }

  /** Mutes somebody else; they may unmute themselves. */
  async mute(participant: RemoteParticipant): Promise<void> {
    await this.attempt(() => participant.mute());
  }

  /** Says something that the user has to know. */
  setProblem(problem: Problem | undefined): void {
    this.problem = problem;
    this.changed();
  }

  /** Tells something, until it was read or a call begins. */
  setNote(note: string | undefined): void {
    this.note = note;
    this.changed();
  }

  /** The user has read how the last call ended. */
  dismissPast(): void {
    this.setPast(undefined);
  }

  /** A camera that does not open hinders no call: it only is a problem to show. */
  private async cameraIf(wanted: boolean): Promise<LocalVideoStream[]> {
    if (!wanted) return [];
    try {
      return [await this.cameras.open()];
    } catch (error) {
      this.problem = problemOf(error);
      return [];
    }
  }

  private async attempt(action: () => Promise<void> | undefined): Promise<void> {
    this.problem = undefined;
    try {
      await action();
    } catch (error) {
      this.problem = problemOf(error);
    }
    this.changed();
  }

  private onIncoming(incoming: TeamsIncomingCall): void {
    this.ringing = [...this.ringing, incoming];
    incoming.on('callEnded', ({ callEndReason }) => {
      this.stopRinging(incoming);
      if (!this.line) this.setPast(unanswered(callerOf(incoming), incoming, callEndReason));
    });
    this.changed();
  }

  private onEnded(line: Line): void {
    const past = pastOf(line);
    if (!this.line) return this.setPast(past);
    if (past && past.ending.here === undefined) this.tellOfHeld(inWords(past.ending));
  }

  /** The call on the stage goes on, so how the one on hold ended is told in passing, unless something went wrong. */
  private tellOfHeld({ title, tone }: Words): void {
    const which = 'That was the call on hold.';
    if (tone === 'trouble') this.setProblem(new Problem(title, which));
    else this.tellInPassing(`${title} ${which}`);
  }

  private onBegun(): void {
    this.note = undefined;
    this.setPast(undefined);
  }

  private tellInPassing(note: string): void {
    this.setNote(note);
    setTimeout(() => this.note === note && this.setNote(undefined), TOLD_FOR);
  }

  private setPast(past: Past | undefined): void {
    this.past = past;
    this.changed();
  }

  private stopRinging(incoming: TeamsIncomingCall): void {
    this.ringing = this.ringing.filter((other) => other !== incoming);
    this.changed();
  }
}

function lostProblem(reason: ConnectionStateChangedReason): Problem {
  return reason === 'invalidToken'
    ? new Problem('The server refused the token.', 'Sign out and in again.')
    : new Problem(
        'The connection to the server is lost.',
        'It is tried again by itself. A call outlasts this for two minutes.',
      );
}

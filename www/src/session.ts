import type {
  AcceptCallOptions,
  ConnectionStateChangedReason,
  DeviceManager,
  LocalVideoStream,
  TeamsCall,
  TeamsCallAgent,
  TeamsIncomingCall,
  VideoDeviceInfo,
} from '@azure/communication-calling';
import { CallClient } from '@azure/communication-calling';
import { Cameras } from './devices/cameras';
import { Line } from './call/line';
import type { Note } from './events/observe';
import { observeAgent, observeDevices } from './events/observe';
import type { Person } from './people';
import { isNameless, nameOf, remember } from './people';
import { Problem, problemOf } from './problems';
import type { Ending } from './call/reasons';
import { credentialFor } from './token';

/** A call that is over. */
export interface Past {
  /** How it ended. */
  ending: Ending;
  /** Whom to call again. */
  other: Person;
  /** How long they spoke, in milliseconds. */
  duration: number;
}

/** A person who is signed in: one client, one agent, and the call they are in. */
export class Session {
  /** The call they are in. */
  line: Line | undefined;
  /** Who rings now, the first one first. */
  ringing: TeamsIncomingCall[] = [];
  /** The last call. */
  past: Past | undefined;
  /** What went wrong last. */
  problem: Problem | undefined;
  /** Why the server does not hear them now. */
  lost: Problem | undefined;
  /** The call that is shown under the hood: the one that goes on, or the last one. */
  latest: Line | undefined;
  /** The cameras, and which to take. */
  readonly cameras: Cameras;
  private callee: Person | undefined;

  private constructor(
    /** Who. */
    readonly person: Person,
    private readonly client: CallClient,
    private readonly agent: TeamsCallAgent,
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
    agent.on('callsUpdated', ({ added, removed }) => {
      added.forEach((call) => this.onCall(call));
      removed.forEach((call) => this.onCallOver(call));
    });
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

  /** Ends everything. */
  async signOut(): Promise<void> {
    await this.client.dispose();
  }

  /** Calls somebody, unless somebody calls: that wants an answer first. */
  async call(other: Person, withCamera: boolean): Promise<void> {
    await this.attempt(async () => {
      const localVideoStreams = await this.cameraIf(withCamera);
      if (this.line || this.ringing.length > 0) return;
      this.callee = other;
      this.past = undefined;
      const call = this.agent.startCall({ microsoftTeamsUserId: other.id }, { videoOptions: { localVideoStreams } });
      this.onCall(call);
    });
  }

  /** Answers; a call that goes on is hung up for it. */
  async answer(incoming: TeamsIncomingCall, withCamera: boolean): Promise<void> {
    await this.attempt(async () => {
      const options: AcceptCallOptions = { videoOptions: { localVideoStreams: await this.cameraIf(withCamera) } };
      await this.line?.hangUp();
      await incoming.accept(options);
    });
    this.stopRinging(incoming);
  }

  /** Declines. */
  async decline(incoming: TeamsIncomingCall): Promise<void> {
    await this.attempt(() => incoming.reject());
  }

  /** Mutes the microphone, or unmutes it. */
  async toggleMute(): Promise<void> {
    await this.attempt(async () => this.line?.toggleMute());
  }

  /** Turns the camera on or off. */
  async toggleCamera(): Promise<void> {
    await this.attempt(async () => this.line?.toggleCamera(this.cameras));
  }

  /** Takes another camera, also for the call that goes on. */
  async chooseCamera(camera: VideoDeviceInfo): Promise<void> {
    this.cameras.choose(camera);
    await this.attempt(async () => this.line?.call.localVideoStreams[0]?.switchSource(camera));
  }

  /** Silences the other one, or lets them be heard again. */
  async toggleIncomingAudio(): Promise<void> {
    await this.attempt(async () => this.line?.toggleIncomingAudio());
  }

  /** Hangs up. */
  async hangUp(): Promise<void> {
    await this.attempt(async () => this.line?.hangUp());
  }

  /** Says something that the user has to know. */
  setProblem(problem: Problem | undefined): void {
    this.problem = problem;
    this.changed();
  }

  /** The user has read how the last call ended. */
  dismissPast(): void {
    this.past = undefined;
    this.changed();
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

  private async attempt(action: () => Promise<void>): Promise<void> {
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
    incoming.on('callEnded', ({ callEndReason: reason }) => {
      this.stopRinging(incoming);
      const other = callerOf(incoming);
      const about = { other: other.name, nameless: isNameless(other), here: false, answered: false };
      const ending: Ending = { direction: 'Incoming', reason, ...about };
      if (!this.line) this.past = { ending, other, duration: 0 };
      this.changed();
    });
    this.changed();
  }

  private onCall(call: TeamsCall): void {
    if (this.line?.call === call) return;
    const other = call.direction === 'Incoming' ? callerOf(call) : this.callee;
    this.line = new Line(call, other ?? { id: '', name: 'Somebody' }, this.changed);
    this.latest = this.line;
    this.past = undefined;
    this.changed();
  }

  private onCallOver(call: TeamsCall): void {
    const line = this.line;
    if (line?.call !== call || !line.ending) return;
    const duration = line.connectedAt === undefined ? 0 : Date.now() - line.connectedAt;
    this.past = { ending: line.ending, other: line.person, duration };
    this.line = undefined;
    this.changed();
  }

  private stopRinging(incoming: TeamsIncomingCall): void {
    this.ringing = this.ringing.filter((other) => other !== incoming);
    this.changed();
  }
}

/** Who calls. */
export function callerOf({ callerInfo }: Pick<TeamsIncomingCall, 'callerInfo'>): Person {
  const { identifier, displayName } = callerInfo;
  const id = identifier && 'microsoftTeamsUserId' in identifier ? identifier.microsoftTeamsUserId : '';
  return { id, name: displayName ?? (id === '' ? 'Somebody' : nameOf(id)) };
}

function lostProblem(reason: ConnectionStateChangedReason): Problem {
  return reason === 'invalidToken'
    ? new Problem('The server refused the token.', 'Sign out and in again.')
    : new Problem(
        'The connection to the server is lost.',
        'It is tried again by itself. A call outlasts this for two minutes.',
      );
}

import type { LocalVideoStream, TeamsCall, TeamsCallAgent, TeamsIncomingCall } from '@azure/communication-calling';
import type { Person } from '../people';
import { introduce } from '../people';
import { Problem } from '../problems';
import { callerOf } from './identity';
import type { LineEvents } from './line';
import { Line } from './line';

/** What becomes of the call on the stage when another one is answered. */
export type Precedence = 'hold' | 'end';

/** What the calls of a session tell it. */
export interface CallsEvents extends LineEvents {
  /** A call has begun. */
  begun: () => void;
  /** A call is over. */
  ended: (line: Line) => void;
}

/** A person's calls: at most one on the stage, all others on hold. */
export class Calls {
  /** The call on the stage. */
  line: Line | undefined;
  /** All that go on, also those on hold; the oldest first. */
  all: Line[] = [];
  /** The last one that began. */
  latest: Line | undefined;
  private callees: Person[] = [];

  constructor(
    private readonly agent: TeamsCallAgent,
    private readonly events: CallsEvents,
  ) {
    agent.on('callsUpdated', ({ added, removed }) => {
      added.forEach((call) => this.onCall(call));
      removed.forEach((call) => this.onCallOver(call));
    });
  }

  /** Those that wait while another one is on the stage, or none. */
  get held(): Line[] {
    return this.all.filter((line) => line !== this.line);
  }

  /** Calls one person, or several in a group. */
  start(people: Person[], localVideoStreams: LocalVideoStream[]): void {
    this.callees = people;
    people.forEach(introduce);
    const users = people.map(({ id }) => ({ microsoftTeamsUserId: id }));
    const options = { videoOptions: { localVideoStreams } };
    const [user] = users;
    this.onCall(
      user && users.length === 1 ? this.agent.startCall(user, options) : this.agent.startCall(users, options),
    );
  }

  /** Answers. What is on the stage makes room first; if the caller gave up meanwhile, it goes on. */
  async answer(
    incoming: TeamsIncomingCall,
    localVideoStreams: LocalVideoStream[],
    precedence: Precedence,
  ): Promise<void> {
    const { line } = this;
    const toHold = precedence === 'hold' && line?.isEstablished && !line.isHeld ? line : undefined;
    if (toHold) await toHold.toggleHold();
    else if (precedence === 'end') await line?.hangUp();
    try {
      await incoming.accept({ videoOptions: { localVideoStreams } });
    } catch (error) {
      await toHold?.toggleHold();
      throw error;
    }
  }

  /** Goes over to a call on hold, and puts the one on the stage on hold. */
  async switchTo(line: Line): Promise<void> {
    const { line: before } = this;
    if (before && !before.isEstablished) throw stillRings();
    if (before && !before.isHeld) await before.toggleHold();
    if (line.isHeld) await line.toggleHold();
    this.line = line;
    this.events.changed();
  }

  /** Takes a call on hold off the stage, so that somebody else can be called. */
  park(): void {
    if (!this.line?.isHeld) return;
    this.line = undefined;
    this.events.changed();
  }

  private onCall(call: TeamsCall): void {
    if (this.all.some((line) => line.call === call)) return;
    const invited = call.direction === 'Incoming' ? [callerOf(call)] : this.callees;
    this.line = new Line(call, invited, this.events);
    this.latest = this.line;
    this.all = [...this.all, this.line];
    this.events.begun();
  }

  private onCallOver(call: TeamsCall): void {
    const line = this.all.find((one) => one.call === call);
    if (!line) return;
    this.all = this.all.filter((other) => other !== line);
    if (this.line === line) this.line = undefined;
    this.events.ended(line);
  }
}

function stillRings(): Problem {
  return new Problem('Your call still rings.', 'Wait until it is answered, or cancel it.');
}

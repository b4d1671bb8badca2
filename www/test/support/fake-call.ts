import type { CallEndReason, CallState, TeamsCall, TeamsCallAgent } from '@azure/communication-calling';

type Listener = (args: never) => void;

/** Something that has listeners, as all objects of the SDK. */
export class Emitter {
  private readonly listeners: [string, Listener][] = [];

  on(event: string, listener: Listener): void {
    this.listeners.push([event, listener]);
  }

  emit(event: string, args: object = {}): void {
    for (const [name, listener] of this.listeners) if (name === event) listener(args as never);
  }
}

/** Somebody else in a call. */
export class FakeParticipant extends Emitter {
  identifier: { microsoftTeamsUserId: string };
  state = 'Connecting';
  isMuted = false;
  isSpeaking = false;
  videoStreams: object[] = [];
  callEndReason: CallEndReason | undefined;

  constructor(
    public displayName: string | undefined,
    id = `id of ${displayName}`,
  ) {
    super();
    this.identifier = { microsoftTeamsUserId: id };
  }

  become(state: string): void {
    this.state = state;
    this.emit('stateChanged');
  }
}

/** A call that does at once what it is asked for. */
export class FakeCall extends Emitter {
  state: CallState = 'None';
  direction = 'Outgoing';
  info: { threadId: string | undefined } = { threadId: undefined };
  callerInfo = { identifier: { microsoftTeamsUserId: 'caller' }, displayName: 'caller' };
  callEndReason: CallEndReason | undefined;
  isMuted = false;
  isScreenSharingOn = false;
  localVideoStreams: object[] = [];
  remoteParticipants: FakeParticipant[] = [];
  readonly asked: string[] = [];

  feature(): object {
    return { network: new Emitter(), media: new Emitter() };
  }

  become(state: CallState): void {
    this.state = state;
    this.emit('stateChanged');
  }

  add(name: string | undefined, id?: string): FakeParticipant {
    const participant = new FakeParticipant(name, id);
    this.remoteParticipants = [...this.remoteParticipants, participant];
    this.emit('remoteParticipantsUpdated', { added: [participant], removed: [] });
    return participant;
  }

  remove(participant: FakeParticipant, reason: CallEndReason): void {
    participant.callEndReason = reason;
    this.remoteParticipants = this.remoteParticipants.filter((other) => other !== participant);
    this.emit('remoteParticipantsUpdated', { added: [], removed: [participant] });
    participant.become('Disconnected');
  }

  async hold(): Promise<void> {
    this.asked.push('hold');
    this.become('LocalHold');
  }

  async resume(): Promise<void> {
    this.asked.push('resume');
    this.become('Connected');
  }

  async hangUp(options: { forEveryone: boolean }): Promise<void> {
    this.asked.push(options.forEveryone ? 'end' : 'leave');
    this.callEndReason = { code: 0, subCode: 0 };
  }

  /** As the SDK has it. */
  get api(): TeamsCall {
    return this as never;
  }
}

/** An agent whose calls are what a test makes of them. */
export class FakeAgent extends Emitter {
  readonly started: unknown[] = [];
  next = new FakeCall();

  startCall(whom: unknown): FakeCall {
    this.started.push(whom);
    return this.next;
  }

  /** A call is there, as after `accept`. */
  begin(call: FakeCall): void {
    this.emit('callsUpdated', { added: [call], removed: [] });
  }

  /** A call is over. */
  end(call: FakeCall): void {
    this.emit('callsUpdated', { added: [], removed: [call] });
  }

  /** As the SDK has it. */
  get api(): TeamsCallAgent {
    return this as never;
  }
}

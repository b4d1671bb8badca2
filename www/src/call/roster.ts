import type { RemoteParticipant, TeamsCall } from '@azure/communication-calling';
import type { Person } from '../people';
import { isNameless, remember, spokenName } from '../people';
import { goneWords } from './gone';
import { personBehind } from './identity';

/** How long it is told that somebody has gone, in milliseconds. */
const TOLD_FOR = 5000;

/** What somebody did last. Their name may be known later only. */
interface Latest {
  participant: RemoteParticipant;
  what: string;
}

/** Who is in a call beside oneself, and who just went. */
export class Roster {
  /** Who is shown, in the order in which they came: those in the call, and for a moment those who went. */
  shown: RemoteParticipant[] = [];
  private latest: Latest | undefined;
  private isNamed = false;
  private readonly met = new Map<string, Person>();

  constructor(
    private readonly call: TeamsCall,
    invited: readonly Person[],
    private readonly changed: () => void,
  ) {
    for (const person of invited) this.met.set(person.id, person);
    call.on('remoteParticipantsUpdated', ({ added, removed }) => {
      added.forEach((participant) => this.onAdded(participant));
      removed.forEach((participant) => this.remove(participant));
      changed();
    });
    call.remoteParticipants.forEach((participant) => this.add(participant));
  }

  /** Everybody who was called or in the call, also those who went. */
  get people(): Person[] {
    for (const participant of this.call.remoteParticipants) this.meet(participant);
    return [...this.met.values()];
  }

  /** Everybody else who is in the call now, also with it on hold. */
  get inside(): RemoteParticipant[] {
    return this.call.remoteParticipants.filter(({ state }) => state === 'Connected' || state === 'Hold');
  }

  /** How many are in the call, oneself among them. */
  get size(): number {
    return this.inside.length + 1;
  }

  /** Everybody else who is in the call or rung now; before the SDK names them, those who were called. */
  get present(): Person[] {
    return this.isNamed ? this.call.remoteParticipants.map(personBehind) : this.people;
  }

  /** What happened last, in words to be read aloud. */
  get news(): string {
    return this.latest ? `${spokenName(personBehind(this.latest.participant))} ${this.latest.what}.` : '';
  }

  /** What happened is no news any more. */
  forgetNews(): void {
    this.latest = undefined;
  }

  private onAdded(participant: RemoteParticipant): void {
    this.add(participant);
    const isCalled = participant.state !== 'Connected' && participant.state !== 'Hold';
    if (isCalled && this.call.state === 'Connected') this.latest = { participant, what: 'is being called' };
  }

  private add(participant: RemoteParticipant): void {
    this.isNamed = true;
    const { id } = personBehind(participant);
    this.shown = [...this.shown.filter((other) => personBehind(other).id !== id), participant];
    this.watch(participant);
    this.meet(participant);
  }

  private remove(participant: RemoteParticipant): void {
    this.meet(participant);
    this.latest = { participant, what: goneWords(participant.callEndReason) };
    setTimeout(() => {
      this.shown = this.shown.filter((other) => other !== participant);
      this.changed();
    }, TOLD_FOR);
  }

  private watch(participant: RemoteParticipant): void {
    participant.on('stateChanged', () => this.onState(participant));
    participant.on('displayNameChanged', () => {
      this.meet(participant);
      this.changed();
    });
    for (const event of ['isMutedChanged', 'isSpeakingChanged'] as const) participant.on(event as never, this.changed);
    const watch = (stream: RemoteParticipant['videoStreams'][number]): void =>
      stream.on('isAvailableChanged', this.changed);
    participant.on('videoStreamsUpdated', ({ added }) => {
      added.forEach(watch);
      this.changed();
    });
    participant.videoStreams.forEach(watch);
  }

  private onState(participant: RemoteParticipant): void {
    const { state } = participant;
    const person = this.meet(participant);
    if (state === 'Connected') this.latest = { participant, what: 'is in the call' };
    if (state === 'Hold') this.latest = { participant, what: 'holds the call' };
    // They were reached, so they may be called again.
    const reached = state === 'Ringing' || state === 'Connected';
    if (reached && person.id !== '' && !isNameless(person)) remember(person);
    this.changed();
  }

  private meet(participant: RemoteParticipant): Person {
    const person = personBehind(participant);
    this.met.set(person.id, person);
    return person;
  }
}

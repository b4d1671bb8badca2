import type { CallState } from '@azure/communication-calling';
import { h, setAttribute, setText, show } from './dom';
import type { Line } from './line';
import type { Person } from './people';
import { cameraOf, Tile } from './tiles';
import { clock } from './time';

const WORDS: Partial<Record<CallState, string>> = {
  None: 'Calling…',
  Connecting: 'Connecting…',
  Ringing: 'Ringing…',
  Disconnecting: 'Hanging up…',
};

/** The view of somebody who is in a call: everybody's tiles, and how far the call is. */
export class Stage {
  readonly element: HTMLElement;
  private readonly remote = new Tile('remote');
  private readonly local = new Tile('local');
  private readonly state = h('p', { class: 'stage-state', 'data-testid': 'call-state' });
  private readonly ticking: ReturnType<typeof setInterval>;
  private line: Line | undefined;

  constructor(private readonly self: Person) {
    this.element = h('div', { class: 'view view-stage' }, this.remote.element, this.local.element, this.state);
    this.ticking = setInterval(() => this.updateClock(), 1000);
  }

  /** Lets go of everything. */
  close(): void {
    clearInterval(this.ticking);
    this.update(undefined);
  }

  /** Shows a call as it is now, or lets go of it. */
  update(line: Line | undefined): void {
    this.line = line;
    if (!line) return this.clear();
    const { call } = line;
    const [participant] = call.remoteParticipants;
    this.remote.update({
      person: { id: line.otherId, name: line.otherName },
      caption: line.otherName,
      muted: call.state === 'Connected' && participant?.isMuted === true,
      video: participant && cameraOf(participant),
    });
    this.local.update({
      person: this.self,
      caption: 'You',
      muted: call.isMuted,
      video: call.localVideoStreams[0],
    });
    setAttribute(this.element, 'data-state', call.state);
    this.updateClock();
  }

  private updateClock(): void {
    if (!this.line) return;
    const { call, connectedAt } = this.line;
    const spoken = connectedAt === undefined ? '' : clock(Date.now() - connectedAt);
    setText(this.state, WORDS[call.state] ?? spoken);
    setAttribute(this.state, 'data-state', call.state);
    show(this.state, this.state.textContent !== '');
  }

  private clear(): void {
    this.remote.clear();
    this.local.clear();
  }
}

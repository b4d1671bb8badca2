import type { CallState } from '@azure/communication-calling';
import { h, setAttribute, setText, show } from '../dom';
import type { Line } from '../call/line';
import type { Person } from '../people';
import { TileTools } from './tile-tools';
import { cameraOf, Tile } from './tiles';
import { clock } from '../time';

const WORDS: Partial<Record<CallState, string>> = {
  None: 'Calling…',
  Connecting: 'Connecting…',
  Ringing: 'Ringing…',
  Disconnecting: 'Hanging up…',
};

/** What can be done on the stage. */
export interface StageActions {
  toggleSound: () => void;
  toggleFullScreen: () => void;
}

/** The view of somebody who is in a call: everybody's tiles, and how far the call is. */
export class Stage {
  readonly element: HTMLElement;
  private readonly remote = new Tile('remote', () => this.updateTools());
  private readonly local = new Tile('local');
  private readonly state = h('p', { class: 'stage-state', 'data-testid': 'call-state' });
  private readonly tools: TileTools;
  private readonly ticking: ReturnType<typeof setInterval>;
  private readonly onFullScreen = (): void => this.updateTools();
  private line: Line | undefined;

  constructor(
    private readonly self: Person,
    actions: StageActions,
  ) {
    this.tools = new TileTools({ ...actions, toggleScaling: () => this.toggleScaling() });
    this.remote.element.append(this.tools.element);
    this.element = h('div', { class: 'view view-stage' }, this.remote.element, this.local.element, this.state);
    this.ticking = setInterval(() => this.updateClock(), 1000);
    document.addEventListener('fullscreenchange', this.onFullScreen);
  }

  /** Lets go of everything. */
  close(): void {
    clearInterval(this.ticking);
    document.removeEventListener('fullscreenchange', this.onFullScreen);
    this.update(undefined);
  }

  /** Shows a call as it is now, or lets go of it. */
  update(line: Line | undefined): void {
    this.line = line;
    if (!line) return this.clear();
    const { call } = line;
    const [participant] = call.remoteParticipants;
    this.remote.update({
      person: line.person,
      caption: line.otherName,
      muted: call.state === 'Connected' && participant?.isMuted === true,
      speaking: participant?.isSpeaking === true,
      video: participant && cameraOf(participant),
    });
    this.local.update({
      person: this.self,
      caption: 'You',
      muted: call.isMuted,
      speaking: false,
      video: call.localVideoStreams[0],
    });
    setAttribute(this.element, 'data-state', call.state);
    this.updateTools();
    this.updateClock();
  }

  private updateTools(): void {
    if (!this.line) return;
    const { call, otherName: name } = this.line;
    const scaling = this.remote.video.scaling;
    this.tools.update({
      name,
      fits: scaling && scaling === 'Fit',
      silenced: call.state === 'Connected' ? call.isIncomingAudioMuted : undefined,
      fullScreen: document.fullscreenElement?.contains(this.element) === true,
    });
  }

  private toggleScaling(): void {
    this.remote.video.setScaling(this.remote.video.scaling === 'Fit' ? 'Crop' : 'Fit');
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
    this.remote.video.setScaling(undefined);
  }
}

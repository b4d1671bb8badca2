import type { CallState } from '@azure/communication-calling';
import type { Line } from '../call/line';
import { h, setAttribute, setText, show } from '../dom';
import { icon } from '../icons';
import type { Person } from '../people';
import { clock } from '../time';
import type { CoverActions } from './cover';
import { HoldCover } from './cover';
import { Crowd } from './crowd';
import { facesOf, ownFace } from './faces';
import type { GridLayout, ShareLayout } from './layout';
import { gridOf, shareOf } from './layout';
import { SharedScreenView } from './shared-screen';
import { StageTools } from './tools';
import { setBox, Tile } from './tiles';
import { views } from './view-pool';

const WORDS: Partial<Record<CallState, string>> = {
  None: 'Calling…',
  Connecting: 'Connecting…',
  Ringing: 'Ringing…',
  LocalHold: 'On hold',
  RemoteHold: 'On hold',
  Disconnecting: 'Hanging up…',
};

/** What can be done on the stage. */
export interface StageActions extends CoverActions {
  toggleSound: () => void;
  toggleFullScreen: () => void;
  stopSharing: () => void;
}

/** The view of somebody who is in a call: everybody's tiles or a screen, and how far the call is. */
export class Stage {
  readonly element: HTMLElement;
  private readonly crowd: Crowd;
  private readonly local = new Tile('local');
  private readonly screen = new SharedScreenView();
  private readonly more = h('p', { class: 'stage-more', hidden: true });
  private readonly alone = h(
    'p',
    { class: 'stage-alone', hidden: true },
    'Nobody else is here. Add somebody, or leave.',
  );
  private readonly state = h('p', { class: 'stage-state', 'data-testid': 'call-state' });
  private readonly sharing: HTMLElement;
  private readonly cover: HoldCover;
  private readonly tools: StageTools;
  private readonly ticking: ReturnType<typeof setInterval>;
  private readonly resized = new ResizeObserver(() => this.arrange());
  private readonly onFullScreen = (): void => this.updateTools();
  private line: Line | undefined;
  private count = 0;

  constructor(
    private readonly self: Person,
    actions: StageActions,
  ) {
    const people = h('div', { class: 'stage-people' });
    this.crowd = new Crowd(people, () => this.updateTools());
    this.tools = new StageTools({ ...actions, toggleScaling: () => this.toggleScaling() });
    this.cover = new HoldCover(actions);
    this.sharing = sharingBar(actions.stopSharing);
    this.element = h(
      'div',
      { class: 'view view-stage' },
      this.screen.element,
      people,
      this.more,
      this.alone,
      this.cover.element,
      this.local.element,
      this.state,
      this.sharing,
      this.tools.element,
    );
    this.ticking = setInterval(() => this.updateClock(), 1000);
    this.resized.observe(this.element);
    document.addEventListener('fullscreenchange', this.onFullScreen);
  }

  /** Lets go of everything. */
  close(): void {
    clearInterval(this.ticking);
    this.resized.disconnect();
    document.removeEventListener('fullscreenchange', this.onFullScreen);
    this.update(undefined);
  }

  /** Shows a call as it is now, or lets go of it. */
  update(line: Line | undefined): void {
    if (line !== this.line) this.crowd.setScaling(undefined);
    this.line = line;
    if (!line) return this.clear();
    const faces = facesOf(line);
    this.count = faces.length;
    this.crowd.update(faces);
    this.local.update(ownFace(this.self, line));
    this.screen.update(line.share.shown);
    this.cover.update(line);
    show(this.alone, faces.length === 0 && line.call.state === 'Connected');
    show(this.sharing, line.call.isScreenSharingOn);
    setAttribute(this.element, 'data-state', line.call.state);
    setAttribute(this.element, 'data-view', line.share.shown ? 'screen' : line.isGroup ? 'grid' : 'one');
    this.arrange();
    this.updateTools();
    this.updateClock();
  }

  /** Gives everybody their place. */
  private arrange(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!this.line || width === 0 || height === 0) return;
    if (this.line.share.shown) this.arrangeScreen(shareOf(this.count, { width, height }));
    else this.arrangeGrid(gridOf(this.count, { width, height }));
    views.arrange();
  }

  private arrangeGrid({ people, self, covered, aside }: GridLayout): void {
    this.crowd.place(people);
    this.local.place(self);
    // So much of a caption would lie under it, and of a face.
    this.element.style.setProperty('--self', `${covered}px`);
    this.element.style.setProperty('--aside', `${aside}px`);
    show(this.more, false);
  }

  private arrangeScreen({ screen, people, self, more }: ShareLayout): void {
    this.screen.place(screen);
    this.crowd.place(people);
    this.local.place(self);
    show(this.more, more !== undefined);
    if (!more) return;
    setText(this.more, `+${more.count}`);
    setAttribute(this.more, 'aria-label', `${more.count} more people`);
    setBox(this.more, more.box);
  }

  private updateTools(): void {
    if (!this.line) return;
    const { call, others: name, roster, share } = this.line;
    // A screen is shown whole, and its strip as it fits best.
    const scaling = share.shown ? undefined : this.crowd.scaling;
    this.tools.update({
      name,
      fits: scaling && scaling === 'Fit',
      silenced: call.state === 'Connected' && roster.size > 1 ? call.isIncomingAudioMuted : undefined,
      fullScreen: document.fullscreenElement?.contains(this.element) === true,
    });
  }

  private toggleScaling(): void {
    this.crowd.setScaling(this.crowd.scaling === 'Fit' ? 'Crop' : 'Fit');
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
    this.crowd.update([]);
    this.local.clear();
    this.screen.update(undefined);
  }
}

/** Says that one's own screen is shared, and ends that. */
function sharingBar(stop: () => void): HTMLElement {
  const button = { type: 'button', class: 'button small', 'data-testid': 'stop-sharing', on: { click: stop } };
  return h(
    'div',
    { class: 'stage-sharing', 'data-testid': 'you-share', hidden: true },
    icon('screen'),
    h('span', {}, 'You are sharing'),
    h('button', button, 'Stop'),
  );
}

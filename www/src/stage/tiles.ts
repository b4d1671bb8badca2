import type { LocalVideoStream, RemoteVideoStream } from '@azure/communication-calling';
import { avatar, setAvatar } from '../avatar';
import { h, setAttribute, setText, show } from '../dom';
import type { IconName } from '../icons';
import { icon } from '../icons';
import type { Person } from '../people';
import type { Box } from './layout';
import { VideoPlace } from './video';

/** What a tile shows. */
export interface Face {
  person: Person;
  caption: string;
  muted: boolean;
  held: boolean;
  speaking: boolean;
  video: LocalVideoStream | RemoteVideoStream | undefined;
  /** How far they are, where there is something to say: it stands below their initials. */
  note: string;
  /** The same for the style sheet. */
  state: string | undefined;
}

/** Said where more pictures are to be seen than the SDK shows on one page. */
const NO_VIEW_LEFT = 'Camera on, not shown';
const WHY = 'This page shows as many pictures as it may.';

/** Somebody in a call: their picture, or their initials, and their name. */
export class Tile {
  readonly element: HTMLElement;
  /** Where their picture is. */
  readonly video: VideoPlace;
  private readonly face = avatar('large');
  private readonly note = h('p', { class: 'tile-note' });
  private readonly caption = h('span', { class: 'tile-name' });
  private readonly mutedMark = mark('tile-muted', 'muted', 'micOff');
  private readonly heldMark = mark('tile-held', 'on hold', 'pause');
  private said = '';
  private stream: Face['video'];
  private isPlaced = false;

  constructor(kind: 'remote' | 'local', changed: () => void = () => undefined) {
    this.video = new VideoPlace(() => {
      this.updateNote();
      changed();
    });
    this.element = h(
      'figure',
      { class: `tile tile-${kind}`, 'data-testid': `${kind}-tile` },
      h('div', { class: 'tile-face' }, this.face, this.note),
      this.video.element,
      h('figcaption', { class: 'tile-caption' }, this.mutedMark, this.heldMark, this.caption),
    );
  }

  /** Shows somebody as they are now. */
  update({ person, caption, muted, held, speaking, video, note, state }: Face): void {
    setAvatar(this.face, person);
    setText(this.caption, caption);
    setAttribute(this.caption, 'title', caption);
    setAttribute(this.element, 'data-who', person.name);
    show(this.mutedMark, muted);
    show(this.heldMark, held);
    setAttribute(this.element, 'data-muted', muted);
    setAttribute(this.element, 'data-held', held);
    setAttribute(this.element, 'data-speaking', speaking);
    setAttribute(this.element, 'data-state', state);
    this.said = note;
    this.stream = video;
    this.updatePicture();
  }

  /** Puts it there; nowhere, where it has no room: then it has no picture either. */
  place(box: Box | undefined, rank = 0): void {
    show(this.element, box !== undefined);
    if (box) setBox(this.element, box);
    this.isPlaced = box !== undefined;
    this.video.rank = rank;
    this.updatePicture();
  }

  /** Lets go of the picture. */
  clear(): void {
    this.place(undefined);
  }

  /** What is not shown has no view, so that it is not sent either. */
  private updatePicture(): void {
    this.video.show(this.isPlaced ? this.stream : undefined);
    this.updateNote();
  }

  private updateNote(): void {
    const isLeftOut = this.said === '' && this.video.isWaiting;
    const note = isLeftOut ? NO_VIEW_LEFT : this.said;
    setText(this.note, note);
    setAttribute(this.note, 'title', isLeftOut && WHY);
    show(this.note, note !== '');
  }
}

/** Puts an element of the stage there. */
export function setBox({ style }: HTMLElement, { left, top, width, height }: Box): void {
  Object.assign(style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}

function mark(name: string, label: string, shape: IconName): HTMLElement {
  return h('span', { class: `tile-mark ${name}`, role: 'img', 'aria-label': label }, icon(shape));
}

import type { LocalVideoStream, RemoteParticipant, RemoteVideoStream } from '@azure/communication-calling';
import { avatar, setAvatar } from '../avatar';
import { h, setAttribute, setText, show } from '../dom';
import { icon } from '../icons';
import type { Person } from '../people';
import { VideoPlace } from './video';

/** What a tile shows. */
interface Face {
  person: Person;
  caption: string;
  muted: boolean;
  speaking: boolean;
  video: LocalVideoStream | RemoteVideoStream | undefined;
}

/** Somebody in a call: their picture, or their initials, and their name. */
export class Tile {
  readonly element: HTMLElement;
  /** Where their picture is. */
  readonly video: VideoPlace;
  private readonly face = avatar('large');
  private readonly caption = h('span', { class: 'tile-name' });
  private readonly mutedMark = h('span', { class: 'tile-muted', role: 'img', 'aria-label': 'muted' }, icon('micOff'));

  constructor(kind: 'remote' | 'local', changed: () => void = () => undefined) {
    this.video = new VideoPlace(changed);
    this.element = h(
      'figure',
      { class: `tile tile-${kind}`, 'data-testid': `${kind}-tile` },
      this.face,
      this.video.element,
      h('figcaption', { class: 'tile-caption' }, this.mutedMark, this.caption),
    );
  }

  /** Shows somebody as they are now. */
  update({ person, caption, muted, speaking, video }: Face): void {
    setAvatar(this.face, person);
    setText(this.caption, caption);
    show(this.mutedMark, muted);
    setAttribute(this.element, 'data-muted', muted);
    setAttribute(this.element, 'data-speaking', speaking);
    this.video.show(video);
  }

  /** Lets go of the picture. */
  clear(): void {
    this.video.show(undefined);
  }
}

/** The camera of a participant, if it is on. */
export function cameraOf(participant: RemoteParticipant): RemoteVideoStream | undefined {
  return participant.videoStreams.find(
    ({ isAvailable, mediaStreamType }) => isAvailable && mediaStreamType === 'Video',
  );
}

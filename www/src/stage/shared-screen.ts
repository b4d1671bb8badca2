import { personBehind } from '../call/identity';
import type { SharedScreen } from '../call/streams';
import { h, setAttribute, setText, show } from '../dom';
import { icon } from '../icons';
import type { Box } from './layout';
import { setBox } from './tiles';
import { VideoPlace } from './video';

/** A screen comes before all faces, where a page has not enough views. */
const FIRST = -1;

/** The large place, for a screen that somebody else shares. The whole of it is shown. */
export class SharedScreenView {
  readonly element: HTMLElement;
  private readonly video: VideoPlace;
  private readonly caption = h('span', { class: 'tile-name' });

  constructor() {
    this.video = new VideoPlace();
    this.video.rank = FIRST;
    this.video.setScaling('Fit');
    this.element = h(
      'figure',
      { class: 'tile tile-screen', 'data-testid': 'shared-screen', hidden: true },
      this.video.element,
      h('figcaption', { class: 'tile-caption' }, icon('screen'), this.caption),
    );
  }

  /** Shows a screen, or none. */
  update(screen: SharedScreen | undefined): void {
    const name = screen && personBehind(screen.participant).name;
    setText(this.caption, name === undefined ? '' : `${name}’s screen`);
    setAttribute(this.element, 'data-who', name);
    show(this.element, screen !== undefined);
    this.video.show(screen?.stream);
  }

  /** Puts it there. */
  place(box: Box): void {
    setBox(this.element, box);
  }
}

import type {
  LocalVideoStream,
  RemoteVideoStream,
  ScalingMode,
  VideoStreamRendererView,
} from '@azure/communication-calling';
import { VideoStreamRenderer } from '@azure/communication-calling';
import { h, setAttribute } from '../dom';
import { problemOf } from '../problems';
import { bestScaling } from './scaling';

type Stream = LocalVideoStream | RemoteVideoStream;

/** A place for one video stream. What is shown last wins, however long the views before take to appear. */
export class VideoPlace {
  readonly element = h('div', { class: 'video-place' });
  private readonly resized = new ResizeObserver(() => this.scale());
  private stream: Stream | undefined;
  private renderer: VideoStreamRenderer | undefined;
  private view: VideoStreamRendererView | undefined;
  private wanted: ScalingMode | undefined;

  /** Tells when what is shown, or how, changed. */
  constructor(private readonly changed: () => void = () => undefined) {
    this.resized.observe(this.element);
  }

  /** Shows a stream, or none. */
  show(stream: Stream | undefined): void {
    if (stream === this.stream) return;
    this.clear();
    this.stream = stream;
    if (stream) void this.render(stream);
  }

  /** How the picture fits now; `undefined` while there is none. */
  get scaling(): ScalingMode | undefined {
    return this.view?.scalingMode;
  }

  /** Scales so from now on, until nobody wants it any more: then as it fits best. */
  setScaling(wanted: ScalingMode | undefined): void {
    this.wanted = wanted;
    this.scale();
  }

  private async render(stream: Stream): Promise<void> {
    const renderer = new VideoStreamRenderer(stream);
    this.renderer = renderer;
    this.setState('loading');
    try {
      const view = await renderer.createView({ scalingMode: this.wanted ?? 'Crop' });
      if (this.renderer === renderer) this.put(view);
    } catch (error) {
      if (this.renderer === renderer) this.setState('failed', problemOf(error).title);
    }
  }

  private put(view: VideoStreamRendererView): void {
    this.view = view;
    this.element.replaceChildren(view.target);
    // A camera that turns, or another one, has another shape.
    view.target.querySelector('video')?.addEventListener('resize', () => this.scale());
    this.setState('shown');
    this.scale();
    this.changed();
  }

  private scale(): void {
    const { view } = this;
    if (!view) return;
    const mode = this.wanted ?? bestScaling(this.element.getBoundingClientRect(), sizeIn(view.target));
    if (mode !== view.scalingMode) void view.updateScalingMode(mode).then(this.changed, () => undefined);
  }

  private clear(): void {
    this.renderer?.dispose();
    this.renderer = undefined;
    this.view = undefined;
    this.element.replaceChildren();
    this.setState(undefined);
  }

  private setState(state: 'loading' | 'shown' | 'failed' | undefined, title?: string): void {
    setAttribute(this.element, 'data-video', state);
    setAttribute(this.element, 'title', title);
  }
}

function sizeIn(target: HTMLElement) {
  const video = target.querySelector('video');
  return { width: video?.videoWidth ?? 0, height: video?.videoHeight ?? 0 };
}

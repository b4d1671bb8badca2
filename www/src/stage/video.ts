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
import type { Guest } from './view-pool';
import { views } from './view-pool';

type Stream = LocalVideoStream | RemoteVideoStream;
type State = 'waiting' | 'loading' | 'shown' | 'failed';

/** A first frame that does not come in time may come yet, on a busy machine. */
const ATTEMPTS = 3;

/** A place for one video stream. What is shown last wins, however long the views before take to appear. */
export class VideoPlace implements Guest {
  readonly element = h('div', { class: 'video-place' });
  /** Which places get a view first where there are not enough. */
  rank = 0;
  private readonly resized = new ResizeObserver(() => this.scale());
  private stream: Stream | undefined;
  private renderer: VideoStreamRenderer | undefined;
  private view: VideoStreamRendererView | undefined;
  private wanted: ScalingMode | undefined;
  private state: State | undefined;

  /** Tells when what is shown, or how, changed. */
  constructor(private readonly changed: () => void = () => undefined) {
    this.resized.observe(this.element);
  }

  /** Shows a stream, or none. */
  show(stream: Stream | undefined): void {
    if (stream === this.stream) return;
    const before = this.stream;
    this.stream = stream;
    this.clear();
    if (before && isRemote(before)) views.leave(this);
    if (stream && isRemote(stream)) return this.queue();
    if (stream) void this.render(stream);
  }

  /** How the picture fits now; `undefined` while there is none. */
  get scaling(): ScalingMode | undefined {
    return this.view?.scalingMode;
  }

  /** Whether there is a picture, but no view left for it. */
  get isWaiting(): boolean {
    return this.state === 'waiting';
  }

  /** Scales so from now on, until nobody wants it any more: then as it fits best. */
  setScaling(wanted: ScalingMode | undefined): void {
    this.wanted = wanted;
    this.scale();
  }

  /** A view is free. */
  admit(): void {
    if (this.stream) void this.render(this.stream);
  }

  /** The view goes to a place that comes first. */
  dismiss(): void {
    this.clear();
    this.setState('waiting');
    this.changed();
  }

  private queue(): void {
    this.setState('waiting');
    views.enter(this);
    if (this.isWaiting) this.changed();
  }

  private async render(stream: Stream, attempts = ATTEMPTS): Promise<void> {
    const renderer = new VideoStreamRenderer(stream);
    this.renderer = renderer;
    this.setState('loading');
    try {
      const view = await renderer.createView({ scalingMode: this.wanted ?? 'Crop' });
      if (this.renderer === renderer) this.put(view);
    } catch (error) {
      if (this.renderer === renderer) await this.fail(error, stream, attempts - 1);
    }
  }

  private async fail(error: unknown, stream: Stream, attempts: number): Promise<void> {
    if (attempts > 0 && isLate(error)) return this.render(stream, attempts);
    this.setState('failed', problemOf(error).title);
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

  private setState(state: State | undefined, title?: string): void {
    this.state = state;
    setAttribute(this.element, 'data-video', state);
    setAttribute(this.element, 'title', title);
  }
}

function isRemote(stream: Stream): stream is RemoteVideoStream {
  return 'isAvailable' in stream;
}

function isLate(error: unknown): boolean {
  return (error as { subCode?: unknown }).subCode === 43203;
}

function sizeIn(target: HTMLElement) {
  const video = target.querySelector('video');
  return { width: video?.videoWidth ?? 0, height: video?.videoHeight ?? 0 };
}

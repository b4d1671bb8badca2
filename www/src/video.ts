import type { LocalVideoStream, RemoteVideoStream, VideoStreamRendererView } from '@azure/communication-calling';
import { VideoStreamRenderer } from '@azure/communication-calling';
import { h, setAttribute } from './dom';
import { problemOf } from './problems';

type Stream = LocalVideoStream | RemoteVideoStream;

/** A place for one video stream. What is shown last wins, however long the views before take to appear. */
export class VideoPlace {
  readonly element = h('div', { class: 'video-place' });
  private stream: Stream | undefined;
  private renderer: VideoStreamRenderer | undefined;

  /** Shows a stream, or none. */
  show(stream: Stream | undefined): void {
    if (stream === this.stream) return;
    this.clear();
    this.stream = stream;
    if (stream) void this.render(stream);
  }

  private async render(stream: Stream): Promise<void> {
    const renderer = new VideoStreamRenderer(stream);
    this.renderer = renderer;
    this.setState('loading');
    try {
      const view = await renderer.createView({ scalingMode: 'Crop' });
      if (this.renderer === renderer) this.put(view);
    } catch (error) {
      if (this.renderer === renderer) this.setState('failed', problemOf(error).title);
    }
  }

  private put(view: VideoStreamRendererView): void {
    this.element.replaceChildren(view.target);
    this.setState('shown');
  }

  private clear(): void {
    this.renderer?.dispose();
    this.renderer = undefined;
    this.element.replaceChildren();
    this.setState(undefined);
  }

  private setState(state: 'loading' | 'shown' | 'failed' | undefined, title?: string): void {
    setAttribute(this.element, 'data-video', state);
    setAttribute(this.element, 'title', title);
  }
}

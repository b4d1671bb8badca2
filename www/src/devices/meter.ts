import { h, setAttribute } from '../dom';
import { levelOf } from './level';

const SAMPLES = 1024;
/** How much of a level is left at the next frame: a bar that falls slowly can be read. */
const FALL = 0.9;

/** Shows how loud a microphone is. It opens the microphone itself: the SDK's own stream is not the app's to see. */
export class LevelMeter {
  readonly element: HTMLElement;
  private readonly bar = h('span', { class: 'meter-bar' });
  private stream: MediaStream | undefined;
  private context: AudioContext | undefined;
  private frame = 0;
  private level = 0;
  private wanted: string | undefined;

  constructor() {
    const range = { 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': 0 };
    const props = { class: 'meter', role: 'meter', 'aria-label': 'Level of the microphone', ...range };
    this.element = h('div', { ...props, 'data-testid': 'mic-level' }, this.bar);
  }

  /** Opens a microphone and shows it; the one that is open is closed. Rejects with what the browser says. */
  async start(deviceId: string): Promise<void> {
    if (this.wanted === deviceId) return;
    this.stop();
    this.wanted = deviceId;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { deviceId: { exact: deviceId } } });
    if (this.wanted !== deviceId) return stopTracks(stream);
    this.stream = stream;
    this.watch(stream);
  }

  /** Closes the microphone. */
  stop(): void {
    this.wanted = undefined;
    cancelAnimationFrame(this.frame);
    if (this.stream) stopTracks(this.stream);
    void this.context?.close();
    this.stream = this.context = undefined;
    this.show(0);
  }

  private watch(stream: MediaStream): void {
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: SAMPLES });
    context.createMediaStreamSource(stream).connect(analyser);
    this.context = context;
    const samples = new Float32Array(SAMPLES);
    const tick = (): void => {
      analyser.getFloatTimeDomainData(samples);
      this.show(Math.max(levelOf(samples), this.level * FALL));
      this.frame = requestAnimationFrame(tick);
    };
    tick();
  }

  private show(level: number): void {
    this.level = level;
    this.bar.style.setProperty('--level', level.toFixed(3));
    setAttribute(this.element, 'aria-valuenow', Math.round(level * 10) * 10);
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

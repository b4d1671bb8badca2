// Runs in a page before anything else does. It is passed on as text, so it uses nothing of this module.

/**
 * Marks when something happened first, on a clock that the pages of one browser share.
 *
 * It marks by itself when a connection is up (`connected`), and when the first received frame of audio comes out of its RTP packets
 * (`media`): a transform of encoded frames sees it, before it waits in the jitter buffer.
 */
export function probe() {
  /** @typedef {{ promise: Promise<number>, resolve: (at: number) => void }} Mark */
  /** @type {Map<string, Mark>} */
  let marks = new Map();
  /** @param {string} name @returns {Mark} */
  const mark = (name) => {
    let resolve = (/** @type {number} */ _) => {};
    const made = marks.get(name) ?? { promise: new Promise((settle) => (resolve = settle)), resolve };
    marks.set(name, made);
    return made;
  };
  const now = () => performance.timeOrigin + performance.now();
  globalThis.marks = {
    set: (name, at = now()) => mark(name).resolve(at),
    get: (name) => mark(name).promise,
    clear: () => (marks = new Map()),
  };

  /** In a worker, so that no work of the page delays it. */
  const tellFirstFrames = () => {
    const now = () => performance.timeOrigin + performance.now();
    self.addEventListener('rtctransform', (/** @type {any} */ { transformer }) => {
      let frames = 0;
      const watch = new TransformStream({
        transform(frame, controller) {
          if (frames++ === 0) self.postMessage(now());
          controller.enqueue(frame);
        },
      });
      transformer.readable.pipeThrough(watch).pipeTo(transformer.writable);
    });
  };
  const script = new Blob([`(${tellFirstFrames})()`], { type: 'text/javascript' });
  const worker = new Worker(URL.createObjectURL(script));
  worker.addEventListener('message', ({ data }) => globalThis.marks.set('media', data));

  /** As soon as a receiver is there: later, Chromium passes its frames by. @param {RTCPeerConnection} peer */
  const watch = (peer) => {
    for (const receiver of peer.getReceivers()) {
      if (receiver.track.kind === 'audio') receiver.transform ??= new RTCRtpScriptTransform(worker);
    }
  };
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    /** @param {RTCConfiguration} [configuration] */
    constructor(configuration) {
      super(configuration);
      this.addEventListener('track', () => watch(this));
      this.addEventListener('connectionstatechange', () => {
        if (this.connectionState === 'connected') globalThis.marks.set('connected');
      });
    }

    /** @param {Parameters<RTCPeerConnection['addTransceiver']>} args */
    addTransceiver(...args) {
      const transceiver = super.addTransceiver(...args);
      watch(this);
      return transceiver;
    }

    /** @param {Parameters<RTCPeerConnection['addTrack']>} args */
    addTrack(...args) {
      const sender = super.addTrack(...args);
      watch(this);
      return sender;
    }
  };
}

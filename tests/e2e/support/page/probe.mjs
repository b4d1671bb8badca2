// Runs in a page before anything else does. Each function is passed on as text, so it uses nothing of this module.

/** Remembers what the page opens: peer connections, and what it asked of the microphone, the camera and the screen. Keeps none of it alive. */
export function install() {
  /** @type {WeakRef<RTCPeerConnection>[]} */
  const peers = [];
  /** @type {WeakRef<MediaStreamTrack>[]} */
  const tracks = [];
  /** @type {WeakRef<MediaStreamTrack>[]} */
  const screens = [];
  /** @type {MediaStreamConstraints[]} */
  const captures = [];
  /** @template {WeakKey} T @param {WeakRef<T>[]} references @returns {T[]} */
  const alive = (references) => references.flatMap((reference) => reference.deref() ?? []);
  globalThis.probe = {
    captures,
    get peers() {
      return alive(peers);
    },
    get tracks() {
      return alive(tracks);
    },
    get screens() {
      return alive(screens);
    },
  };

  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    /** @param {RTCConfiguration} [configuration] */
    constructor(configuration) {
      super(configuration);
      peers.push(new WeakRef(this));
    }
  };
  const devices = navigator.mediaDevices;
  /** @param {MediaStream} stream @param {WeakRef<MediaStreamTrack>[]} references */
  const keep = (stream, references) => {
    references.push(...stream.getTracks().map((track) => new WeakRef(track)));
    return stream;
  };
  const getUserMedia = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints = {}) => {
    captures.push(constraints);
    return keep(await getUserMedia(constraints), tracks);
  };
  const getDisplayMedia = devices.getDisplayMedia?.bind(devices);
  devices.getDisplayMedia = async (options) => keep(await getDisplayMedia(options), screens);
}

/** A computer without a microphone and a camera. */
export function removeDevices() {
  navigator.mediaDevices.getUserMedia = async () => {
    throw new DOMException('Requested device not found', 'NotFoundError');
  };
  navigator.mediaDevices.enumerateDevices = async () => [];
}

/** Breaks the law on purpose: whatever the page wants to send, a tone goes out as soon as a connection has a place for it. */
export function sendEarly() {
  const tone = () => {
    const context = new AudioContext();
    const source = context.createOscillator();
    const sink = context.createMediaStreamDestination();
    source.connect(sink);
    source.start();
    return /** @type {MediaStreamTrack} */ (sink.stream.getAudioTracks()[0]);
  };
  const { setLocalDescription } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.setLocalDescription = async function (/** @type {any} */ description) {
    await Reflect.apply(setLocalDescription, this, [description]);
    await this.getTransceivers()[0]?.sender.replaceTrack(tone());
  };
}

/**
 * What has come in over all open peer connections.
 *
 * @typedef {object} Received
 * @property {number} audioPackets
 * @property {number} audioEnergy
 * @property {number} videoPackets
 * @property {number} frames
 */

/** @returns {Promise<Received>} */
export async function received() {
  const sum = { audioPackets: 0, audioEnergy: 0, videoPackets: 0, frames: 0 };
  for (const peer of probe.peers) {
    if (peer.connectionState !== 'connected') continue;
    for (const stats of /** @type {Map<string, any>} */ (/** @type {unknown} */ (await peer.getStats())).values()) {
      if (stats.type !== 'inbound-rtp') continue;
      sum.audioPackets += stats.kind === 'audio' ? stats.packetsReceived : 0;
      sum.audioEnergy += stats.totalAudioEnergy ?? 0;
      sum.videoPackets += stats.kind === 'video' ? stats.packetsReceived : 0;
      sum.frames += stats.framesDecoded ?? 0;
    }
  }
  return sum;
}

/**
 * The packets of audio and the frames of video that came in over each open peer connection. Frames, since Firefox sends a packet
 * without any each second where a picture could be sent and none is.
 */
export async function receivedByPeer() {
  const connected = probe.peers.filter((peer) => peer.connectionState === 'connected');
  return Promise.all(
    connected.map(async (peer) => {
      const came = { audio: 0, frames: 0, width: 0, height: 0 };
      for (const stats of /** @type {Map<string, any>} */ (/** @type {unknown} */ (await peer.getStats())).values()) {
        if (stats.type !== 'inbound-rtp') continue;
        came.audio += stats.kind === 'audio' ? stats.packetsReceived : 0;
        came.frames += stats.framesReceived ?? 0;
        came.width = Math.max(came.width, stats.frameWidth ?? 0);
        came.height = Math.max(came.height, stats.frameHeight ?? 0);
      }
      return came;
    }),
  );
}

/**
 * What a video shows now, as a few numbers.
 *
 * @param {Element} target
 */
export function pixels(target) {
  const video = /** @type {HTMLVideoElement | null} */ (target.querySelector('video'));
  if (!video?.videoWidth) return undefined;
  const canvas = new OffscreenCanvas(32, 24);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
    canvas.getContext('2d', { willReadFrequently: true })
  );
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let hash = 0;
  let brightest = 0;
  const middle = [...context.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data.slice(0, 3)];
  for (const [at, value] of data.entries()) {
    hash = (hash * 31 + value) | 0;
    if (at % 4 < 3) brightest = Math.max(brightest, value);
  }
  return { width: video.videoWidth, hash, brightest, middle };
}

/**
 * A picture of one colour that is painted again and again, in a canvas of the page that is not shown, and the sound of a microphone.
 *
 * @param {string} colour
 */
export async function painting(colour) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360, hidden: true });
  document.body.append(canvas);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.fillStyle = colour;
  setInterval(() => context.fillRect(0, 0, canvas.width, canvas.height), 50);
  const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
  return new MediaStream([...canvas.captureStream().getTracks(), ...sound.getTracks()]);
}

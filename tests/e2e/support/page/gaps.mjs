/** How often it is looked for packets, in milliseconds: as often as audio comes. */
const INTERVAL = 20;

/**
 * The audio of a connection.
 *
 * @typedef {object} Heard
 * @property {RTCRtpReceiver} receiver
 * @property {number} longest
 */

/** Tells for how long no audio came. */
export class GapWatch {
  /** @type {Heard[]} */
  #heard = [];
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  /** Watches the connections that are up now. */
  start() {
    this.#heard = probe.peers.flatMap(receiverOf).map((receiver) => ({ receiver, longest: 0 }));
    this.#timer ??= setInterval(() => this.#look(), INTERVAL);
  }

  /** For how many milliseconds nothing came at most, over each of those that are still up. */
  stop() {
    this.#look();
    clearInterval(this.#timer);
    this.#timer = undefined;
    return this.#heard.filter(({ receiver }) => receiver.track.readyState === 'live').map(({ longest }) => longest);
  }

  /** How old the newest packet is counts, and not since when it has been seen: a page may be late to look, its packets are not. */
  #look() {
    const now = performance.timeOrigin + performance.now();
    for (const heard of this.#heard) {
      const [newest] = heard.receiver.getSynchronizationSources();
      if (newest) heard.longest = Math.max(heard.longest, now - newest.timestamp);
    }
  }
}

/** @param {RTCPeerConnection} peer */
function receiverOf(peer) {
  const isConnected = peer.connectionState === 'connected';
  return isConnected
    ? peer
        .getReceivers()
        .filter(({ track }) => track.kind === 'audio')
        .slice(0, 1)
    : [];
}

/**
 * A connection that is watched.
 *
 * @typedef {object} Watched
 * @property {RTCPeerConnection} peer
 * @property {string | undefined} ice
 * @property {string[]} negotiations
 */

/** Tells whether connections go on as they are. */
export class PeerWatch {
  /** @type {Watched[]} */
  #watched = [];

  /** Watches those that are connected now, and no others any more. Returns how many. */
  start() {
    const connected = probe.peers.filter((peer) => peer.connectionState === 'connected');
    this.#watched = connected.map((peer) => ({ peer, ice: iceOf(peer), negotiations: negotiationsOf(peer) }));
    return this.#watched.length;
  }

  /** How many of them are connected, in the same ICE session, and never negotiated. */
  undisturbed() {
    return this.#watched.filter(
      ({ peer, ice, negotiations }) =>
        peer.connectionState === 'connected' && iceOf(peer) === ice && negotiations.length === 0,
    ).length;
  }

  /** What happened to the others, for a failed test's message. */
  story() {
    return this.#watched.map(({ peer, negotiations }) => [peer.connectionState, ...negotiations].join(' '));
  }
}

/**
 * Not its state: a busy machine may be late with the packets by which ICE knows that the other end is there.
 *
 * @param {RTCPeerConnection} peer
 */
function negotiationsOf(peer) {
  /** @type {string[]} */
  const negotiations = [];
  peer.addEventListener('signalingstatechange', () => negotiations.push(peer.signalingState));
  return negotiations;
}

/** Names the ICE session at this end: `ice-ufrag` (RFC 8839 section 5.4). @param {RTCPeerConnection} peer */
function iceOf(peer) {
  return /^a=ice-ufrag:(.*)$/m.exec(String(peer.localDescription?.sdp))?.[1];
}

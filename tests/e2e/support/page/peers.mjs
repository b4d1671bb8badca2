/**
 * A connection that is watched.
 *
 * @typedef {object} Watched
 * @property {RTCPeerConnection} peer
 * @property {string | undefined} ice
 * @property {string[]} changes of its state and of its descriptions
 */

/** Tells whether connections go on as they are. */
export class PeerWatch {
  /** @type {Watched[]} */
  #watched = [];

  /** Watches those that are connected now, and no others any more. Returns how many. */
  start() {
    const connected = probe.peers.filter((peer) => peer.connectionState === 'connected');
    this.#watched = connected.map((peer) => ({ peer, ice: iceOf(peer), changes: changesOf(peer) }));
    return this.#watched.length;
  }

  /** How many of them were connected all the time, in the same ICE session, and never negotiated. */
  undisturbed() {
    return this.#watched.filter(
      ({ peer, ice, changes }) => peer.connectionState === 'connected' && iceOf(peer) === ice && changes.length === 0,
    ).length;
  }

  /** What happened to the others, for a failed test's message. */
  story() {
    return this.#watched.map(({ peer, changes }) => [peer.connectionState, ...changes].join(' '));
  }
}

/** @param {RTCPeerConnection} peer */
function changesOf(peer) {
  /** @type {string[]} */
  const changes = [];
  peer.addEventListener('connectionstatechange', () => changes.push(peer.connectionState));
  peer.addEventListener('signalingstatechange', () => changes.push(peer.signalingState));
  return changes;
}

/** Names the ICE session at this end: `ice-ufrag` (RFC 8839 section 5.4). @param {RTCPeerConnection} peer */
function iceOf(peer) {
  return /^a=ice-ufrag:(.*)$/m.exec(String(peer.localDescription?.sdp))?.[1];
}

// Run in a page as text, so they use nothing of this module.

/** Has every candidate of the other side replaced by what `wireTo` says leads there. */
export function routeCandidates() {
  const { addIceCandidate } = RTCPeerConnection.prototype;
  /** @param {string} line a candidate attribute (RFC 8839 section 5.1): its fifth and sixth words are address and port */
  const routed = async (line) => {
    const words = line.split(' ');
    const [address, port] = words.slice(4, 6);
    words[5] = String(await wireTo(String(address), Number(port)));
    return words.join(' ');
  };
  RTCPeerConnection.prototype.addIceCandidate = async function (/** @type {any} */ candidate) {
    if (!candidate?.candidate) return;
    // The wire knows UDP only.
    if (candidate.candidate.split(' ')[2].toLowerCase() !== 'udp') return;
    const { sdpMid, sdpMLineIndex } = candidate;
    const route = { candidate: await routed(candidate.candidate), sdpMid, sdpMLineIndex };
    await Reflect.apply(addIceCandidate, this, [route]);
  };
}

/** Has every socket that is opened from now on go to this port. @param {string} port */
export function routeSockets(port) {
  globalThis.WebSocket = class extends WebSocket {
    /**
     * @param {string | URL} url
     * @param {string | string[]} [protocols]
     */
    constructor(url, protocols) {
      super(Object.assign(new URL(url), { port }), protocols);
    }
  };
}

/** A peer connection and its signaling, by a WebSocket to a relay that passes everything on to the other end. */
export class Line {
  peer = new RTCPeerConnection();
  #socket;
  /** Waits for its description. @type {RTCIceCandidateInit[]} */
  #early = [];
  /** Other messages than descriptions and candidates. */
  onmessage = (/** @type {any} */ _) => {};
  /** The other end offered something. */
  onoffer = () => {};

  /** @param {WebSocket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => void this.#receive(JSON.parse(data));
    this.peer.onicecandidate = ({ candidate }) => candidate && this.send({ candidate });
  }

  /** @param {string} url */
  static async open(url) {
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    return socket;
  }

  /** @param {object} message */
  send(message) {
    this.#socket.send(JSON.stringify(message));
  }

  /** Makes an offer or the answer to one, and sends it. */
  async describe() {
    await this.peer.setLocalDescription();
    this.send({ description: this.peer.localDescription });
  }

  close() {
    this.peer.close();
  }

  /** @param {{ description?: RTCSessionDescription, candidate?: RTCIceCandidateInit }} message */
  async #receive(message) {
    if (message.description) await this.#described(message.description);
    else if (message.candidate) await this.#found(message.candidate);
    else this.onmessage(message);
  }

  /** @param {RTCSessionDescription} description */
  async #described(description) {
    await this.peer.setRemoteDescription(description);
    for (const candidate of this.#early.splice(0)) await this.peer.addIceCandidate(candidate);
    if (description.type === 'offer') this.onoffer();
  }

  /** @param {RTCIceCandidateInit} candidate */
  async #found(candidate) {
    if (this.peer.remoteDescription) await this.peer.addIceCandidate(candidate);
    else this.#early.push(candidate);
  }
}

import { Line } from '../support/page/line.mjs';

/**
 * Below this nobody gets who connects before accepting: the same kind of connection, without a track on it, and up already when both ends
 * put on theirs. Nobody is told; each page accepts by itself.
 *
 * @implements {Client}
 */
class Floor {
  onRing = () => {};
  /** @type {WebSocket | undefined} */
  #socket;
  /** @type {Line | undefined} */
  #line;
  /** @type {MediaStream | undefined} */
  #microphone;

  /** @param {{ url: string }} login */
  async signIn({ url }) {
    this.#socket = await Line.open(url);
    await this.openMicrophone();
    this.#renew();
  }

  /** A message, and then a connection. */
  async startCall() {
    const line = this.#line;
    marks.set('placed');
    line?.send({ rings: true });
    for (const kind of ['audio', 'video']) line?.peer.addTransceiver(kind, { direction: 'sendrecv' });
    await line?.describe();
  }

  async accept() {
    marks.set('accepted');
    await this.openMicrophone();
    const [track = null] = this.#microphone?.getTracks() ?? [];
    await this.#line?.peer.getTransceivers()[0]?.sender.replaceTrack(track);
  }

  hangUp() {
    this.#line?.close();
    this.#renew();
  }

  async openMicrophone() {
    this.#microphone ??= await navigator.mediaDevices.getUserMedia({ audio: true });
  }

  closeMicrophone() {
    this.#microphone?.getTracks().forEach((track) => track.stop());
    this.#microphone = undefined;
  }

  /** A line for the next call. */
  #renew() {
    if (!this.#socket) return;
    const line = new Line(this.#socket);
    line.onmessage = () => marks.set('rings');
    line.onoffer = () => {
      for (const transceiver of line.peer.getTransceivers()) transceiver.direction = 'sendrecv';
      void line.describe();
    };
    this.#line = line;
  }
}

globalThis.client = new Floor();

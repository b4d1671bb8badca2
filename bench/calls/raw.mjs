import { Line } from '../support/page/line.mjs';

/**
 * The least that an app of its own could do: the browser's objects, and a relay of messages.
 *
 * @implements {Client}
 */
class Raw {
  onRing = () => {};
  /** @type {Line | undefined} */
  #line;
  #microphone = new MediaStream();

  /** @param {{ url: string }} login */
  async signIn({ url }) {
    const opening = [navigator.mediaDevices.getUserMedia({ audio: true }), Line.open(url)];
    const [microphone, socket] = await /** @type {Promise<[MediaStream, WebSocket]>} */ (Promise.all(opening));
    this.#microphone = microphone;
    const line = new Line(socket);
    this.#line = line;
    line.onoffer = () => {
      marks.set('rings');
      this.onRing();
    };
  }

  async startCall() {
    marks.set('placed');
    await this.#describe();
  }

  async accept() {
    marks.set('accepted');
    await this.#describe();
  }

  hangUp() {
    this.#line?.close();
  }

  async #describe() {
    for (const track of this.#microphone.getTracks()) this.#line?.peer.addTrack(track, this.#microphone);
    await this.#line?.describe();
  }
}

globalThis.client = new Raw();

import { Peer } from 'peerjs';

/** @implements {Client} */
class PeerJs {
  onRing = () => {};
  /** @type {Peer | undefined} */
  #peer;
  /** @type {import('peerjs').MediaConnection | undefined} */
  #call;
  /** Is open all the time. */
  #microphone = new MediaStream();

  /** @param {{ id: string, port: number }} login */
  async signIn({ id, port }) {
    const peer = new Peer(id, { host: '127.0.0.1', port, config: { iceServers: [] } });
    peer.on('call', (call) => {
      marks.set('rings');
      this.#call = call;
      this.onRing();
    });
    this.#peer = peer;
    const opened = new Promise((resolve, reject) => peer.on('open', resolve).on('error', reject));
    [this.#microphone] = await Promise.all([navigator.mediaDevices.getUserMedia({ audio: true }), opened]);
  }

  /** @param {{ id: string }} other */
  startCall({ id }) {
    marks.set('placed');
    this.#call = this.#peer?.call(id, this.#microphone);
  }

  accept() {
    marks.set('accepted');
    this.#call?.answer(this.#microphone);
  }

  hangUp() {
    this.#call?.close();
  }
}

globalThis.client = new PeerJs();

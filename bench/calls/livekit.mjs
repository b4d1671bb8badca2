import { Room, createLocalAudioTrack } from 'livekit-client';

/**
 * There is no ringing: who is in the room is heard as soon as they are.
 *
 * @implements {Client}
 */
class LiveKit {
  onRing = () => {};
  #room = new Room();

  /** @param {{ url: string, token: string }} login */
  async signIn({ url, token }) {
    const [microphone] = await Promise.all([createLocalAudioTrack(), this.#room.connect(url, token)]);
    await this.#room.localParticipant.publishTrack(microphone);
  }

  startCall() {}

  accept() {}

  async hangUp() {
    await this.#room.disconnect();
  }
}

globalThis.client = new LiveKit();

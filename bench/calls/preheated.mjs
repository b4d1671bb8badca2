import { Offhook } from './offhook.mjs';

/** Opens the microphone while it signs in. @implements {Client} */
class Preheated extends Offhook {
  /** @param {{ token: string }} login */
  async signIn(login) {
    await Promise.all([super.signIn(login), this.#preheat()]);
  }

  async #preheat() {
    const devices = await this.callClient?.getDeviceManager();
    await devices?.startPreheatDevices({ audio: { preheat: true } });
  }
}

globalThis.client = new Preheated();

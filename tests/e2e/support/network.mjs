/** The network of one page, as its browser sees it: goes away without a word, and comes back. */
export class Network {
  #session;

  /** @param {import('puppeteer-core').CDPSession} session */
  constructor(session) {
    this.#session = session;
  }

  /**
   * To be made before the page opens anything: what was opened before is not held up.
   *
   * @param {import('puppeteer-core').Page} page
   */
  static async of(page) {
    const session = await page.createCDPSession();
    await session.send('Network.enable');
    const network = new Network(session);
    // Older browsers cannot do it, which only matters where it is used.
    await network.restore().catch(() => {});
    return network;
  }

  /** Nothing gets through any more. */
  cut() {
    return this.#set(true, 100);
  }

  /** Media gets through no more; signaling does. */
  cutMedia() {
    return this.#set(false, 100);
  }

  /** Everything gets through again. */
  restore() {
    return this.#set(false, 0);
  }

  /**
   * @param {boolean} offline
   * @param {number} packetLoss of UDP, in percent
   */
  async #set(offline, packetLoss) {
    const link = { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1, packetLoss };
    // Newer than the types of puppeteer.
    const send = /** @type {(method: string, parameters: object) => Promise<unknown>} */ (
      this.#session.send.bind(this.#session)
    );
    await send('Network.emulateNetworkConditionsByRule', {
      offline,
      matchedNetworkConditions: [{ urlPattern: '', ...link }],
    });
  }
}

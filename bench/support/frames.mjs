/**
 * How many messages went over the WebSockets of a page, and how many bytes of text they had.
 *
 * @typedef {{ messages: number, bytes: number }} Count
 * @typedef {{ up: Count, down: Count }} Traffic up: what the page sent
 */

/** Counts what goes over the WebSockets of a page of Chromium. */
export class Frames {
  /** Since it was counted anew. @type {Traffic} */
  traffic = { up: { messages: 0, bytes: 0 }, down: { messages: 0, bytes: 0 } };
  #session;

  /** @param {import('puppeteer-core').CDPSession} session */
  constructor(session) {
    this.#session = session;
    session.on('Network.webSocketFrameSent', ({ response }) => count(this.traffic.up, response));
    session.on('Network.webSocketFrameReceived', ({ response }) => count(this.traffic.down, response));
  }

  /** @param {import('puppeteer-core').Page} page */
  static async of(page) {
    const session = await page.createCDPSession();
    await session.send('Network.enable');
    return new Frames(session);
  }

  async close() {
    await this.#session.detach();
  }
}

/** Pings and the like are no messages: RFC 6455 section 11.8. */
const TEXT = 1;

/** @param {Count} count @param {import('puppeteer-core').Protocol.Network.WebSocketFrame} frame */
function count(count, { opcode, payloadData }) {
  if (opcode !== TEXT) return;
  count.messages += 1;
  count.bytes += Buffer.byteLength(payloadData);
}

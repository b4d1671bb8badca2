/**
 * What a browser answers when a page asks for the microphone or the camera: yes, no, or nothing until the test says so.
 *
 * @typedef {'granted' | 'denied' | 'asked'} Access
 */

/**
 * A kind of browser.
 *
 * @typedef {object} Kind
 * @property {string} name
 * @property {(access: Access) => Promise<import('puppeteer-core').Browser>} launch starts one of its own
 * @property {(context: import('puppeteer-core').BrowserContext) => Promise<import('puppeteer-core').Page>} open opens a page that the browser
 *   takes for visible, however many there are
 */

export {};

import { fileURLToPath } from 'node:url';

import { Site } from '../../tests/e2e/support/site.mjs';

/** @typedef {import('../../tests/e2e/support/browsers/kind.mjs').Kind} Kind */
/** @typedef {import('../servers/index.mjs').Service} Service */

/** Where calls of one means are made: a browser, the site of an app (a file of `calls`), and the service that it needs. */
export class Stage {
  /**
   * @param {() => Promise<import('puppeteer-core').Page>} open a new page of the browser
   * @param {Site} site
   * @param {Service} service
   */
  constructor(open, site, service) {
    this.open = open;
    this.site = site;
    this.service = service;
  }

  /**
   * @param {Kind} kind
   * @param {import('puppeteer-core').Browser} browser
   * @param {string} app
   * @param {() => Promise<Service>} serve
   */
  static async set(kind, browser, app, serve) {
    const site = await Site.start(fileURLToPath(new URL(`../calls/${app}.mjs`, import.meta.url)));
    // A site of its own, so that its pages share nothing with those of another.
    const context = browser.defaultBrowserContext();
    return new Stage(() => kind.open(context), site, await serve());
  }

  async close() {
    this.site.close();
    await this.service.close();
  }
}

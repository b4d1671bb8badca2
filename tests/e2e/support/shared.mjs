import { after } from 'node:test';

import { Site } from './site.mjs';

/** @typedef {import('./browsers/kind.mjs').Kind} Kind */

/** What all scenes of a test file have in common, made when it is first needed. */
export const shared = {
  /** @type {Map<Kind, ReturnType<Kind['launch']>>} */
  opened: new Map(),
  /** @type {ReturnType<typeof Site.start> | undefined} */
  served: undefined,

  /** @param {Kind} kind */
  browser(kind) {
    const opened = this.opened.get(kind) ?? kind.launch('granted');
    this.opened.set(kind, opened);
    return opened;
  },

  site() {
    return (this.served ??= Site.start());
  },
};

after(async () => {
  const [site, ...browsers] = await Promise.allSettled([shared.served, ...shared.opened.values()]);
  if (site.status === 'fulfilled') site.value?.close();
  await Promise.all(browsers.map((browser) => browser.status === 'fulfilled' && browser.value.close()));
});

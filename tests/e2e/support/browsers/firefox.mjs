import puppeteer from 'puppeteer-core';

import { firefoxBinary } from '../environment.mjs';

/** What every Firefox is started with; loopback, so that calls connect on a machine without a network too. */
const PREFERENCES = {
  'media.autoplay.default': 0,
  // Only one window has the focus, and the others would wait for it with their lists of devices.
  'media.devices.unfocused.enabled': true,
  'media.navigator.streams.fake': true,
  'media.peerconnection.ice.loopback': true,
  // The wire wants to know where a candidate leads.
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  // Clocks tell less than a millisecond.
  'privacy.reduceTimerPrecision': false,
};

/** For `permissions.default.*`: 0 asks, 2 denies. */
const denied = { 'permissions.default.microphone': 2, 'permissions.default.camera': 2 };
/** Fake devices would be given without a question. */
const asked = { 'media.navigator.permission.fake': true };

/** @type {Record<import('./kind.mjs').Access, Record<string, boolean | number>>} */
const ACCESS = {
  granted: { 'media.navigator.permission.disabled': true },
  denied: { ...asked, ...denied },
  asked,
};

/** @type {import('./kind.mjs').Kind} */
export const firefox = {
  name: 'Firefox',
  launch: (access) =>
    puppeteer.launch({
      browser: 'firefox',
      executablePath: firefoxBinary(),
      headless: true,
      extraPrefsFirefox: { ...PREFERENCES, ...ACCESS[access] },
    }),
  // Of a window's tabs only one is visible; the others show no frames.
  open: (context) => context.newPage({ type: 'window' }),
};

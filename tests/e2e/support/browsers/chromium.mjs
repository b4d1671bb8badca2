import puppeteer from 'puppeteer-core';

import { chromiumBinary } from '../environment.mjs';

/** What every Chromium is started with; loopback, so that calls connect on a machine without a network too. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
  // So many cameras, so that there is another one: the second measures depth, which is never sent.
  '--use-fake-device-for-media-stream=device-count=3',
];

/** @type {Record<import('./kind.mjs').Access, string[]>} */
const ACCESS = {
  granted: ['--use-fake-ui-for-media-stream'],
  denied: ['--deny-permission-prompts'],
  asked: [],
};

/** @type {import('./kind.mjs').Kind} */
export const chromium = {
  name: 'Chromium',
  launch: (access) =>
    puppeteer.launch({
      executablePath: chromiumBinary(),
      headless: true,
      pipe: true,
      args: [...FLAGS, ...ACCESS[access]],
    }),
  open: (context) => context.newPage(),
};

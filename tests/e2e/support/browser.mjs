import puppeteer from 'puppeteer-core';

import { BROWSER } from './environment.mjs';

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
  '--use-fake-device-for-media-stream',
];

/** Microphone and camera are granted without a question. */
export const GRANTED = ['--use-fake-ui-for-media-stream'];

/** Every question is answered with no. */
export const DENIED = ['--deny-permission-prompts'];

/**
 * Starts a Chromium of its own.
 *
 * @param {string[]} [flags]
 */
export function launch(flags = GRANTED) {
  return puppeteer.launch({ executablePath: BROWSER, headless: true, pipe: true, args: [...FLAGS, ...flags] });
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../../..');

/** The server's binary: `OFFHOOK_SERVER`, or what cargo built last into `target`. */
export const SERVER = given(
  'OFFHOOK_SERVER',
  ['target/debug/offhook-server', 'target/release/offhook-server'],
  'cargo build -p offhook-server',
);

/** The folder of the npm package: `OFFHOOK_PACKAGE`, or what was packed last. */
export const PACKAGE = given('OFFHOOK_PACKAGE', ['target/npm/calling'], 'cargo xtask package');

/** Chromium or Chrome: `OFFHOOK_BROWSER`, or an installed one. */
export const chromiumBinary = () =>
  given(
    'OFFHOOK_BROWSER',
    ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'],
    'apt-get install chromium',
  );

/** Firefox: `OFFHOOK_FIREFOX`, or an installed one. */
export const firefoxBinary = () =>
  given('OFFHOOK_FIREFOX', ['/usr/bin/firefox-esr', '/usr/bin/firefox'], 'apt-get install firefox-esr');

/** coturn: `OFFHOOK_TURNSERVER`, or an installed one. */
export const turnserver = () =>
  given(
    'OFFHOOK_TURNSERVER',
    ['/usr/bin/turnserver', '/usr/local/bin/turnserver', '/opt/homebrew/bin/turnserver'],
    'apt-get install coturn',
  );

/**
 * @param {string} variable
 * @param {string[]} candidates where it usually is, seen from the root of the checkout
 * @param {string} remedy the command that brings it there
 */
function given(variable, candidates, remedy) {
  const places = process.env[variable] ? [process.env[variable]] : candidates;
  const found = places.map((place) => path.resolve(ROOT, place)).find((place) => existsSync(place));
  if (found) return found;
  throw new Error(`${places.join(' or ')} is missing: run \`${remedy}\`, or set ${variable}`);
}

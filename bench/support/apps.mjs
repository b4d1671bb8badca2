import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { PACKAGE } from '../../tests/e2e/support/environment.mjs';
import { bundle } from '../../xtask/download.mjs';

const FOLDER = fileURLToPath(new URL('../apps', import.meta.url));

/** Apps that place a call and nothing more, and what they are made with. */
export const APPS = { Offhook: 'offhook', PeerJS: 'peerjs', 'livekit-client': 'livekit' };

/** What a browser gets of an app. @param {string} name */
export function bundled(name) {
  const source = readFileSync(path.join(FOLDER, `${name}.mjs`), 'utf8');
  const contents = source.replace('@azure/communication-calling', PACKAGE);
  return bundle({ contents, resolveDir: FOLDER });
}

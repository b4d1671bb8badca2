// What an app downloads to place a call.

import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { PACKAGE } from '../../tests/e2e/support/environment.mjs';
import { brotli, download } from '../../xtask/download.mjs';
import { APPS, bundled } from '../support/apps.mjs';

/** @typedef {import('../support/report.mjs').Table} Table */

export const title = 'Download';

export const how = `Everything that an app of a few lines loads to place a call (\`bench/apps\`), bundled and minified by esbuild. The parts of Offhook's are on
their own, as \`cargo xtask size\` has them; together they compress better.
`;

/** @returns {Promise<Table[]>} */
export async function measure() {
  const apps = Object.entries(APPS).map(([name, app]) => sizes(name, bundled(app)));
  const [ours] = apps;
  const parts = download(path.join(PACKAGE, '../parts'), PACKAGE).map(([name, content]) => sizes(name.trim(), content));
  return [
    {
      title: 'An app that places a call',
      columns: [...COLUMNS, 'brotli to Offhook'],
      rows: apps.map((app) => [...app, `× ${(Number(app[3]) / Number(ours?.[3])).toFixed(2)}`]),
    },
    {
      title: 'What is in it of Offhook',
      columns: COLUMNS,
      rows: parts,
    },
  ];
}

const COLUMNS = ['', 'bytes', 'gzip (9)', 'brotli (11)'];

/**
 * @param {string} name
 * @param {string | Uint8Array} content
 */
function sizes(name, content) {
  return [name, Buffer.byteLength(content), gzipSync(content, { level: 9 }).length, brotli(content).length];
}

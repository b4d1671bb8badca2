// Measures what an app downloads: `node xtask/size.mjs PARTS PACKAGE` prints a line for each part, its name, its size
// and its size as brotli (quality 11) makes it, with tabs between. The line that the budget is for comes last.
import { brotli, download } from './download.mjs';

const [parts = '', folder = ''] = process.argv.slice(2);

for (const [name, content] of download(parts, folder)) {
  console.log([name, Buffer.byteLength(content), brotli(content).length].join('\t'));
}

// Bundles the demo page into `dist/`. All its URLs are relative, so it can be served from anywhere.
import { cp, mkdir, rm } from 'node:fs/promises';
import { build } from 'esbuild';

const out = new URL('dist/', import.meta.url);
const at = (path) => new URL(path, import.meta.url).pathname;

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: { main: at('src/main.ts'), boot: at('src/boot.ts'), style: at('src/styles/style.css') },
  outdir: out.pathname,
  bundle: true,
  minify: true,
  format: 'iife',
  // The SDK is a link to where it was built; what it imports is beside the link, as in any app.
  preserveSymlinks: true,
  target: ['chrome115', 'firefox115', 'safari16'],
  sourcemap: true,
  legalComments: 'linked',
  logLevel: 'warning',
});
await cp(new URL('src/index.html', import.meta.url), new URL('index.html', out));
await cp(new URL('src/icon.svg', import.meta.url), new URL('icon.svg', out));

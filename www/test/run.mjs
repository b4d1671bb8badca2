// Bundles the tests, as the page is bundled, and runs them in Node.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = new URL('.', import.meta.url).pathname;
const out = await mkdtemp(join(root, '../node_modules/.test-'));
await build({
  entryPoints: ['people', 'reasons', 'time'].map((name) => join(root, `${name}.test.ts`)),
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  external: ['@azure/*'],
});
const run = spawnSync(process.execPath, ['--test', out], { stdio: 'inherit' });
await rm(out, { recursive: true });
process.exit(run.status ?? 1);

// Bundles the tests, as the page is bundled, and runs them in Node.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = new URL('.', import.meta.url).pathname;
const tests = (await readdir(root)).filter((name) => name.endsWith('.test.ts'));
const out = await mkdtemp(join(root, '../node_modules/.test-'));
await build({
  entryPoints: tests.map((name) => join(root, name)),
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

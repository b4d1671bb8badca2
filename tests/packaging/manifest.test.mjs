import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';

import { TARBALL } from './support/app.mjs';

const tarball = readFileSync(TARBALL);

test('publint finds nothing to say about the tarball', async () => {
  const { messages } = await publint({ pack: { tarball: new Uint8Array(tarball).buffer }, strict: true });
  assert.deepEqual(messages, []);
});

test('the types are those of the code, however they are resolved (arethetypeswrong)', async () => {
  const analysis = await checkPackage(createPackageFromTarballData(tarball));
  assert.ok(analysis.types, 'the tarball has no types');
  assert.deepEqual(analysis.problems, []);
});

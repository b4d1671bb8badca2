// What methods fail with that were given something bad, or at a bad time.

import assert from 'node:assert/strict';

/** @typedef {import('./person.mjs').Person} Person */

/**
 * @param {string} codes
 * @param {string} what
 * @param {Person} person
 * @param {(...args: any[]) => unknown} method
 * @param {...unknown} args
 */
export async function failsWith(codes, what, person, method, ...args) {
  const error = await person.failure(method, ...args);
  isWellFormed(error, what);
  assert.equal(`${error.code}/${error.subCode}`, codes, what);
}

/** @param {import('./person.mjs').Failure} error @param {string} what */
export function isWellFormed(error, what) {
  assert.ok(error.isError, `${what}: an Error`);
  assert.equal(error.name, 'CommunicationServicesError', what);
  assert.ok(Number.isInteger(error.code) && Number.isInteger(error.subCode), `${what}: codes`);
  assert.ok(error.message.length > 20, `${what}: a message that helps`);
  assert.ok(Array.isArray(error.resultCategories) && error.resultCategories.length > 0, `${what}: resultCategories`);
}

/**
 * What a synchronous method threw before it ended.
 *
 * @param {Person} person
 * @param {(...args: any[]) => unknown} method
 * @param {unknown} arg
 */
export async function thrownBy(person, method, arg) {
  const isThrown = `(() => { try { (${method})(${JSON.stringify(arg)}); return false; } catch { return true; } })()`;
  assert.ok(await person.page.evaluate(isThrown), `${JSON.stringify(arg)?.slice(0, 80)} is refused at once`);
  return person.failure(method, arg);
}

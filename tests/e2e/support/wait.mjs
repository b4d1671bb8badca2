/** How long anything may take that does not wait for a timeout of the server. Long, as a test machine may be busy. */
export const SOON = 20_000;

const PAUSE = 40;

/**
 * Asks until the answer is neither `undefined`, `null`, `false` nor an error, and returns it.
 *
 * @template T
 * @param {string} what what is waited for, for the message
 * @param {() => T | Promise<T>} ask
 * @param {number} [timeout] in milliseconds
 * @returns {Promise<Exclude<T, undefined | null | false>>}
 */
export async function waitFor(what, ask, timeout = SOON) {
  const deadline = performance.now() + timeout;
  let last;
  do {
    try {
      last = await ask();
      if (last !== undefined && last !== null && last !== false) return /** @type {any} */ (last);
    } catch (error) {
      last = error;
    }
    await pause(PAUSE);
  } while (performance.now() < deadline);
  throw new Error(`no ${what} within ${timeout} ms; last: ${last instanceof Error ? last.stack : String(last)}`);
}

/**
 * For what may never answer: a page that crashed, a browser that hangs.
 *
 * @template T
 * @param {Promise<T>} work
 * @param {number} timeout in milliseconds
 * @returns {Promise<T>}
 */
export async function within(work, timeout) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeout} ms`)), timeout);
  });
  try {
    return await /** @type {Promise<T>} */ (Promise.race([work, late]));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Only for what must *not* happen meanwhile, and between two measurements.
 *
 * @param {number} milliseconds
 * @returns {Promise<void>}
 */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

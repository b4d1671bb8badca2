/**
 * Gives the class of an object its getters that show mirrors, as if its body had them: on the prototype, not enumerable,
 * whatever `this` is. What hangs on an object hangs where `object.rs` says.
 *
 * @param {object} object
 * @param {string} names with spaces between
 */
export function showMirror(object, names) {
  const prototype = Object.getPrototypeOf(object);
  if (shown.has(prototype)) return;
  shown.add(prototype);
  define(prototype, names, { configurable: true });
}

/**
 * Gives a single object such getters of its own, which are enumerable: spreading it gives their values, and freezing it
 * leaves them as they are.
 *
 * @param {object} object
 * @param {string} names with spaces between
 */
export function showOwnMirror(object, names) {
  define(object, names, { enumerable: true });
}

/**
 * @param {object} object
 * @param {string} names
 * @param {PropertyDescriptor} descriptor
 */
function define(object, names, descriptor) {
  for (const name of names.split(' ')) {
    const get = function () {
      return this.__offhook?.[name];
    };
    Object.defineProperty(object, name, { ...descriptor, get });
  }
}

const shown = new WeakSet();

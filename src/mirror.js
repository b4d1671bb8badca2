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
  for (const name of names.split(' ')) {
    const get = function () {
      return this.__offhook?.[name];
    };
    Object.defineProperty(prototype, name, { get, configurable: true });
  }
}

const shown = new WeakSet();

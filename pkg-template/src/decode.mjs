/**
 * Text to bytes: the way back from `xtask/src/package/code.rs`, which says how it is written.
 *
 * @param {string} table two characters for each printable ASCII character: its byte, `--` a prefix, `..` not used
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function decode(table, text) {
  /** @type {number[]} */
  const byte = [];
  /** @type {number[]} */
  const index = [];
  /** @type {number[]} */
  const start = [];
  let letters = 0;
  let prefixes = 0;
  for (let char = 32; char < 127; char++) {
    const entry = table.slice(2 * char - 64, 2 * char - 62);
    if (entry === '..') continue;
    index[char] = letters++;
    if (entry === '--') start[char] = prefixes++;
    else byte[char] = parseInt(entry, 16);
  }
  const known = new Set(byte);
  const pairs = [...Array(256).keys()].filter((value) => !known.has(value));
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    bytes[length++] = byte[char] ?? pairs[start[char] * letters + index[text.charCodeAt(++i)]];
  }
  return bytes.subarray(0, length);
}

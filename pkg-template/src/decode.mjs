// Text to a WebAssembly module: the way back from `xtask/src/package/text`, which says how it is written and why.

/**
 * @typedef {object} Text
 * @property {number} size of the module, in bytes
 * @property {number} before how many bytes of `plain` come before the size of the code section
 * @property {string} words the kinds of instructions: opcode, operand, and the stream that a number comes from
 * @property {string[]} streams the digits of numbers
 * @property {Spelled} code which of the words each instruction is
 * @property {Spelled} plain all else
 *
 * @typedef {[table: string, text: string]} Spelled bytes as letters: the byte (hexadecimal) that each character stands for, `--`
 *   for a prefix, `..` for what is not used; then the letters
 */

/** Which characters are letters, and so digits, by their codes. */
const digits = [...Array(127).keys()].filter((code) => code > 31 && !'"$\'<\\`'.includes(String.fromCharCode(code)));
const BASE = 88;

/**
 * @param {Text} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function decode({ size, before, words, streams, code, plain }) {
  const module = new Writer(size);
  const bytes = unspell(...plain);
  let at = 0;
  const copy = (/** @type {number} */ length) => {
    for (const end = at + length; at < end;) module.byte(bytes[at++]);
  };
  const number = reader(streams);
  const run = () => copy(number(0, 2));
  /** @type {number[]} */
  let recent = [];
  const local = (/** @type {number} */ rank) => {
    while (recent.length <= rank) recent.push(recent.length);
    recent.unshift(...recent.splice(rank, 1));
    return recent[0];
  };
  const instruction = writer(module, words, number, run, local);

  copy(before);
  const section = module.length;
  run();
  let body = 0;
  let depth = 0;
  let groups = 0;
  unspell(...code).forEach((word) => {
    if (depth === 0) {
      body = module.length;
      recent = [];
      groups = instruction(word);
      depth = 1;
    } else if (groups > 0) {
      instruction(word);
      groups--;
    } else {
      depth += deeper(instruction(word));
      if (depth === 0) module.size(body);
    }
  });
  module.size(section);
  copy(bytes.length - at);
  return module.bytes;
}

/**
 * By how much what follows an instruction is deeper in blocks.
 *
 * @param {number} opcode
 */
function deeper(opcode) {
  return opcode > 1 && opcode < 5 ? 1 : opcode === 0xb ? -1 : 0;
}

/**
 * What writes the next instruction, and returns its opcode.
 *
 * @param {Writer} module
 * @param {string} words
 * @param {(stream: number, length: number) => number} number
 * @param {() => void} run writes the next bytes of `plain`
 * @param {(rank: number) => number} local the one that was used so many others ago
 */
function writer(module, words, number, run, local) {
  const known = [...words.matchAll(/(..)(.)(.)/g)].map(([, opcode, operand, stream]) => ({
    opcode: parseInt(opcode, 16),
    operand: parseInt(operand, 36),
    stream: parseInt(stream, 36),
    fixed: stream === '1' ? number(1, 2) : undefined,
  }));
  return (/** @type {number} */ word) => {
    const { opcode, operand, stream, fixed } = known[word];
    module.byte(opcode);
    if (operand === 9) run();
    else if (operand > 0) {
      if (opcode > 0x27 && opcode < 0x3f) module.byte(0);
      const value = fixed ?? (operand < 9 ? number(stream, operand) : ~number(stream, operand - 9));
      module.number(opcode > 0x1f && opcode < 0x23 ? local(value) : value, opcode < 5 || opcode > 0x40);
    }
    return opcode;
  };
}

class Writer {
  length = 0;

  /** @param {number} size */
  constructor(size) {
    this.bytes = new Uint8Array(size);
  }

  /** @param {number} byte */
  byte(byte) {
    this.bytes[this.length++] = byte;
  }

  /**
   * LEB128 (WebAssembly core specification, section 5.2.2).
   *
   * @param {number} value
   * @param {boolean} [signed]
   */
  number(value, signed) {
    const low = value & 127;
    const rest = value >> 7;
    if (rest === (signed ? -(low >> 6) : 0)) return this.byte(low);
    this.byte(low | 128);
    this.number(rest, signed);
  }

  /**
   * Puts the size of what was written since `start` before it.
   *
   * @param {number} start
   */
  size(start) {
    const content = this.bytes.slice(start, this.length);
    this.length = start;
    this.number(content.length);
    this.bytes.set(content, this.length);
    this.length += content.length;
  }
}

/**
 * What reads the next number of so many digits from a stream.
 *
 * @param {string[]} streams
 */
function reader(streams) {
  /** @type {number[]} */
  const values = [];
  digits.forEach((code, value) => (values[code] = value));
  const at = streams.map(() => 0);
  return (/** @type {number} */ stream, /** @type {number} */ length) => {
    let value = 0;
    for (; length > 0; length--) value = value * BASE + values[streams[stream].charCodeAt(at[stream]++)];
    return value;
  };
}

/**
 * @param {string} table
 * @param {string} text
 */
function unspell(table, text) {
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

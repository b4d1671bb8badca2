/** @typedef {{ start: number, end: number, text: string }} Edit what takes the place of a piece of a text */

/**
 * @param {string} text
 * @param {Edit[]} edits
 */
export function apply(text, edits) {
  const fromTheEnd = [...edits].sort((a, b) => b.start - a.start);
  return fromTheEnd.reduce((result, { start, end, text }) => result.slice(0, start) + text + result.slice(end), text);
}

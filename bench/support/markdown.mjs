/**
 * A table; all columns but the first are numbers.
 *
 * @param {string[]} columns
 * @param {Array<Array<string | number>>} rows
 */
export function markdown(columns, rows) {
  const rule = columns.map((_, column) => (column === 0 ? '---' : '---:'));
  return [columns, rule, ...rows.map((row) => row.map(grouped))].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** @param {string | number} cell */
function grouped(cell) {
  return typeof cell === 'number' ? cell.toLocaleString('en-US') : cell;
}

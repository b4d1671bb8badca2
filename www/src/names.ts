/** Names in a row: `bob`, `bob and carol`, `bob, carol and dan`, `bob, carol and 3 others`. */
export function inARow(names: readonly string[], most = 3): string {
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const rest = names.length - shown.length;
  const words = rest > 0 ? [...shown, `${rest} others`] : shown;
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
}

/** A number of things: `1 line`, `5 lines`. */
export function counted(number: number, one: string, more = `${one}s`): string {
  return `${number} ${number === 1 ? one : more}`;
}

/** The same words as they begin a sentence. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

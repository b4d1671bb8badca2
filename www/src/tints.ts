/** How many tints the style sheet has: more than people fit into a call. */
export const TINTS = 12;

// Whose each is on this page, by ids.
const taken = new Map<string, number>();

/**
 * Which of the tints of the style sheet is a person's, the same as long as the page lasts. It comes of the id, as far as nobody has
 * that one yet: two people look alike only after all tints are taken.
 */
export function tintOf(id: string): number {
  if (id === '') return 0;
  const tint = taken.get(id) ?? freeTint(wantedBy(id));
  taken.set(id, tint);
  return tint;
}

function wantedBy(id: string): number {
  return (Number.parseInt(id.slice(0, 2), 16) || 0) % TINTS;
}

/** The wanted one, or the next that nobody has; the wanted one again where there is none. */
function freeTint(wanted: number): number {
  const used = new Set(taken.values());
  const inTurn = Array.from({ length: TINTS }, (_, step) => (wanted + step) % TINTS);
  return inTurn.find((tint) => !used.has(tint)) ?? wanted;
}

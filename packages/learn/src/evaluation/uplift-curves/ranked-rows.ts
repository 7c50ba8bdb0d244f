/** Rows from the highest score to the lowest. */
export interface RankedRows {
  /** Row numbers; among equal scores the later row comes first, as a stable ascending sort read backwards gives it. */
  readonly order: Uint32Array;
  /** For each distinct score the position after its last row: groups of ties end here. */
  readonly ends: Uint32Array;
}

/** Ranks finite scores, highest first. */
export function rankRows(scores: ArrayLike<number>): RankedRows {
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i);
  order.sort((a, b) => scores[b]! - scores[a]! || b - a);
  const ends: number[] = [];
  for (let k = 1; k <= order.length; k++) {
    if (k === order.length || scores[order[k]!] !== scores[order[k - 1]!]) ends.push(k);
  }
  return { order, ends: Uint32Array.from(ends) };
}

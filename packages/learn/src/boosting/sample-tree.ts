import { hashToUnit, seededRandom } from "../random/index.ts";
import type { GrowthSettings } from "./boosting-options.ts";

/**
 * Puts the rows that take part in a tree to the front of `list`, the others behind them, and returns the number of the first.
 * Whether a row does is decided by
 * mixing its position with the tree's number (finaliser of MurmurHash3, Appleby), so no rank needs to see the others' rows.
 */
export function rowsOfTree(
  { rowShare, seed }: GrowthSettings,
  tree: number,
  own: Uint32Array,
  list: Uint32Array,
): number {
  if (rowShare === 1) {
    list.set(own);
    return own.length;
  }
  const salt = Math.floor(hashToUnit(`rows ${seed} ${tree}`) * 2 ** 32);
  const limit = rowShare * 2 ** 32;
  let taken = 0;
  let leftOut = own.length;
  for (let k = 0; k < own.length; k++) {
    if (mixed(own[k]!, salt) < limit) list[taken++] = own[k]!;
    else list[--leftOut] = own[k]!;
  }
  return taken;
}

function mixed(row: number, salt: number): number {
  let h = Math.imul(row ^ salt, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16) ^ salt, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The columns that a tree may ask about, ascending. */
export function columnsOfTree({ columnShare, seed }: GrowthSettings, tree: number, columns: number): Int32Array {
  const all = Array.from({ length: columns }, (_, column) => column);
  if (columnShare === 1) return Int32Array.from(all);
  const kept = Math.max(1, Math.round(columnShare * columns));
  return Int32Array.from(seededRandom(`columns ${seed} ${tree}`).shuffle(all).slice(0, kept)).sort();
}

import { LearnError, requireWhole } from "../errors/index.ts";
import { type Neighbours, positionsOfHighest } from "./neighbours.ts";
import { type SparseRows, transpose } from "./sparse-rows.ts";

/**
 * The shoppers whose sets of items are nearest by cosine, |A ∩ B| / √(|A|·|B|), their weights similarityᵖᵒʷᵉʳ and summing to 1.
 * Ties at the edge go to the lower number. Only the sets matter, not the values in the rows.
 * @throws LearnError naming `options.neighbours` or `options.power`
 */
export function setNeighbours(sets: SparseRows, neighbours: number, power: number): (shopper: number) => Neighbours {
  requireWhole("options.neighbours", neighbours, 1);
  if (!(power >= 0)) throw new LearnError("options.power", `is ${power}; 0 or more is needed`);
  const { starts, columns: buyers } = transpose(sets);
  const inverseRoots = Float64Array.from({ length: sets.rows }, (_, row) => {
    const size = sets.starts[row + 1]! - sets.starts[row]!;
    return size === 0 ? 0 : 1 / Math.sqrt(size);
  });
  const shared = new Uint16Array(sets.rows);
  const others = new Int32Array(sets.rows);
  const similarity = new Float64Array(sets.rows);

  return (shopper) => {
    shared.fill(0);
    for (let k = sets.starts[shopper]!; k < sets.starts[shopper + 1]!; k++) {
      const end = starts[sets.columns[k]! + 1]!;
      for (let p = starts[sets.columns[k]!]!; p < end; p++) shared[buyers[p]!]!++;
    }
    shared[shopper] = 0;
    let alike = 0;
    for (let other = 0; other < sets.rows; other++) {
      if (shared[other] === 0) continue;
      similarity[alike] = shared[other]! * inverseRoots[other]! * inverseRoots[shopper]!;
      others[alike++] = other;
    }
    const kept = positionsOfHighest(similarity.subarray(0, alike), neighbours);
    const weights = new Float64Array(kept.length);
    let total = 0;
    for (let k = 0; k < kept.length; k++) total += weights[k] = similarity[kept[k]!]! ** power;
    for (let k = 0; k < kept.length; k++) weights[k]! /= total;
    return { shoppers: kept.map((position) => others[position]!), weights };
  };
}

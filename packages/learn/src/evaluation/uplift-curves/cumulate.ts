import type { RankedRows } from "./ranked-rows.ts";
import type { UpliftData } from "./uplift-data.ts";

/** Rows and outcomes of both arms among those ranked so far. */
export interface Cumulated {
  treated: number;
  treatedOutcome: number;
  control: number;
  controlOutcome: number;
}

/** Goes down the ranking and calls `atEnd` after each group of ties, with one object that is updated in place. */
export function cumulate(
  data: UpliftData,
  ranked: RankedRows,
  weights: ArrayLike<number> | undefined,
  atEnd: (sums: Cumulated) => void,
): void {
  const { outcome, treated } = data;
  const { order, ends } = ranked;
  const sums: Cumulated = { treated: 0, treatedOutcome: 0, control: 0, controlOutcome: 0 };
  let k = 0;
  for (let g = 0; g < ends.length; g++) {
    for (const end = ends[g]!; k < end; k++) {
      const i = order[k]!;
      const weight = weights ? weights[i]! : 1;
      if (treated[i] === 1) {
        sums.treated += weight;
        sums.treatedOutcome += weight * outcome[i]!;
      } else {
        sums.control += weight;
        sums.controlOutcome += weight * outcome[i]!;
      }
    }
    atEnd(sums);
  }
}

import { type LoggedRow, rewardOf } from "./logged-row.ts";
import { isOpen } from "./open-decision.ts";
import type { OutOfFold } from "./out-of-fold.ts";

/** The log must be worth as many decisions of what would be done: with fewer, single ones decide and no interval holds what it states. */
export const leastEffective = 50;

/** Scores of every action, by the places of the rows. */
export type RobustScores = ReadonlyMap<number, Float64Array>;

/**
 * Doubly robust scores of every action for the rows of which one can say what else would have come: what was expected, and for what was
 * done the error of that, weighed by the propensity (Dudík, Langford, Li 2011). Rows are left out that no policy could have decided
 * otherwise, and those where an action that stood open had no chance to be drawn: nothing was ever seen of what it does to them.
 */
export function robustScores(rows: readonly LoggedRow[], { values }: OutOfFold): RobustScores {
  const scores = new Map<number, Float64Array>();
  for (const [i, row] of rows.entries()) {
    if (!isOpen(row) || row.eligible.some((can, arm) => can && !(row.propensities[arm]! > 0))) continue;
    const score = values.values.slice(i * values.columns, (i + 1) * values.columns);
    score[row.arm]! += (rewardOf(row) - score[row.arm]!) / row.propensities[row.arm]!;
    scores.set(i, score);
  }
  return scores;
}

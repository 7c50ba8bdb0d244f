import { type OverlapRefusal, overlapOf, overlapRefusal } from "@aftercare/learn";
import { type MeanByShopper, meanOf, type RowsByShopper, rowsByShopper } from "./clustered-mean.ts";
import { type LoggedRow, rewardOf } from "./logged-row.ts";
import type { OutOfFold } from "./out-of-fold.ts";
import { strataOf, stratumFactors } from "./strata.ts";

/** Rows of a log that a policy could have decided otherwise, oldest first, and what models that had not seen their shoppers expected. */
export interface ValuedLog {
  readonly rows: readonly LoggedRow[];
  /** Of each row by action, in the units of the goal. */
  readonly expected: readonly Float64Array[];
  readonly strata: Int32Array;
  readonly byShopper: RowsByShopper;
}

/** Some rows of a log, by their places, made ready for as many comparisons as are wanted. */
export function valuedLog(
  all: readonly LoggedRow[],
  places: readonly number[],
  { values: { values, columns } }: OutOfFold,
): ValuedLog {
  const rows = places.map((i) => all[i]!);
  return {
    rows,
    expected: places.map((i) => values.subarray(i * columns, (i + 1) * columns)),
    strata: strataOf(rows),
    byShopper: rowsByShopper(rows.map(({ shopper }) => shopper)),
  };
}

/** A policy on those rows: the action that it takes for each. */
export type Taken = ArrayLike<number>;

/** Below it a log does not tell what a policy is worth. */
const leastEffective = 50;
/** What is expected is not known for sure either: even rows on which two policies agree leave some noise. */
const agreement = 0.05;

/**
 * How much more one policy is worth than another per decision, doubly robust (Dudík, Langford, Li 2011): what is expected on every row,
 * corrected by how far what came was from it, the corrections of different logging policies combined by what each can say.
 * @param width of the interval, half of it, in standard errors
 * @returns undefined where the log does not tell
 */
export function comparePolicies(
  { rows, expected, strata, byShopper }: ValuedLog,
  one: Taken,
  other: Taken,
  width: number,
): MeanByShopper | undefined {
  const noise = Float64Array.from(rows, ({ propensities }, i) =>
    one[i] === other[i] ? agreement : agreement + 1 / propensities[one[i]!]! + 1 / propensities[other[i]!]!,
  );
  const factors = stratumFactors(strata, noise);
  if (factors.every((factor) => factor === 0)) return undefined;
  const differences = rows.map((row, i) => {
    const values = expected[i]!;
    const weight = Number(row.arm === one[i]) - Number(row.arm === other[i]);
    const error = weight === 0 ? 0 : (rewardOf(row) - values[row.arm]!) / row.propensities[row.arm]!;
    return values[one[i]!]! - values[other[i]!]! + factors[i]! * weight * error;
  });
  return meanOf(differences, byShopper, width);
}

/** Why a log cannot tell what a policy is worth: too few rows carry it, or much of what it does was hardly ever possible. */
export function coverageRefusal({ rows, strata }: ValuedLog, taken: Taken): OverlapRefusal | undefined {
  const noise = Float64Array.from(rows, ({ propensities }, i) => 1 / propensities[taken[i]!]!);
  const factors = stratumFactors(strata, noise);
  const weights = Float64Array.from(rows, ({ arm, propensities }, i) =>
    arm === taken[i] ? factors[i]! / propensities[arm]! : 0,
  );
  return overlapRefusal(overlapOf(weights), leastEffective);
}

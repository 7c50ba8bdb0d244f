import { anytimeReach } from "./anytime.ts";
import type { Measure } from "./measured-row.ts";
import { type Arm, type Column, place, type Tally, totalWidth } from "./tally.ts";

/** A number with an interval that holds however often it is looked at. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What a program added, against the holdout. */
export interface Effect {
  /** Per decision about a shopper who was not withheld, whether or not anything was given. */
  readonly perDecision: Interval;
  /** The same over all those decisions. */
  readonly total: Interval;
  /** Mean outcome of a decision as it was, and as it would have been without the program. */
  readonly withProgram: number;
  readonly withoutProgram: number;
  readonly standardError: number;
  /** 1 − (standard error ÷ that without adjustment)². */
  readonly varianceReduction: number;
}

/** Below it the central limit theorem says nothing about the smaller arm. */
export const leastShoppers = 30;
/** With fewer buyers a single basket decides. */
export const leastBuyers = 20;

const covariates: Readonly<Record<Measure, readonly [Column, Column]>> = {
  goal: ["marginBefore", "chance"],
  margin: ["marginBefore", "chance"],
  revenue: ["revenueBefore", "chance"],
  visits: ["revenueBefore", "chance"],
};

/** Whether there is enough of everything for an interval. */
export function isEnough({ shoppers, buyers }: Pick<Tally, "shoppers" | "buyers">): boolean {
  return (
    Math.min(shoppers.treated, shoppers.holdout) >= leastShoppers && buyers.treated + buyers.holdout >= leastBuyers
  );
}

/**
 * The difference of the arms' means per decision, everybody not in the holdout against the holdout (intention to treat: who was given
 * something hangs on who they are). Shoppers are what chance divided and not decisions, so that each shopper's decisions are one
 * contribution (ratio estimator, linearised). Less what was already different before: CUPED (Deng, Xu, Kohavi, Walker 2013) with
 * coefficients from within the arms.
 * @returns undefined as long as {@link isEnough} is false
 */
export function effectOf(tally: Tally, measure: Measure): Effect | undefined {
  if (!isEnough(tally)) return undefined;
  const known = covariates[measure];
  const coefficients = regress(tally, measure, known);
  const weights = new Map<Column, number>([[measure, 1], ...known.map((x, k) => [x, -coefficients[k]!] as const)]);
  const variance = varianceOf(tally, weights);
  if (!(variance > 0)) return undefined;
  const value = [...weights].reduce((sum, [column, weight]) => sum + weight * difference(tally, column), 0);
  const standardError = Math.sqrt(variance);
  const reach = standardError * anytimeReach(tally.totals.size);
  const { treated } = tally.decisions;
  const withProgram = meanOf(tally, "treated", measure);
  return {
    perDecision: { value, low: value - reach, high: value + reach },
    total: { value: value * treated, low: (value - reach) * treated, high: (value + reach) * treated },
    ...{ withProgram, withoutProgram: withProgram - value, standardError },
    varianceReduction: 1 - variance / varianceOf(tally, new Map([[measure, 1]])),
  };
}

function meanOf({ sums }: Tally, arm: Arm, column: Column): number {
  return sums[place(arm, column)]! / sums[place(arm, "decisions")]!;
}

function difference(tally: Tally, column: Column): number {
  return meanOf(tally, "treated", column) - meanOf(tally, "holdout", column);
}

/** A shopper's total of the weighted columns in one arm, less what it would be at the arm's mean per decision. */
function residual(tally: Tally, arm: Arm, weights: ReadonlyMap<Column, number>): Float64Array {
  const vector = new Float64Array(totalWidth);
  for (const [column, weight] of weights) {
    vector[place(arm, column)]! += weight;
    vector[place(arm, "decisions")]! -= weight * meanOf(tally, arm, column);
  }
  return vector;
}

/** Sum over shoppers of the product of two linear forms of their totals. */
function sumOfProducts({ products }: Tally, one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < totalWidth; j++) {
    if (one[j] === 0) continue;
    for (let k = 0; k < totalWidth; k++) sum += one[j]! * other[k]! * products[j * totalWidth + k]!;
  }
  return sum;
}

/** Sum over an arm's shoppers of a column's squared totals. */
function squaredTotals({ products }: Tally, arm: Arm, column: Column): number {
  const at = place(arm, column);
  return products[at * totalWidth + at]!;
}

/**
 * Least squares of the measure on the covariates, within arms and pooled over them. A covariate that does not vary, or not beside the
 * other one, explains nothing and gets 0.
 */
function regress(tally: Tally, measure: Measure, [x, z]: readonly [Column, Column]): [number, number] {
  const within = (a: Column, b: Column) =>
    arms.reduce((sum, arm) => {
      const one = residual(tally, arm, new Map([[a, 1]]));
      const other = residual(tally, arm, new Map([[b, 1]]));
      return sum + (sumOfProducts(tally, one, other) * tally.shoppers[arm]) / squaredTotals(tally, arm, "decisions");
    }, 0);
  const varying = (column: Column) => {
    const spread = within(column, column);
    const size = arms.reduce(
      (sum, arm) =>
        sum + (squaredTotals(tally, arm, column) * tally.shoppers[arm]) / squaredTotals(tally, arm, "decisions"),
      0,
    );
    // Equal numbers differ by rounding alone.
    return spread > 1e-10 * size ? spread : 0;
  };
  const [xx, zz, xz] = [varying(x), varying(z), within(x, z)];
  const [xy, zy] = [within(x, measure), within(z, measure)];
  const rest = xx * zz - xz * xz;
  if (rest > 1e-9 * xx * zz) return [(xy * zz - zy * xz) / rest, (zy * xx - xy * xz) / rest];
  if (xx > 0) return [xy / xx, 0];
  return [0, zz > 0 ? zy / zz : 0];
}

/**
 * Of the difference, shoppers being independent; who stands in both arms is counted with both. In a small arm of rare purchases mean and
 * variance err together, and an interval from its own variance is too short exactly where the mean is too low: so the smaller arm's
 * variance is taken to be no less than the larger one's says.
 */
function varianceOf(tally: Tally, weights: ReadonlyMap<Column, number>): number {
  const [one, other] = arms.map((arm) => residual(tally, arm, weights));
  const within = arms.map((arm, i) => {
    const vector = [one!, other!][i]!;
    const n = tally.shoppers[arm];
    return (sumOfProducts(tally, vector, vector) * n) / (n - 1) / squaredTotals(tally, arm, "decisions");
  });
  const [larger, smaller] = tally.shoppers.treated >= tally.shoppers.holdout ? [0, 1] : [1, 0];
  within[smaller] = Math.max(within[smaller]!, within[larger]!);
  const [treated, holdout] = arms.map((arm) => tally.sums[place(arm, "decisions")]!);
  return (
    (within[0]! * squaredTotals(tally, "treated", "decisions")) / treated! ** 2 +
    (within[1]! * squaredTotals(tally, "holdout", "decisions")) / holdout! ** 2 -
    (2 * sumOfProducts(tally, one!, other!)) / (treated! * holdout!)
  );
}

const arms = ["treated", "holdout"] as const;

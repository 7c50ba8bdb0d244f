import { meanWithInterval, type Overlap, overlapOf, overlapRefusal } from "@aftercare/learn";
import { strataOf, stratumFactors } from "../policy/index.ts";
import type { Shares } from "./given-shares.ts";
import type { LoggedCase } from "./logged-case.ts";
import { type ByMeasure, byMeasure } from "./outcomes-in-view.ts";
import { cameOf, type ReplayedDraft } from "./replayed-draft.ts";
import type { Interval } from "./result.schema.ts";

/** How far the log covers a policy. */
export interface Coverage extends Overlap {
  /** Share of what the policy would do that could not have happened in the log. */
  readonly neverPossible: number;
}

/**
 * A policy's value as one number for each case, whose mean is the value; or why the log cannot tell it: too few cases carry it, what the
 * policy does was hardly ever possible, or the weights do not come to 1 as those of right propensities would.
 */
export type PolicyValue =
  | { readonly kind: "told"; readonly by: ByMeasure<Float64Array>; readonly coverage: Coverage }
  | {
      readonly kind: "refused";
      readonly reason: "effective-sample" | "never-possible" | "mean-weight";
      readonly coverage: Coverage;
    };

const leastEffective = 50;
const mostImpossible = 0.1;

/** Values policies on one log. */
export interface Valuation {
  /** What was really done; the log tells it of itself. */
  readonly done: ByMeasure<Float64Array>;
  valueOf(shares: Shares): PolicyValue;
  /** Mean over cases with its interval. Cases of one shopper are no independent evidence and count as one. */
  interval(contributions: (place: number) => number): Interval;
}

/**
 * Values policies by the doubly robust method (Dudík, Langford, Li 2011, "Doubly robust policy evaluation and learning"): what is foretold of
 * the policy on every case, corrected by how far what came was from what was foretold. Cases that were decided by different policies are
 * strata, and the correction is combined from them by how much each can say (Agarwal et al. 2017, "Effective evaluation using logged bandit
 * feedback from multiple loggers"). How much that is, is told by propensities alone, since a precision estimated from outcomes would favour
 * whichever stratum came out even by luck; and it is the same for all policies of a draft, since otherwise the season in which one of them
 * can be told best would count as its merit. What came beside what was foretold whatever was done is taken from all cases alike.
 */
export function valuation(replayed: ReplayedDraft): Valuation {
  const { cases, arms, foretold, dearer } = replayed;
  const came = cases.map(cameOf);
  const shoppers = numbered(cases);
  const factors = stratumFactors(strataOf(cases), noiseOf(replayed));
  const residuals = byMeasure((measure) =>
    Float64Array.from(cases, (row, i) => came[i]![measure] - foretold[measure][i * arms + row.arm]!),
  );
  const done = byMeasure((measure) =>
    Float64Array.from(cases, ({ propensities }, i) => {
      let expected = residuals[measure][i]!;
      for (let arm = 0; arm < arms; arm++) expected += propensities[arm]! * foretold[measure][i * arms + arm]!;
      return expected;
    }),
  );

  return {
    done,
    valueOf(shares) {
      const weights = Float64Array.from(
        cases,
        ({ arm, propensities }, i) => shares[i * arms + arm]! / propensities[arm]!,
      );
      const scaled = weights.map((weight, i) => weight * factors[i]!);
      const coverage = { ...overlapOf(scaled), neverPossible: impossibleShare(cases, shares, factors) };
      const refused = overlapRefusal(coverage, leastEffective);
      if (coverage.neverPossible > mostImpossible) return { kind: "refused", reason: "never-possible", coverage };
      if (refused) return { kind: "refused", reason: refused.reason, coverage };
      const by = byMeasure((measure) => {
        const sign = { margin: -1, revenue: 0, sameVisit: 0, visits: 0, spend: 1 }[measure];
        return Float64Array.from(cases, (_, i) => {
          let expected = 0;
          for (let place = i * arms; place < (i + 1) * arms; place++)
            expected += shares[place]! * (foretold[measure][place]! + sign * dearer[place]!);
          const factor = factors[i]!;
          // Nothing costs nothing, whatever the season: there is no level of spending that is common to all actions.
          const common = measure === "spend" ? 0 : 1 - factor;
          return expected + (common + factor * weights[i]!) * residuals[measure][i]!;
        });
      });
      return { kind: "told", by, coverage };
    },
    interval(contributions) {
      const sums = new Float64Array(shoppers.count);
      let total = 0;
      for (const i of cases.keys()) total += contributions(i);
      const mean = total / cases.length;
      for (const i of cases.keys()) sums[shoppers.of[i]!]! += contributions(i) - mean;
      const perShopper = shoppers.count / cases.length;
      const { lower, upper } = meanWithInterval(
        sums.map((sum) => mean + sum * perShopper),
        0.95,
      );
      return { value: mean, low: lower, high: upper };
    },
  };
}

/**
 * How noisy each case is for telling what the draft may do apart: the mean importance weight of trying everything alike. One in which much
 * of it was never possible is taken to be far noisier still, so that its time falls out where another can tell.
 */
function noiseOf({ cases, arms, eligible }: ReplayedDraft): Float64Array {
  return Float64Array.from(cases, ({ propensities }, i) => {
    let [open, tried, inverse] = [0, 0, 0];
    for (let arm = 0; arm < arms; arm++) {
      if (eligible[i * arms + arm] !== 1) continue;
      open++;
      if (propensities[arm]! === 0) continue;
      tried++;
      inverse += 1 / propensities[arm]!;
    }
    return tried === 0 ? mostNoise : Math.min(mostNoise, inverse / open ** 2 / (tried / open) ** sharpness);
  });
}

/** How fast a case grows noisy of whose actions a share was never possible, and where it ends. */
const sharpness = 8;
const mostNoise = 1e9;

function impossibleShare(cases: readonly LoggedCase[], shares: Shares, factors: Float64Array): number {
  let sum = 0;
  for (const [i, { propensities }] of cases.entries()) {
    for (const [arm, propensity] of propensities.entries())
      if (propensity === 0) sum += factors[i]! * shares[i * propensities.length + arm]!;
  }
  return cases.length === 0 ? 1 : sum / cases.length;
}

/** Whose each case is, as numbers from 0 on. */
interface Numbered {
  readonly of: Int32Array;
  readonly count: number;
}

function numbered(cases: readonly LoggedCase[]): Numbered {
  const numbers = new Map<string, number>();
  const of = Int32Array.from(cases, ({ shopper }) => {
    const known = numbers.get(shopper);
    if (known !== undefined) return known;
    numbers.set(shopper, numbers.size);
    return numbers.size - 1;
  });
  return { of, count: numbers.size };
}

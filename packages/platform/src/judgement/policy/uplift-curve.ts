import { overlapOf } from "@aftercare/learn";
import { type MeanByShopper, meanOf, rowsByShopper } from "./clustered-mean.ts";
import type { LoggedRow } from "./logged-row.ts";
import type { OutOfFold } from "./out-of-fold.ts";
import { leastEffective, type RobustScores } from "./robust-scores.ts";

/** What giving incentives to a share of the shoppers would have added, those first of whom the model expects most. */
export interface UpliftCurve {
  /** Decisions that it is drawn from: those in which a policy could have given something. */
  readonly rows: number;
  /** Added per decision, all of them counted, in units of the goal. */
  readonly points: readonly (MeanByShopper & { readonly share: number })[];
  /** The share for whom the model expects more of an incentive than of none. */
  readonly worthwhile: number;
  /** Mean height of the curve above that of an order by chance: above 0 where the model knows who is worth it. */
  readonly area: MeanByShopper;
}

const STEPS = 20;

/**
 * The curve of cumulative gain (Qini; Radcliffe 2007) for several actions: each shopper is given the incentive of which most is expected of
 * those that could be had. Gains are doubly robust scores by exact propensities, so that no overlap is assumed that the log does not have,
 * and the intervals hold for each point by itself.
 * @returns undefined where too few shoppers could have been given something, or were given it
 */
export function upliftCurve(
  rows: readonly LoggedRow[],
  seen: OutOfFold,
  scores: RobustScores,
): UpliftCurve | undefined {
  const ranked = rows
    .flatMap((row, i) => {
      const arm = bestIncentive(row, seen, i);
      if (arm === undefined || !scores.has(i)) return [];
      const place = i * seen.values.columns;
      const expected = seen.values.values[place + arm]! - seen.values.values[place]!;
      const score = scores.get(i)!;
      const weight = (of: number) => (row.arm === of ? 1 / row.propensities[of]! : 0);
      const weights = { given: weight(arm), notGiven: weight(0) };
      return [{ shopper: row.shopper, expected, gain: score[arm]! - score[0]!, weights }];
    })
    .sort((a, b) => b.expected - a.expected);
  const effective = (side: "given" | "notGiven") =>
    overlapOf(Float64Array.from(ranked, ({ weights }) => weights[side])).effectiveSample;
  if (Math.min(effective("given"), effective("notGiven")) < leastEffective) return undefined;
  const shoppers = rowsByShopper(ranked.map(({ shopper }) => shopper));
  const within = (weightOf: (rank: number) => number) =>
    meanOf(
      ranked.map(({ gain }, rank) => gain * weightOf(rank)),
      shoppers,
    );
  const n = ranked.length;
  // The area under the curve counts each gain with the share of shoppers that comes after it; in an order by chance that is one half.
  const area = within((rank) => (n - rank - 0.5) / n - 0.5);
  if (area === undefined) return undefined;
  const points = Array.from({ length: STEPS + 1 }, (_, step) => {
    const share = step / STEPS;
    return { share, ...within((rank) => (rank < share * n ? 1 : 0))! };
  });
  const worthwhile = ranked.filter(({ expected }) => expected > 0).length / n;
  return { rows: n, points, worthwhile, area };
}

/** The eligible action but `none` of highest expected value. */
function bestIncentive({ eligible }: LoggedRow, { values }: OutOfFold, i: number): number | undefined {
  let best: number | undefined;
  const value = (arm: number) => values.values[i * values.columns + arm]!;
  for (let arm = 1; arm < values.columns; arm++) {
    if (eligible[arm] && (best === undefined || value(arm) > value(best))) best = arm;
  }
  return best;
}

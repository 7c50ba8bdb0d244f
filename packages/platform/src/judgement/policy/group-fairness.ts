import { overlapOf } from "@aftercare/learn";
import { type MeanByShopper, meanByShopper } from "./clustered-mean.ts";
import { type LoggedRow, rewardOf } from "./logged-row.ts";
import { isOpen } from "./open-decision.ts";
import type { OutOfFold } from "./out-of-fold.ts";
import { leastEffective, type RobustScores } from "./robust-scores.ts";

/** By what a card compares groups of shoppers; never by an attribute that the law protects. */
export const groupings = ["region", "tier"] as const;
export type Grouping = (typeof groupings)[number];

/** How a model would treat one group, and what that is worth to it. */
export interface GroupCard {
  /** Absent where it is not known. */
  readonly key?: string;
  readonly rows: number;
  /** Share of decisions that each action would get, in the order of the model's actions. */
  readonly shares: readonly number[];
  /** What is expected of the choice above nothing, mean per decision in units of the goal. */
  readonly expected: number;
  /** What came of the decisions as they were made; absent for fewer than thirty shoppers. */
  readonly realised?: MeanByShopper;
  /** What the choice would have added above nothing, by the log; absent too where that was given too rarely to tell. */
  readonly added?: MeanByShopper;
}

/** More groups than this make no table that anybody reads. */
const most = 20;

/**
 * Compares groups by what models that did not learn from their shoppers would choose, the largest first.
 * @returns empty where all rows are of one group
 */
export function groupFairness(
  rows: readonly LoggedRow[],
  seen: OutOfFold,
  scores: RobustScores,
  by: Grouping,
): GroupCard[] {
  const open = [...rows.keys()].filter((i) => isOpen(rows[i]!));
  const groups = Map.groupBy(open, (i) => rows[i]!.groups?.[by]);
  if (groups.size < 2) return [];
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, most)
    .map(([key, places]) => groupCard(rows, seen, { key, places, scores }));
}

function groupCard(
  rows: readonly LoggedRow[],
  { values, chosen }: OutOfFold,
  group: {
    readonly key: string | undefined;
    readonly places: readonly number[];
    readonly scores: RobustScores;
  },
): GroupCard {
  const { key, places, scores } = group;
  const advantage = (i: number) => values.values[i * values.columns + chosen[i]!]! - values.values[i * values.columns]!;
  const told = places.filter((i) => scores.has(i));
  const mean = (some: readonly number[], of: (i: number) => number) =>
    meanByShopper(
      some.map(of),
      some.map((i) => rows[i]!.shopper),
    );
  const realised = mean(places, (i) => rewardOf(rows[i]!));
  const given = told.filter((i) => chosen[i] !== 0);
  const weights = Float64Array.from(given, (i) => {
    const { arm, propensities } = rows[i]!;
    return arm === chosen[i] ? 1 / propensities[arm]! : 0;
  });
  // Who would get nothing is told for sure: that adds nothing.
  const isTold = given.length === 0 || overlapOf(weights).effectiveSample >= leastEffective;
  const added = isTold ? mean(told, (i) => scores.get(i)![chosen[i]!]! - scores.get(i)![0]!) : undefined;
  return {
    ...(key !== undefined && { key }),
    rows: places.length,
    shares: Array.from(
      { length: values.columns },
      (_, arm) => places.filter((i) => chosen[i] === arm).length / places.length,
    ),
    expected: places.reduce((sum, i) => sum + advantage(i), 0) / places.length,
    ...(realised && { realised }),
    ...(added && { added }),
  };
}

import type { GoalWeights } from "./program.schema.ts";
import type { PointsWorth } from "./shopper-case.ts";

/** What came, or is expected to come: sums in minor units. */
interface Outcomes {
  readonly margin: number;
  readonly revenue: number;
  /** Margin of what was bought in the same visit as a return in a store. */
  readonly sameVisit: number;
  readonly visits: number;
}

/** What outcomes are worth by a goal, in minor units of margin. Points are those that the revenue earns, without any given on top. */
export function goalOf(
  { margin, revenue, sameVisit, visits }: Outcomes,
  weights: GoalWeights,
  points: Pick<PointsWorth, "perMinorUnit"> | undefined,
): number {
  const earned = revenue * (points?.perMinorUnit ?? 0);
  return (
    weights.margin * margin +
    weights.revenue * revenue +
    weights.sameVisit * sameVisit +
    weights.visits * visits +
    weights.points * earned
  );
}

import {
  type ActionCost,
  type GoalWeights,
  goalOf,
  type OrderInQuestion,
  type PointsWorth,
  type UsualBasket,
} from "../programs/index.ts";

/** One decision of a program with what came of it: all that learning may look at. */
export interface LoggedRow {
  /** Rows of one shopper stay together where rows are divided. */
  readonly shopper: string;
  /** When it was decided, milliseconds since 1970. */
  readonly at: number;
  /** By which policy it was decided: rows of one are valued together. */
  readonly policy: string;
  /** What the model takes, in the order of the moment's features. */
  readonly input: readonly number[];
  /** Where it was decided and for whom, by which a card compares groups; nothing is learned from it. */
  readonly groups?: { readonly region?: string; readonly tier?: string };
  /** Log-odds of the outcome when nothing is done, as believed when it was decided. */
  readonly base: number;
  readonly basket: UsualBasket;
  readonly points?: PointsWorth;
  /** The order that was in question; absent where none was. */
  readonly order?: OrderInQuestion;
  readonly weights: GoalWeights;
  /** By position in the program's actions: what each would have cost, and whether it could have been taken. */
  readonly costs: readonly ActionCost[];
  readonly eligible: readonly boolean[];
  /** The exact probability with which each was drawn. */
  readonly propensities: readonly number[];
  readonly arm: number;
  /** Within the horizon: whether anything was bought, for how much net of tax and returns, and at what margin net of all costs. */
  readonly bought: boolean;
  readonly revenue: number;
  readonly margin: number;
  /** Margin of what was bought in the visit in which it was decided; absent where that was in no store. */
  readonly sameVisit?: number;
  /** What the incentive took off, minor units: nothing where the offer was not used. */
  readonly given: number;
  /** What was paid at once, whatever came of it; absent where that is what the action was stated to cost. */
  readonly paidAtOnce?: number;
  /** Days with a purchase. */
  readonly visits: number;
}

/** What came of a decision in the units of its goal. */
export function rewardOf({ weights, revenue, margin, sameVisit = 0, visits, points }: LoggedRow): number {
  return goalOf({ margin, revenue, sameVisit, visits }, weights, points);
}

import { budgetPlan, type Matrix } from "@aftercare/learn";
import type { WorldOutcome } from "./world-moment.ts";

/** What was earned and spent on a set of moments; minor units. */
export interface WorldTally {
  /** Σ true expected margin. */
  readonly margin: number;
  /** Σ true expected spend on incentive and contact. */
  readonly spend: number;
}

/** One calendar month; holdout moments stand in `holdout` and nowhere else. */
export interface WorldMonth {
  /** From 0. */
  readonly month: number;
  readonly moments: number;
  /** How often the policy chose each action. */
  readonly chosen: readonly number[];
  readonly policy: WorldTally;
  /** On the same moments, each action for everyone. */
  readonly constants: readonly WorldTally[];
  /** On the same moments, the action of highest true margin; without regard to a budget. */
  readonly oracle: WorldTally;
  /** On the same moments, the most true margin whose true spend keeps the budget; null in a world without one. */
  readonly budgetOracle: BudgetOracle | null;
  /** As drawn: margin, and spend on the offers of this month's moments, used whenever. */
  readonly drawn: WorldTally;
  /** Incentives used and contacts made in this month, of whichever month's moments; holdout included (it costs nothing). */
  readonly spentInMonth: number;
  readonly holdout: { readonly moments: number; readonly policy: WorldTally; readonly drawn: WorldTally };
}

export interface BudgetOracle extends WorldTally {
  /** λ: margin that one more unit of budget would bring; 0 when the budget does not bind. */
  readonly price: number;
  /** No policy that keeps the budget in expectation has more true margin than this (the dual's value). */
  readonly upperBound: number;
}

/** Adds up a month moment by moment. */
export interface MonthLedger {
  add(truth: { margin: ArrayLike<number>; cost: ArrayLike<number> }, action: number, holdout: boolean): void;
  addDrawn(outcome: WorldOutcome, holdout: boolean): void;
  report(month: number, spentInMonth: number, budget: number | null): WorldMonth;
}

/** @param keepRows whether the month's moments are to be kept for a budget */
export function monthLedger(actions: number, keepRows: boolean): MonthLedger {
  const constants = Array.from({ length: actions }, () => ({ margin: 0, spend: 0 }));
  const [policy, oracle, drawn] = [emptyTally(), emptyTally(), emptyTally()];
  const apart = { moments: 0, policy: emptyTally(), drawn: emptyTally() };
  const chosen = new Array<number>(actions).fill(0);
  const [margins, costs]: [number[], number[]] = [[], []];
  let moments = 0;
  return {
    add({ margin, cost }, action, holdout) {
      const own = holdout ? apart.policy : policy;
      own.margin += margin[action]!;
      own.spend += cost[action]!;
      if (holdout) {
        apart.moments++;
        return;
      }
      moments++;
      chosen[action]! += 1;
      let best = 0;
      for (let a = 0; a < actions; a++) {
        constants[a]!.margin += margin[a]!;
        constants[a]!.spend += cost[a]!;
        if (margin[a]! > margin[best]!) best = a;
        if (keepRows) {
          margins.push(margin[a]!);
          costs.push(cost[a]!);
        }
      }
      oracle.margin += margin[best]!;
      oracle.spend += cost[best]!;
    },
    addDrawn(outcome, holdout) {
      const tally = holdout ? apart.drawn : drawn;
      tally.margin += outcome.margin;
      tally.spend += outcome.incentiveCost + outcome.contactCost;
    },
    report: (month, spentInMonth, budget) => ({
      month,
      moments,
      chosen,
      policy,
      constants,
      oracle,
      budgetOracle: budget === null ? null : budgetOracle(margins, costs, actions, budget),
      drawn,
      spentInMonth,
      holdout: apart,
    }),
  };
}

function emptyTally() {
  return { margin: 0, spend: 0 };
}

function budgetOracle(
  margins: readonly number[],
  costs: readonly number[],
  columns: number,
  budget: number,
): BudgetOracle {
  const asMatrix = (values: readonly number[]): Matrix => ({
    rows: values.length / columns,
    columns,
    values: Float64Array.from(values),
  });
  const { value, spend, price, upperBound } = budgetPlan(asMatrix(margins), asMatrix(costs), budget);
  return { margin: value, spend, price, upperBound };
}

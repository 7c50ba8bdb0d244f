import { armLogOdds } from "@aftercare/learn";
import { priorEffect } from "../programs/index.ts";
import type { LoggedRow } from "./logged-row.ts";
import { costInUse, expectedBasket, type ProgramModel, sameVisitShare } from "./program-model.ts";
import { worthOfOutcome } from "./worth.ts";

/**
 * What is expected of each action for one logged row, in the units of its goal: by a model, or without one by the stated belief in each
 * action's effect. An action that could not be taken is worth what none is.
 */
export function predictedValues(model: ProgramModel | undefined, row: LoggedRow): Float64Array {
  const logOdds = model
    ? armLogOdds(model.effects, row.input, row.base)
    : row.costs.map(({ savedShare }, arm) => row.base + (arm === 0 ? 0 : priorEffect(savedShare).mean));
  const values = Float64Array.from(logOdds, (mean, arm) => {
    const { weights, points, basket: usual } = row;
    const cost = model ? costInUse(model.baskets, arm, row.costs[arm]!) : row.costs[arm]!;
    const basket = model ? expectedBasket(model.baskets, arm, usual.amount) : usual.amount;
    const marginRate = usual.marginRate * (model?.baskets.keeps ?? 1);
    const share = sameVisitShare(model?.baskets, arm);
    const stakes = { basket, marginRate, sameVisitShare: share, weights, ...(points && { points }) };
    return worthOfOutcome(stakes, cost) / (1 + Math.exp(-mean)) - weights.margin * cost.atOnce;
  });
  return values.map((value, arm) => (row.eligible[arm] ? value : values[0]!));
}

/** The action of highest value among those that can be taken; of equals the first. */
export function bestArm(values: Float64Array, eligible: readonly boolean[]): number {
  let best = 0;
  for (let arm = 1; arm < values.length; arm++) if (eligible[arm] && values[arm]! > values[best]!) best = arm;
  return best;
}

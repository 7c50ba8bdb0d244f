import type { BoostingLoss } from "./boosting-model.ts";
import { type FixedPoint, fixedPoint } from "./fixed-point.ts";
import type { Team } from "./team.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Writes the first and second derivative of each own row's loss at its present score, as fixed-point numbers, and returns their
 * units, which are the same for every rank.
 */
export function writeDerivatives(loss: BoostingLoss, space: Workspace, team: Team, own: Uint32Array): FixedPoint {
  const { gradient, hessian } = bounds(loss, space, team, own);
  const units = fixedPoint(space.activeRows, gradient, hessian);
  const { y, raw, weights, derivatives } = space;
  const perGradient = 1 / units.gradientUnit;
  const perHessian = 1 / units.hessianUnit;
  const { countSpan } = units;
  const put = (row: number, first: number, second: number): void => {
    const weight = weights === undefined ? 1 : weights[row]!;
    derivatives[2 * row] = Math.round(first * weight * perGradient);
    derivatives[2 * row + 1] = Math.max(1, Math.round(second * weight * perHessian)) * countSpan + 1;
  };
  if (loss === "logistic") {
    for (let k = 0; k < own.length; k++) {
      const row = own[k]!;
      const p = 1 / (1 + Math.exp(-raw[row]!));
      put(row, p - y[row]!, p * (1 - p));
    }
  } else if (loss === "squared") {
    for (let k = 0; k < own.length; k++) put(own[k]!, raw[own[k]!]! - y[own[k]!]!, 1);
  } else if (loss === "poisson") {
    for (let k = 0; k < own.length; k++) {
      const row = own[k]!;
      const rate = Math.exp(raw[row]!);
      put(row, rate - y[row]!, rate);
    }
  } else {
    for (let k = 0; k < own.length; k++) {
      const row = own[k]!;
      put(row, y[row]! > raw[row]! ? -loss.quantile : 1 - loss.quantile, 1);
    }
  }
  return units;
}

function bounds(
  loss: BoostingLoss,
  space: Workspace,
  team: Team,
  own: Uint32Array,
): { gradient: number; hessian: number } {
  const { maxWeight, y, raw } = space;
  if (loss === "logistic") return { gradient: maxWeight, hessian: maxWeight / 4 };
  if (typeof loss === "object") return { gradient: maxWeight, hessian: maxWeight };
  let largest = 0;
  for (let k = 0; k < own.length; k++) {
    const row = own[k]!;
    const size = loss === "squared" ? Math.abs(y[row]! - raw[row]!) : Math.max(y[row]!, Math.exp(raw[row]!));
    if (size > largest) largest = size;
  }
  space.bounds[team.rank] = largest;
  team.barrier();
  for (let rank = 0; rank < team.size; rank++) largest = Math.max(largest, space.bounds[rank]!);
  return { gradient: largest * maxWeight, hessian: (loss === "squared" ? 1 : largest) * maxWeight };
}

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
  for (let from = 0; from < own.length; from += BATCH) {
    const rows = own.subarray(from, from + BATCH);
    writeSlopes(loss, space, rows);
    roundToUnits(space, rows, units);
  }
  return units;
}

/** Rows that stay in the cache between the two steps. */
const BATCH = 1024;

function writeSlopes(loss: BoostingLoss, { y, raw, derivatives }: Workspace, rows: Uint32Array): void {
  if (loss === "logistic") {
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k]!;
      const p = 1 / (1 + Math.exp(-raw[row]!));
      derivatives[2 * row] = p - y[row]!;
      derivatives[2 * row + 1] = p * (1 - p);
    }
  } else if (loss === "squared") {
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k]!;
      derivatives[2 * row] = raw[row]! - y[row]!;
      derivatives[2 * row + 1] = 1;
    }
  } else if (loss === "poisson") {
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k]!;
      const rate = Math.exp(raw[row]!);
      derivatives[2 * row] = rate - y[row]!;
      derivatives[2 * row + 1] = rate;
    }
  } else {
    const { quantile } = loss;
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k]!;
      derivatives[2 * row] = y[row]! > raw[row]! ? -quantile : 1 - quantile;
      derivatives[2 * row + 1] = 1;
    }
  }
}

/** Adding and taking away this leaves a number below 2⁵¹ rounded to a whole one: faster than Math.round. */
const ROUNDER = 1.5 * 2 ** 52;

function roundToUnits({ weights, derivatives }: Workspace, rows: Uint32Array, units: FixedPoint): void {
  const { countSpan } = units;
  const perGradient = 1 / units.gradientUnit;
  const perHessian = 1 / units.hessianUnit;
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    const weight = weights === undefined ? 1 : weights[row]!;
    const hessian = derivatives[2 * row + 1]! * weight * perHessian + ROUNDER - ROUNDER;
    derivatives[2 * row] = derivatives[2 * row]! * weight * perGradient + ROUNDER - ROUNDER;
    // At least one unit, so that no sum of second derivatives is ever 0.
    derivatives[2 * row + 1] = Math.max(1, hessian) * countSpan + 1;
  }
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

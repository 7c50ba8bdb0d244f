import { LearnError, requireFinite, requireLength, requireWhole } from "../../errors/index.ts";
import { cholesky, solveCholesky } from "../../matrix/cholesky.ts";
import type { Matrix } from "../../matrix/index.ts";
import { seededRandom } from "../../random/index.ts";
import type { LoggedDecisions } from "./logged-decisions.ts";

/** Options of {@link crossFittedRewards}. */
export interface CrossFitOptions {
  /** How many folds; 5 if not given. */
  readonly folds?: number;
  /** Penalty per squared coefficient on the standardised scale; 10 if not given. */
  readonly l2?: number;
  readonly seed?: string | number;
}

/**
 * Predicted reward of every action in every row: ridge regression of the reward for each action, on the other folds' rows alone, so
 * that no row has taught its own prediction. One pass over the data: each fold's cross-products are summed once and a model is
 * solved from all but one fold's. An action that the other folds never took is predicted as their mean reward.
 *
 * @param x rows × columns, finite. @param actions how many there are.
 * @returns rows × actions.
 * @throws LearnError naming `x`, `log.…`, `actions` or the option.
 */
export function crossFittedRewards(
  x: Matrix,
  log: LoggedDecisions,
  actions: number,
  { folds = 5, l2 = 10, seed = "cross-fit" }: CrossFitOptions = {},
): Matrix {
  requireWhole("options.folds", folds, 2);
  requireWhole("actions", actions, 1);
  if (!(l2 > 0 && Number.isFinite(l2))) throw new LearnError("options.l2", `is ${String(l2)}; above 0 is needed`);
  if (x.rows < folds) throw new LearnError("x", `has ${x.rows} rows for ${folds} folds; take fewer folds`);
  requireFinite("x", x.values);
  requireLength("log.action", log.action, x.rows, "x");
  requireLength("log.reward", log.reward, x.rows, "x");
  requireFinite("log.reward", log.reward);
  const design = standardised(x);
  const width = x.columns + 1;
  const fold = seededRandom(seed).shuffle(Array.from({ length: x.rows }, (_, i) => i % folds));
  const sums = sumByFoldAndAction(design, width, log, fold, folds, actions);
  const values = new Float64Array(x.rows * actions);
  const models = Array.from({ length: folds }, (_, f) => solveWithout(sums, f, width, l2));
  for (let i = 0; i < x.rows; i++) {
    for (let a = 0; a < actions; a++) {
      const beta = models[fold[i]!]![a]!;
      let value = 0;
      for (let j = 0; j < width; j++) value += beta[j]! * design[i * width + j]!;
      values[i * actions + a] = value;
    }
  }
  return { rows: x.rows, columns: actions, values };
}

/** Cross-products of one action's rows in one fold: lower triangle of ZᵀZ and Zᵀy. */
interface Sums {
  readonly gram: Float64Array;
  readonly moment: Float64Array;
}

function sumByFoldAndAction(
  design: Float64Array,
  width: number,
  log: LoggedDecisions,
  fold: readonly number[],
  folds: number,
  actions: number,
): Sums[][] {
  const sums = Array.from({ length: folds }, () =>
    Array.from({ length: actions }, () => ({
      gram: new Float64Array(width * width),
      moment: new Float64Array(width),
    })),
  );
  for (let i = 0; i < fold.length; i++) {
    const cell = sums[fold[i]!]![log.action[i]!];
    if (!cell) {
      const problem = `row ${i} is ${String(log.action[i])}; a whole number from 0 to ${actions - 1} is needed`;
      throw new LearnError("log.action", problem);
    }
    const { gram, moment } = cell;
    const at = i * width;
    for (let j = 0; j < width; j++) {
      const z = design[at + j]!;
      moment[j]! += z * log.reward[i]!;
      for (let k = 0; k <= j; k++) gram[j * width + k]! += z * design[at + k]!;
    }
  }
  return sums;
}

function solveWithout(sums: readonly Sums[][], left: number, width: number, l2: number): Float64Array[] {
  const actions = sums[0]!.length;
  const others = sums.filter((_, f) => f !== left);
  const pooled = total(others.flat(), width);
  return Array.from({ length: actions }, (_, a) => {
    const { gram, moment } = total(
      others.map((byAction) => byAction[a]!),
      width,
    );
    if (gram[0] === 0) {
      const flat = new Float64Array(width);
      flat[0] = pooled.moment[0]! / pooled.gram[0]!;
      return flat;
    }
    for (let j = 1; j < width; j++) gram[j * width + j]! += l2;
    const factor = cholesky(gram, width);
    if (!factor) throw new LearnError("options.l2", `is ${l2}, too small for columns that repeat each other; raise it`);
    return solveCholesky(factor, width, moment);
  });
}

function total(parts: readonly Sums[], width: number): Sums {
  const gram = new Float64Array(width * width);
  const moment = new Float64Array(width);
  for (const part of parts) {
    for (let j = 0; j < gram.length; j++) gram[j]! += part.gram[j]!;
    for (let j = 0; j < width; j++) moment[j]! += part.moment[j]!;
  }
  return { gram, moment };
}

/** Rows with a leading 1 and each column at mean 0 and variance 1 (0 where it is constant). */
function standardised({ rows, columns, values }: Matrix): Float64Array {
  const width = columns + 1;
  const design = new Float64Array(rows * width);
  for (let j = 0; j < columns; j++) {
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += values[i * columns + j]! / rows;
    let variance = 0;
    for (let i = 0; i < rows; i++) variance += (values[i * columns + j]! - mean) ** 2 / rows;
    const scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    for (let i = 0; i < rows; i++) design[i * width + j + 1] = (values[i * columns + j]! - mean) * scale;
  }
  for (let i = 0; i < rows; i++) design[i * width] = 1;
  return design;
}

import {
  LearnError,
  requireBinary,
  requireFinite,
  requireLength,
  requireSome,
  requireWeights,
  requireWhole,
} from "../errors/index.ts";
import { type Matrix, rowOf, selectRows } from "../matrix/index.ts";
import { type SeededRandom, seededRandom } from "../random/index.ts";
import { fitLogistic } from "./fit-logistic.ts";
import type { LogisticModel } from "./logistic-model.ts";
import { linearLogistic } from "./predict-logistic.ts";
import { softplus } from "./sigmoid.ts";

/** Further choices for {@link chooseL2}. */
export interface ChooseL2Options {
  /** How often each row counts, in fitting and in the loss; 1 each if not given. */
  readonly weights?: ArrayLike<number>;
  /**
   * To whom each row belongs (a shopper, say). Rows of one group stay in one fold: otherwise a model is praised for recognising
   * people it has seen in training.
   */
  readonly groups?: readonly (string | number)[];
}

/** The penalty chosen, and how each candidate did, in the order given. */
export interface ChosenL2 {
  readonly l2: number;
  readonly candidates: readonly { readonly l2: number; readonly logLoss: number }[];
}

/**
 * The candidate with the least cross-validated log loss (weighted mean over all rows, each predicted by a model that has not seen
 * its fold); of equals the larger, which is the simpler model. All candidates share the folds, which the seed determines.
 * Without groups the folds have equal shares of both classes.
 *
 * @throws LearnError as fitLogistic does, naming `candidates` for penalties, `folds` where one would be empty; also where a fold
 *   leaves only one class to train on: give fewer folds.
 */
export function chooseL2(
  x: Matrix,
  y: ArrayLike<number>,
  candidates: readonly number[],
  folds: number,
  seed: string | number,
  options: ChooseL2Options = {},
): ChosenL2 {
  requireSome("candidates", candidates);
  requireFinite("candidates", candidates);
  if (candidates.some((l2) => l2 < 0)) throw new LearnError("candidates", "must all be 0 or more");
  requireWhole("folds", folds, 2);
  if (x.rows === 0) throw new LearnError("x", "has no rows; at least one of each class in every fold is needed");
  requireLength("y", y, x.rows, "x");
  requireBinary("y", y);
  if (options.weights) requireWeights("options.weights", options.weights, x.rows, "x");
  if (options.groups) requireLength("options.groups", options.groups, x.rows, "x");
  const weights = options.weights ? Float64Array.from(options.weights) : new Float64Array(x.rows).fill(1);
  const foldOf = options.groups ? foldsByGroup(options.groups, folds, seed) : foldsByClass(y, folds, seed);

  const losses = candidates.map(() => 0);
  for (let fold = 0; fold < folds; fold++) {
    const train = positionsWhere(foldOf, (each) => each !== fold);
    const test = positionsWhere(foldOf, (each) => each === fold);
    if (test.length === 0) throw new LearnError("folds", `fold ${fold} is empty; give fewer folds`);
    const trainX = selectRows(x, train);
    const trainY = train.map((i) => y[i]!);
    const trainWeights = train.map((i) => weights[i]!);
    for (const [c, l2] of candidates.entries()) {
      const model = fitLogistic(trainX, trainY, { l2, weights: trainWeights });
      losses[c]! += lossOf(model, x, y, weights, test);
    }
  }
  const weight = weights.reduce((sum, each) => sum + each, 0);
  const scored = candidates.map((l2, c) => ({ l2, logLoss: losses[c]! / weight }));
  const best = scored.reduce((a, b) => (b.logLoss < a.logLoss || (b.logLoss === a.logLoss && b.l2 > a.l2) ? b : a));
  return { l2: best.l2, candidates: scored };
}

function lossOf(model: LogisticModel, x: Matrix, y: ArrayLike<number>, weights: Float64Array, rows: number[]): number {
  let loss = 0;
  for (const i of rows) {
    const linear = linearLogistic(model, rowOf(x, i));
    loss += weights[i]! * softplus(y[i] === 1 ? -linear : linear);
  }
  return loss;
}

function positionsWhere(foldOf: readonly number[], wanted: (fold: number) => boolean): number[] {
  return foldOf.flatMap((fold, i) => (wanted(fold) ? [i] : []));
}

function foldsByClass(y: ArrayLike<number>, folds: number, seed: string | number): number[] {
  const random: SeededRandom = seededRandom(seed);
  const foldOf = new Array<number>(y.length).fill(0);
  let next = 0;
  for (const label of [0, 1]) {
    const positions = Array.from(y).flatMap((each, i) => (each === label ? [i] : []));
    for (const i of random.shuffle(positions)) foldOf[i] = next++ % folds;
  }
  return foldOf;
}

function foldsByGroup(groups: readonly (string | number)[], folds: number, seed: string | number): number[] {
  const order = seededRandom(seed).shuffle([...new Set(groups)]);
  const foldOfGroup = new Map(order.map((group, k) => [group, k % folds]));
  return groups.map((group) => foldOfGroup.get(group)!);
}

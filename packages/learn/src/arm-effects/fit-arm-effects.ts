import {
  LearnError,
  requireBinary,
  requireFinite,
  requireLength,
  requireWeights,
  requireWhole,
} from "../errors/index.ts";
import { type ArmRows, affordableSteps, stepThresholds, withSteps } from "../hierarchical/index.ts";
import { invertCholesky, type Matrix, standardise } from "../matrix/index.ts";
import type { ArmEffectsModel, ArmEffectsVariances } from "./arm-effects-model.ts";
import { laplace } from "./laplace.ts";
import { learnVariances, startingVariances } from "./learn-variances.ts";
import { type Belief, coefficientsOf, effectCovarianceOf, parametersOf, pointOf, priorOf } from "./parameters.ts";

/** Logged decisions with what came of them. */
export interface ArmEffectsData {
  /** rows × columns, finite. */
  readonly x: Matrix;
  /** Log-odds of the outcome under the first action, by a model that did not see the row's own outcome. */
  readonly base: ArrayLike<number>;
  /** The action of each row, 0 (the reference, nothing done) up to `effects.length − 1`. */
  readonly arm: ArrayLike<number>;
  /** 1 where the outcome came, else 0. One class alone is allowed: the prior then does the rest. */
  readonly y: ArrayLike<number>;
  /** How often each row counts; 1 each if not given. */
  readonly weights?: ArrayLike<number>;
}

/** How to fit. */
export interface ArmEffectsOptions {
  /** Takes steps and variances of a model of similar rows in place of learning them: one short fit. */
  readonly like?: ArmEffectsModel;
}

/** Rows by which variances are learned, evenly taken from all: they are clear long before the last row. */
const MOST_FOR_VARIANCES = 30_000;

/** Rounds of learning variances, each from a mode that is only approached: the last one is found in full. */
const ROUNDS = 12;

/**
 * Learns what several actions add to the log-odds of an outcome, and for whom, from a stated belief on: log-odds(x, a) =
 * c₀ + c₁·base + z·β + [a > 0]·(ε_a + z·δ_a) with z the columns and their steps, standardised. The belief about each ε_a is given; β and δ
 * are drawn to zero by normal priors whose variances are learned, for δ one factor for each action times one for each column
 * (empirical Bayes: MacKay 1992, Neural Computation 4; pooling as in Gelman, Hill 2007). Without any row the belief is the answer; with
 * many it does not matter.
 *
 * @param effects belief about the effect of each action on the log-odds at the mean of the columns; that of the first is not read
 * @throws LearnError naming `data.…`, `columns`, `effects` or the option
 */
export function fitArmEffects(
  data: ArmEffectsData,
  effects: readonly Belief[],
  columns: number,
  options: ArmEffectsOptions = {},
): ArmEffectsModel {
  check(data, effects, columns, options);
  const arms = effects.length;
  const weights = data.weights ? Float64Array.from(data.weights) : new Float64Array(data.x.rows).fill(1);
  const thresholds = options.like?.thresholds ?? thresholdsOf(data.x, columns);
  const wide = withSteps({ ...data.x, columns }, thresholds);
  const { means, scales } =
    data.x.rows === 0
      ? { means: filled(wide.columns, 0), scales: filled(wide.columns, 1) }
      : standardise(wide, weights);
  const rows = designOf(data, wide, { means, scales }, { arms, weights });
  const parameters = parametersOf(wide.columns, arms);
  const fit = (from: ArmRows, variances: ArmEffectsVariances, start?: Float64Array, steps?: number) => {
    const prior = priorOf(parameters, effects, variances);
    return { prior, posterior: laplace(from, parameters, prior, start ?? prior.mean, steps) };
  };
  let variances = options.like?.variances ?? startingVariances(wide.columns, arms);
  let start = options.like && pointOf(parameters, options.like.coefficients);
  if (!options.like && data.x.rows > 0 && columns > 0 && arms > 1) {
    const thinned = thin(rows, MOST_FOR_VARIANCES);
    for (let round = 0; round < ROUNDS; round++) {
      const { prior, posterior } = fit(thinned, variances, start, round === 0 ? 6 : 1);
      variances = learnVariances(variances, parameters, prior, posterior);
      start = posterior.point;
    }
  }
  const { posterior } = fit(rows, variances, start);
  const whole = invertCholesky(posterior.factor, parameters.size);
  const each = Array.from({ length: arms }, (_, arm) => arm);
  return {
    ...{ kind: "arm-effects", version: 1, columns, thresholds, means, scales, variances },
    coefficients: coefficientsOf(parameters, posterior.point).map((ofArm) => [...ofArm]),
    effectCovariances: each.slice(1).map((arm) => effectCovarianceOf(parameters, whole, arm)),
    rows: each.map((arm) => Array.from(data.arm).filter((own) => own === arm).length),
  };
}

function thresholdsOf(x: Matrix, columns: number): number[][] {
  return x.rows === 0 ? filled(columns, 0).map(() => []) : stepThresholds(x, affordableSteps(x));
}

function filled(length: number, value: number): number[] {
  return new Array<number>(length).fill(value);
}

function thin(rows: ArmRows, most: number): ArmRows {
  const count = rows.arm.length;
  if (count <= most) return rows;
  const { width } = rows;
  const kept = Int32Array.from({ length: most }, (_, k) => Math.floor((k * count) / most));
  const design = new Float64Array(most * width);
  for (const [k, i] of kept.entries()) design.set(rows.design.subarray(i * width, (i + 1) * width), k * width);
  const taken = (values: ArrayLike<number>) => Float64Array.from(kept, (i) => values[i]!);
  return {
    design,
    width,
    arms: rows.arms,
    arm: taken(rows.arm),
    labels: taken(rows.labels),
    weights: taken(rows.weights),
  };
}

function designOf(
  { base, arm, y }: ArmEffectsData,
  wide: Matrix,
  { means, scales }: Pick<ArmEffectsModel, "means" | "scales">,
  { arms, weights }: Pick<ArmRows, "arms" | "weights">,
): ArmRows {
  const width = 2 + wide.columns;
  const design = new Float64Array(wide.rows * width);
  for (let i = 0; i < wide.rows; i++) {
    design[i * width] = 1;
    design[i * width + 1] = base[i]!;
    for (let j = 0; j < wide.columns; j++) {
      design[i * width + 2 + j] = (wide.values[i * wide.columns + j]! - means[j]!) / scales[j]!;
    }
  }
  return { design, width, arm, arms, labels: y, weights };
}

function check(
  { x, base, arm, y, weights }: ArmEffectsData,
  effects: readonly Belief[],
  columns: number,
  { like }: ArmEffectsOptions,
): void {
  requireWhole("columns", columns, 0);
  if (like && (like.columns !== columns || like.coefficients.length !== effects.length)) {
    const problem = `has ${like.columns} columns and ${like.coefficients.length} actions`;
    throw new LearnError("options.like", `${problem}; here are ${columns} and ${effects.length}`);
  }
  if (x.rows > 0 && x.columns !== columns)
    throw new LearnError("data.x", `has ${x.columns} columns; ${columns} are needed`);
  requireLength("data.x.values", x.values, x.rows * x.columns, "data.x.rows × data.x.columns");
  requireFinite("data.x", x.values);
  requireLength("data.base", base, x.rows, "data.x");
  requireFinite("data.base", base);
  requireLength("data.y", y, x.rows, "data.x");
  requireBinary("data.y", y);
  if (weights && x.rows > 0) requireWeights("data.weights", weights, x.rows, "data.x");
  if (effects.length < 1) throw new LearnError("effects", "is empty; the reference is needed at least");
  for (const [a, { mean, sd }] of effects.entries()) {
    if (a > 0 && !(Number.isFinite(mean) && sd > 0 && Number.isFinite(sd))) {
      throw new LearnError(
        "effects",
        `of action ${a} is ${mean} ± ${sd}; a finite mean and a deviation above 0 are needed`,
      );
    }
  }
  requireLength("data.arm", arm, x.rows, "data.x");
  for (let i = 0; i < arm.length; i++) {
    if (!Number.isInteger(arm[i]) || arm[i]! < 0 || arm[i]! >= effects.length) {
      throw new LearnError("data.arm", `entry ${i} is ${String(arm[i])}; 0 to ${effects.length - 1} are needed`);
    }
  }
}

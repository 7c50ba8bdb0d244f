import {
  LearnError,
  requireBinary,
  requireFinite,
  requireLength,
  requireWeights,
  requireWhole,
} from "../errors/index.ts";
import { invertCholesky, type Matrix, standardise } from "../matrix/index.ts";
import type { ArmEffectsModel, ArmEffectsSpreads } from "./arm-effects-model.ts";
import type { EffectRows } from "./arm-likelihood.ts";
import { laplace, type Posterior } from "./laplace.ts";
import { type Belief, coefficientsOf, covarianceOf, parametersOf, priorOf } from "./parameters.ts";

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
  /** Takes the spreads of a model of similar rows in place of choosing them: one short fit. */
  readonly like?: ArmEffectsModel;
}

/** Rows by which spreads are chosen, evenly taken from all: the evidence is clear long before the last row. */
const MOST_FOR_SPREADS = 30_000;

/** Which spreads are tried. Heterogeneity has to be shown by the data: it begins from next to none. */
const START: ArmEffectsSpreads = { base: 0.1, common: 0.03, own: 0.03 };
const GRID = [0.003, 0.01, 0.03, 0.1, 0.3, 1];

/**
 * Learns what several actions add to the log-odds of an outcome, and for whom, from a stated belief on: log-odds(x, a) =
 * c₀ + c₁·base + z·β + [a > 0]·(ε_a + z·(γ + δ_a)) with z the standardised columns. The belief about each ε_a is given; β, γ and δ
 * are drawn to zero by normal priors whose spreads are chosen by the evidence of the data (MacKay 1992, Neural Computation 4; pooling
 * as in Gelman, Hill 2007). Without any row the belief is the answer; with many it does not matter.
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
  check(data, effects, columns);
  if (options.like && options.like.columns !== columns) {
    throw new LearnError("options.like", `has ${options.like.columns} columns; here are ${columns}`);
  }
  const arms = effects.length;
  const parameters = parametersOf(columns, arms);
  const weights = data.weights ? Float64Array.from(data.weights) : new Float64Array(data.x.rows).fill(1);
  const { means, scales } =
    data.x.rows === 0
      ? { means: new Array<number>(columns).fill(0), scales: new Array<number>(columns).fill(1) }
      : standardise(data.x, weights);
  const rows = designOf(data, means, scales, weights);
  const fit = (from: EffectRows, tried: ArmEffectsSpreads, start?: Float64Array) => {
    const prior = priorOf(parameters, effects, tried);
    return laplace(from, parameters, prior, start ?? prior.mean);
  };
  const thinned = thin(rows, MOST_FOR_SPREADS);
  const chosen = options.like
    ? { spreads: options.like.spreads, posterior: undefined }
    : chooseSpreads((tried, start) => fit(thinned, tried, start));
  const { spreads } = chosen;
  const posterior =
    chosen.posterior && thinned === rows ? chosen.posterior : fit(rows, spreads, chosen.posterior?.point);
  const whole = invertCholesky(posterior.factor, parameters.size);
  const each = Array.from({ length: arms }, (_, arm) => arm);
  return {
    ...{ kind: "arm-effects", version: 1, columns, means, scales, spreads },
    coefficients: coefficientsOf(parameters, posterior.point).map((ofArm) => [...ofArm]),
    covariances: each.map((arm) => covarianceOf(parameters, whole, arm)),
    effectCovariances: each.map((arm) => covarianceOf(parameters, whole, arm, 0)),
    rows: each.map((arm) => Array.from(data.arm).filter((own) => own === arm).length),
  };
}

/** One spread after the other is moved along the grid as long as the evidence rises. */
function chooseSpreads(fit: (spreads: ArmEffectsSpreads, from?: Float64Array) => Posterior) {
  let best = { spreads: START, posterior: fit(START) };
  for (let round = 0; round < 3; round++) {
    const before = best.posterior.logEvidence;
    for (const name of ["common", "own", "base"] as const) {
      for (const direction of [1, -1]) {
        for (;;) {
          const value = GRID[GRID.indexOf(best.spreads[name]) + direction];
          if (value === undefined) break;
          const spreads = { ...best.spreads, [name]: value };
          const posterior = fit(spreads, best.posterior.point);
          if (posterior.logEvidence <= best.posterior.logEvidence) break;
          best = { spreads, posterior };
        }
      }
    }
    if (best.posterior.logEvidence - before < 0.1) break;
  }
  return best;
}

function thin(rows: EffectRows, most: number): EffectRows {
  const count = rows.arm.length;
  if (count <= most) return rows;
  const { width } = rows;
  const kept = Int32Array.from({ length: most }, (_, k) => Math.floor((k * count) / most));
  const design = new Float64Array(most * width);
  for (const [k, i] of kept.entries()) design.set(rows.design.subarray(i * width, (i + 1) * width), k * width);
  const taken = (values: ArrayLike<number>) => Float64Array.from(kept, (i) => values[i]!);
  return { design, width, arm: taken(rows.arm), labels: taken(rows.labels), weights: taken(rows.weights) };
}

function designOf(
  { x, base, arm, y }: ArmEffectsData,
  means: readonly number[],
  scales: readonly number[],
  weights: Float64Array,
): EffectRows {
  const width = 2 + x.columns;
  const design = new Float64Array(x.rows * width);
  for (let i = 0; i < x.rows; i++) {
    design[i * width] = 1;
    design[i * width + 1] = base[i]!;
    for (let j = 0; j < x.columns; j++) {
      design[i * width + 2 + j] = (x.values[i * x.columns + j]! - means[j]!) / scales[j]!;
    }
  }
  return { design, width, arm, labels: y, weights };
}

function check({ x, base, arm, y, weights }: ArmEffectsData, effects: readonly Belief[], columns: number): void {
  requireWhole("columns", columns, 0);
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

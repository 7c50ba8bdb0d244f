import { posteriorVariances } from "../hierarchical/index.ts";
import type { ArmEffectsVariances } from "./arm-effects-model.ts";
import type { Posterior } from "./laplace.ts";
import { type Parameters, type Prior, startOf } from "./parameters.ts";

/** Differences between people have to be shown by the data: they begin small. */
export function startingVariances(columns: number, arms: number): ArmEffectsVariances {
  return { base: 0.01, arm: new Array<number>(arms - 1).fill(0.003), column: new Array<number>(columns).fill(1) };
}

/** No variance leaves these bounds: below, a coefficient is 0 for every purpose; above, one column would decide everything. */
const LEAST = 1e-7;
const MOST = 4;
/** Columns and actions are drawn to their average as if so many further coefficients of average size had been seen. */
const PULL = 0.5;

/**
 * One step of empirical Bayes: each group's variance becomes the mean square of its coefficients per degree of freedom that the data
 * determined (MacKay 1992, "Bayesian Interpolation", Neural Computation 4); a handful of coefficients alone tells little about their
 * variance, which is why groups are drawn together.
 */
export function learnVariances(
  variances: ArmEffectsVariances,
  parameters: Parameters,
  { precision }: Prior,
  { point, factor }: Posterior,
): ArmEffectsVariances {
  const { size, width, arms } = parameters;
  const spread = posteriorVariances(factor, size);
  const determined = (r: number) => Math.max(0, 1 - spread[r]! * precision[r]!);
  const columns = width - 2;
  const ownPlaces = (arm: number) => Array.from({ length: columns }, (_, k) => startOf(parameters, arm) + 1 + k);
  const everyArm = Array.from({ length: arms - 1 }, (_, a) => a + 1);

  let [squares, degrees] = [0, 0];
  for (let r = 2; r < width; r++) {
    squares += point[r]! ** 2;
    degrees += determined(r);
  }
  const base = (squares + PULL * variances.base) / (degrees + PULL);
  const column = variances.column.map((_, k) => {
    const places = everyArm.map((arm) => startOf(parameters, arm) + 1 + k);
    const ratio = places.reduce((sum, r, a) => sum + point[r]! ** 2 / variances.arm[a]!, PULL);
    return ratio / places.reduce((sum, r) => sum + determined(r), PULL);
  });
  const average = mean(column);
  const overall = mean(variances.arm);
  const arm = everyArm.map((each) => {
    const places = ownPlaces(each);
    const ratio = places.reduce((sum, r, k) => sum + point[r]! ** 2 / variances.column[k]!, PULL * overall);
    return (ratio / places.reduce((sum, r) => sum + determined(r), PULL)) * average;
  });
  return {
    base: bounded(base),
    arm: arm.map(bounded),
    column: column.map((each) => Math.max(1e-4, each / average)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);
}

function bounded(variance: number): number {
  return Math.min(MOST, Math.max(LEAST, variance));
}

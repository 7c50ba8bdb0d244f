import type { HierarchicalVariances } from "./hierarchical-model.ts";

/** No variance falls below this: a coefficient with it is 0 for every purpose. */
const LEAST = 1e-7;

/**
 * One step of empirical Bayes: each group's variance becomes the mean square of its coefficients per degree of freedom that the
 * data determined (MacKay 1992, "Bayesian interpolation"). Columns and arms are drawn towards their average as if `pull` further
 * coefficients of average size had been seen, since a handful of coefficients alone tells little about their variance.
 */
export function updateVariances(
  variances: HierarchicalVariances,
  mean: Float64Array,
  spread: Float64Array,
  precision: Float64Array,
  pull: number,
): HierarchicalVariances {
  const columns = variances.column.length;
  const width = columns + 1;
  const arms = variances.arm.length;
  const determined = mean.map((_, r) => Math.max(0, 1 - spread[r]! * precision[r]!));
  const common = ratio(range(1, width), (r) => mean[r]! ** 2, determined);
  const intercepts = Array.from({ length: arms }, (_, a) => width * (a + 1));
  const intercept = ratio(intercepts, (r) => mean[r]! ** 2, determined);

  const place = (a: number, j: number) => width * (a + 1) + 1 + j;
  const everyArm = range(0, arms);
  const everyColumn = range(0, columns);
  const column = everyColumn.map((j) => {
    const squares = everyArm.reduce((sum, a) => sum + mean[place(a, j)]! ** 2 / variances.arm[a]!, 0);
    const degrees = everyArm.reduce((sum, a) => sum + determined[place(a, j)]!, 0);
    return (squares + pull) / (degrees + pull);
  });
  const average = column.reduce((sum, each) => sum + each, 0) / Math.max(1, columns);
  const overall = variances.arm.reduce((sum, each) => sum + each, 0) / arms;
  const arm = everyArm.map((a) => {
    const squares = everyColumn.reduce((sum, j) => sum + mean[place(a, j)]! ** 2 / variances.column[j]!, 0);
    const degrees = everyColumn.reduce((sum, j) => sum + determined[place(a, j)]!, 0);
    return (squares + pull * overall) / (degrees + pull);
  });
  return {
    common: bounded(common),
    intercept: bounded(intercept),
    arm: arm.map((each) => bounded(each * average)),
    column: column.map((each) => Math.max(1e-4, each / average)),
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}

function ratio(places: readonly number[], square: (place: number) => number, determined: Float64Array): number {
  let squares = 0;
  let degrees = 0;
  for (const place of places) {
    squares += square(place);
    degrees += determined[place]!;
  }
  return degrees > 1e-9 ? squares / degrees : LEAST;
}

function bounded(variance: number): number {
  return Math.min(10, Math.max(LEAST, variance));
}

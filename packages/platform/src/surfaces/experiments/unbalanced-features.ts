import type { ExperimentFeature, ExperimentRow } from "../../judgement/experiments/index.ts";

/** As rare as one in two million by chance, for each feature and action. */
const mostDeviations = 5;

/**
 * Features of which some action got other rows than the draw explains, each row weighed by how unlikely its action was. One is enough to say
 * that actions were not drawn as stated, and then no figure that is built on the draw holds.
 */
export function unbalancedFeatures(
  rows: readonly ExperimentRow[],
  features: readonly ExperimentFeature[],
  actions: number,
): string[] {
  return features.flatMap(({ name }, j) => {
    const centre = rows.reduce((sum, row) => sum + row.features[j]!, 0) / rows.length;
    const off = Array.from({ length: actions }, (_, action) => {
      let [sum, squares] = [0, 0];
      for (const row of rows) {
        const drawn = row.action === action ? 1 / row.propensities[action]! - 1 : -1;
        const each = row.propensities[action]! > 0 ? drawn * (row.features[j]! - centre) : 0;
        sum += each;
        squares += each * each;
      }
      return squares > 0 ? Math.abs(sum) / Math.sqrt(squares) : 0;
    });
    return Math.max(...off) > mostDeviations ? [name] : [];
  });
}

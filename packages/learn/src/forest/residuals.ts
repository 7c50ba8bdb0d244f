import type { Matrix } from "../matrix/index.ts";
import { selectRows } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { fitRidge, predictRidge } from "../ridge/index.ts";

/** Every value less what a ridge regression on the other folds expects of its row: five folds. */
export function crossFittedResiduals(x: Matrix, y: ArrayLike<number>, seed: string | number): Float64Array {
  const order = seededRandom(`residuals ${seed}`).shuffle(Array.from({ length: x.rows }, (_, i) => i));
  const folds = Math.min(5, x.rows);
  const residuals = new Float64Array(x.rows);
  for (let fold = 0; fold < folds; fold++) {
    const held = order.filter((_, k) => k % folds === fold);
    const others = order.filter((_, k) => k % folds !== fold);
    const model = fitRidge(
      selectRows(x, others),
      others.map((i) => y[i]!),
      { l2: 1 },
    );
    const expected = predictRidge(model, selectRows(x, held));
    for (const [k, i] of held.entries()) residuals[i] = y[i]! - expected[k]!;
  }
  return residuals;
}

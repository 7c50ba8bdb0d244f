import { LearnError, requireBinary, requireFinite, requireLength, requireWhole } from "../errors/index.ts";
import type { Matrix } from "../matrix/index.ts";
import { type SeededRandom, seededRandom } from "../random/index.ts";
import { binColumns } from "./bin-columns.ts";
import type { CausalForest } from "./causal-forest-model.ts";
import { type ForestGrowth, splitBuffers } from "./find-causal-split.ts";
import { growCausalTree } from "./grow-causal-tree.ts";
import { crossFittedResiduals } from "./residuals.ts";

/** How to grow a forest; everything has a default. */
export interface CausalForestOptions {
  /** An even number, as trees come in pairs; 500 if not given. */
  readonly trees?: number;
  /** Rows in a leaf at least, among those that choose the splits; 50 if not given. */
  readonly minLeaf?: number;
  /** Columns tried at each node; all of them up to 20 + √columns if not given. */
  readonly tried?: number;
  /** Share of a node's rows that either child must get; 0.05 if not given. */
  readonly balance?: number;
  /** Expected outcome of each row, by models that have not seen it; cross-fitted ridge regressions if not given. */
  readonly expected?: ArrayLike<number>;
  /** Probability of treatment of each row, strictly between 0 and 1; estimated like `expected` if not given. */
  readonly propensity?: ArrayLike<number>;
  readonly seed?: string | number;
}

/**
 * An honest causal forest for one treatment and a binary or real outcome (Wager, Athey 2018, JASA 113; Athey, Tibshirani, Wager 2019,
 * Annals of Statistics 47): trees split residual outcomes on residual treatment where effects differ most, on one half of their
 * subsample, and take their means from the other half; pairs of trees share a half-sample of the rows, from which intervals come.
 *
 * @param x rows × columns, finite. @param y outcome of each row. @param treated 1 or 0 for each row.
 * @throws LearnError naming `x`, `y`, `treated` or the option: not finite, lengths that differ, no treated or no control rows, fewer
 *   rows than a subsample needs, propensities of 0 or 1, an odd number of trees.
 */
export function fitCausalForest(
  x: Matrix,
  y: ArrayLike<number>,
  treated: ArrayLike<number>,
  options: CausalForestOptions = {},
): CausalForest {
  check(x, y, treated, options);
  const { trees = 500, minLeaf = 50, balance = 0.05, seed = 1 } = options;
  const growth: ForestGrowth = {
    ...{ binned: binColumns(x), rows: x.rows, columns: x.columns, minLeaf, balance },
    outcome: options.expected ? differences(y, options.expected) : crossFittedResiduals(x, y, `y ${seed}`),
    treatment: options.propensity
      ? differences(treated, options.propensity)
      : crossFittedResiduals(x, treated, `treated ${seed}`),
    tried: Math.min(x.columns, options.tried ?? Math.ceil(Math.sqrt(x.columns) + 20)),
  };
  const buffers = splitBuffers(x.rows);
  const grown = Array.from({ length: trees / 2 }, (_, bag) => {
    const random = seededRandom(`${seed} bag ${bag}`);
    const half = drawHalf(
      Int32Array.from({ length: x.rows }, (_, i) => i),
      random,
    );
    return [0, 1].map(() => {
      const own = drawHalf(half.slice(), random, half.length);
      const middle = own.length >> 1;
      return growCausalTree(growth, own.subarray(0, middle), own.subarray(middle), random, buffers);
    });
  });
  return { kind: "causal-forest", version: 1, columns: x.columns, trees: grown.flat() };
}

/** The first `count` (half of them, if not given) of the rows in random order, drawn without replacement. */
function drawHalf(rows: Int32Array, random: SeededRandom, count = rows.length >> 1): Int32Array {
  for (let k = 0; k < count; k++) {
    const other = k + random.int(rows.length - k);
    const held = rows[k]!;
    rows[k] = rows[other]!;
    rows[other] = held;
  }
  return rows.subarray(0, count);
}

function differences(values: ArrayLike<number>, expected: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: values.length }, (_, i) => values[i]! - expected[i]!);
}

function check(x: Matrix, y: ArrayLike<number>, treated: ArrayLike<number>, options: CausalForestOptions): void {
  const { trees = 500, minLeaf = 50, tried = 1, balance = 0.05, expected, propensity } = options;
  requireWhole("options.minLeaf", minLeaf, 1);
  if (x.rows < 8) throw new LearnError("x", `has ${x.rows} rows; an honest tree on half of them needs at least 8`);
  requireWhole("x.columns", x.columns, 1);
  requireLength("x.values", x.values, x.rows * x.columns, "x.rows × x.columns");
  requireFinite("x", x.values);
  requireLength("y", y, x.rows, "x");
  requireFinite("y", y);
  requireLength("treated", treated, x.rows, "x");
  requireBinary("treated", treated);
  let count = 0;
  for (let i = 0; i < treated.length; i++) count += treated[i]!;
  if (count === 0 || count === x.rows) {
    throw new LearnError("treated", `every row is ${count === 0 ? 0 : 1}; rows of both kinds are needed`);
  }
  requireWhole("options.trees", trees, 2);
  if (trees % 2 !== 0)
    throw new LearnError("options.trees", `is ${trees}; an even number is needed, trees come in pairs`);
  requireWhole("options.tried", tried, 1);
  if (!(balance >= 0 && balance < 0.5)) {
    throw new LearnError("options.balance", `is ${String(balance)}; 0 or more and less than 0.5 is needed`);
  }
  if (expected) {
    requireLength("options.expected", expected, x.rows, "x");
    requireFinite("options.expected", expected);
  }
  if (!propensity) return;
  requireLength("options.propensity", propensity, x.rows, "x");
  for (let i = 0; i < propensity.length; i++) {
    if (!(propensity[i]! > 0 && propensity[i]! < 1)) {
      const problem = `row ${i} is ${String(propensity[i])}; strictly between 0 and 1 is needed`;
      throw new LearnError("options.propensity", problem);
    }
  }
}

import { LearnError, requireLength, requireWhole } from "../errors/index.ts";

/**
 * Rows for boosted trees: the entry at row `i`, column `j` is `values[i * columns + j]`. NaN says that the value is missing;
 * infinite values are refused. A {@link Matrix} is one; so is `{ rows, columns, values }` around a Float32Array, used uncopied.
 */
export interface Features {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array | Float32Array;
}

/** Throws LearnError naming `argument` unless the counts agree and every value is finite or NaN. */
export function requireFeatures(argument: string, x: Features): void {
  requireWhole(`${argument}.rows`, x.rows, 1);
  requireWhole(`${argument}.columns`, x.columns, 1);
  const { values } = x;
  requireLength(`${argument}.values`, values, x.rows * x.columns, `${argument}.rows × ${argument}.columns`);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
      const place = `row ${Math.floor(i / x.columns)}, column ${i % x.columns}`;
      throw new LearnError(
        argument,
        `${place} is ${value}; finite numbers are needed, or NaN where a value is missing`,
      );
    }
  }
}

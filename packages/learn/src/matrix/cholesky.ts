/**
 * Cholesky factor of a symmetric positive definite matrix of order `n` (row-major, lower triangle read): lower triangular
 * `L` with `L Lᵀ = a`. Returns `undefined` where the matrix is not positive definite to working precision: a pivot
 * that lost 14 digits against its own diagonal entry says that the column is a combination of the earlier ones.
 */
export function cholesky(a: Float64Array, n: number): Float64Array | undefined {
  const factor = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    let pivot = a[j * n + j]!;
    for (let k = 0; k < j; k++) pivot -= factor[j * n + k]! ** 2;
    if (!(pivot > 1e-14 * Math.abs(a[j * n + j]!))) return undefined;
    const root = Math.sqrt(pivot);
    factor[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let entry = a[i * n + j]!;
      for (let k = 0; k < j; k++) entry -= factor[i * n + k]! * factor[j * n + k]!;
      factor[i * n + j] = entry / root;
    }
  }
  return factor;
}

/** Solves `L Lᵀ z = b` for a factor from {@link cholesky}. */
export function solveCholesky(factor: Float64Array, n: number, b: Float64Array): Float64Array {
  const z = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) z[i]! -= factor[i * n + k]! * z[k]!;
    z[i]! /= factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) z[i]! -= factor[k * n + i]! * z[k]!;
    z[i]! /= factor[i * n + i]!;
  }
  return z;
}

/** The inverse of `L Lᵀ`, row-major and exactly symmetric. */
export function invertCholesky(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const unit = new Float64Array(n);
    unit[j] = 1;
    const column = solveCholesky(factor, n, unit);
    for (let i = j; i < n; i++) {
      inverse[i * n + j] = column[i]!;
      inverse[j * n + i] = column[i]!;
    }
  }
  return inverse;
}

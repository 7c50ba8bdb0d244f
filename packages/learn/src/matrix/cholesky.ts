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

/**
 * The inverse of `L Lᵀ`, row-major and exactly symmetric: L⁻¹ first, then L⁻ᵀ L⁻¹, both along rows. Solving for one unit vector after the
 * other goes down the columns of `L`, which takes several times as long once the matrix outgrows the cache.
 */
export function invertCholesky(factor: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let k = 0; k < i; k++) {
      const entry = factor[row + k]!;
      for (let j = 0; j <= k; j++) lower[row + j]! -= entry * lower[k * n + j]!;
    }
    lower[row + i] = 1;
    for (let j = 0; j <= i; j++) lower[row + j]! /= factor[row + i]!;
  }
  const inverse = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      const entry = lower[k * n + i]!;
      for (let j = 0; j <= i; j++) inverse[i * n + j]! += entry * lower[k * n + j]!;
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) inverse[j * n + i] = inverse[i * n + j]!;
  return inverse;
}

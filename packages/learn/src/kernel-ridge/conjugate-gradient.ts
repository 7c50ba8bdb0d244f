const tolerance = 1e-9;

/**
 * Solves `a z = b` for a symmetric positive definite matrix, row-major, until the residual is a billionth of `b` (Hestenes,
 * Stiefel 1952), or as far as rounding allows.
 */
export function conjugateGradient(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const z = new Float64Array(n);
  const residual = Float64Array.from(b);
  const direction = Float64Array.from(b);
  const image = new Float64Array(n);
  let square = dot(residual, residual);
  const enough = square * tolerance ** 2;
  for (let step = 0; step < 4 * n && square > enough; step++) {
    for (let i = 0; i < n; i++) image[i] = dot(a.subarray(i * n, (i + 1) * n), direction);
    const length = square / dot(direction, image);
    for (let i = 0; i < n; i++) {
      z[i]! += length * direction[i]!;
      residual[i]! -= length * image[i]!;
    }
    const next = dot(residual, residual);
    for (let i = 0; i < n; i++) direction[i] = residual[i]! + (next / square) * direction[i]!;
    square = next;
  }
  return z;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

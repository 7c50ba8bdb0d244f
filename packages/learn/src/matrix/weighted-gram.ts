/** Rows that are added in one sweep over the matrix: its entries are loaded and stored once for all of them. */
const BLOCK = 4;

/**
 * Adds Σ wᵢ zᵢ zᵢᵀ over the given rows to the lower triangle of a `width × width` matrix.
 *
 * @param design rows of `width` numbers, one after the other.
 * @param weights one for each row of the design.
 * @param rows which rows; all of them if not given.
 */
export function addWeightedGram(
  into: Float64Array,
  design: Float64Array,
  width: number,
  weights: Float64Array,
  rows?: Int32Array,
): void {
  const count = rows ? rows.length : weights.length;
  const rowAt = (k: number) => (rows ? rows[k]! : k);
  let k = 0;
  for (; k + BLOCK <= count; k += BLOCK) {
    const [i0, i1, i2, i3] = [rowAt(k), rowAt(k + 1), rowAt(k + 2), rowAt(k + 3)];
    const [w0, w1, w2, w3] = [weights[i0]!, weights[i1]!, weights[i2]!, weights[i3]!];
    const [a0, a1, a2, a3] = [i0 * width, i1 * width, i2 * width, i3 * width];
    for (let j = 0; j < width; j++) {
      const s0 = w0 * design[a0 + j]!;
      const s1 = w1 * design[a1 + j]!;
      const s2 = w2 * design[a2 + j]!;
      const s3 = w3 * design[a3 + j]!;
      const row = j * width;
      for (let c = 0; c <= j; c++) {
        into[row + c]! += s0 * design[a0 + c]! + s1 * design[a1 + c]! + s2 * design[a2 + c]! + s3 * design[a3 + c]!;
      }
    }
  }
  for (; k < count; k++) {
    const i = rowAt(k);
    const at = i * width;
    for (let j = 0; j < width; j++) {
      const scaled = weights[i]! * design[at + j]!;
      for (let c = 0; c <= j; c++) into[j * width + c]! += scaled * design[at + c]!;
    }
  }
}

/**
 * Derivatives as whole numbers of a unit, a power of two, so small that a sum over all rows stays below 2⁵³. Sums are then exact:
 * the order of rows, the subtraction of histograms and the number of threads cannot change a bit of the tree.
 *
 * The second derivative shares its double with a count of rows: `h · countSpan + 1` sums to both at once. That costs
 * precision (13 bits for each second derivative at a million rows, 33 at a thousand), which is plenty: Shi et al. 2022,
 * "Quantized Training of Gradient Boosting Decision Trees", NeurIPS, get by with 3 to 5.
 */
export interface FixedPoint {
  readonly gradientUnit: number;
  readonly hessianUnit: number;
  /** A power of two above the number of rows. */
  readonly countSpan: number;
}

/** Rows beyond which too few bits are left for second derivatives. */
export const MOST_ROWS = 2 ** 24 - 1;

/** Units for at most `rows` rows with |gradient| and second derivative within these bounds. */
export function fixedPoint(rows: number, gradientBound: number, hessianBound: number): FixedPoint {
  const countBits = powerAtLeast(rows + 1);
  return {
    gradientUnit: 2 ** Math.max(-1000, powerAtLeast(gradientBound) - Math.min(50, 53 - countBits)),
    hessianUnit: 2 ** Math.max(-1000, powerAtLeast(hessianBound) - Math.min(50, 53 - 2 * countBits)),
    countSpan: 2 ** countBits,
  };
}

/** The least whole p with 2^p ≥ value. */
function powerAtLeast(value: number): number {
  if (!(value > 0)) return 0;
  const power = Math.ceil(Math.log2(value));
  return 2 ** power < value ? power + 1 : power;
}

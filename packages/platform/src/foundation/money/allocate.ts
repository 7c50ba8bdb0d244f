/**
 * Splits `total` by `weights` so that the parts sum to the total exactly: cumulative rounding, part k = R(k) − R(k−1)
 * with R(k) = ⌊total · (w₁+…+w_k) / Σw⌋. Handing units back one by one, in any grouping, then costs the same to the cent
 * as handing back all of them, with no tolerance. Weights that are all zero share equally.
 * @throws RangeError when there is no weight, or a negative one.
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) throw new RangeError("allocate needs at least one weight");
  if (weights.some((weight) => weight < 0n)) throw new RangeError("allocate needs weights of zero or more");
  const sum = weights.reduce((a, b) => a + b, 0n);
  const shares = sum === 0n ? weights.map(() => 1n) : weights;
  const whole = sum === 0n ? BigInt(weights.length) : sum;
  let cumulated = 0n;
  let given = 0n;
  return shares.map((share) => {
    cumulated += share;
    const reached = floorDivide(total * cumulated, whole);
    const part = reached - given;
    given = reached;
    return part;
  });
}

/** What `quantity` units are worth after `before` of the line's `units` were already given back. */
export function paidForUnits(lineTotal: bigint, units: number, before: number, quantity: number): bigint {
  const upTo = (n: number) => floorDivide(lineTotal * BigInt(n), BigInt(units));
  return upTo(before + quantity) - upTo(before);
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

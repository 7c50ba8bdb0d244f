import type { Scheme } from "./scheme.schema.ts";

/** Points that a sum earns at a rate in percent, rounded once and as the scheme says. `paid` in minor units, 0 or more. */
function pointsFor(paid: bigint, rate: number, { earn, rounding }: Scheme): bigint {
  const numerator = paid * BigInt(earn.points) * BigInt(rate);
  const denominator = earn.per * 100n;
  switch (rounding) {
    case "down":
      return numerator / denominator;
    case "nearest":
      return (2n * numerator + denominator) / (2n * denominator);
    case "up":
      return (numerator + denominator - 1n) / denominator;
    default:
      return rounding satisfies never;
  }
}

/**
 * The points of an order's lines, in the order of the lines: what the order has earned up to and with a line, minus what it
 * had earned before it. So the points of all lines are those of the order's sum, rounded once; rounding each line for itself
 * would give nothing for a hundred small ones. Lines that become known later go on from there.
 * @param paid minor units for each line; a line that cost less than nothing earns nothing
 */
export function pointsOfLines(paid: readonly bigint[], rate: number, scheme: Scheme): bigint[] {
  let sum = 0n;
  let before = 0n;
  return paid.map((amount) => {
    sum += amount > 0n ? amount : 0n;
    const reached = pointsFor(sum, rate, scheme);
    const points = reached - before;
    before = reached;
    return points;
  });
}

/** What `units` more units of a line take back after `before` of its `all`: n partial returns take what one of all takes. */
export function pointsOfUnits(points: bigint, all: number, before: number, units: number): bigint {
  const upTo = (count: number) => (points * BigInt(count)) / BigInt(all);
  return upTo(before + units) - upTo(before);
}

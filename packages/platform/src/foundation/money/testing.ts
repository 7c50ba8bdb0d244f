import fc from "fast-check";

/** Units of a line that come back in parts, one part after the other. */
export const unitsInParts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });

/**
 * The sum of what parts give, each asked after those before it.
 * @param part of `all` units, what `units` of them give when `before` have come back already
 * @throws Error when a part gives less than nothing
 */
export function sumOfParts(
  parts: readonly number[],
  part: (asked: { readonly all: number; readonly before: number; readonly units: number }) => bigint,
): bigint {
  const all = parts.reduce((sum, units) => sum + units, 0);
  let before = 0;
  let given = 0n;
  for (const units of parts) {
    const own = part({ all, before, units });
    if (own < 0n) throw new Error(`${units} of ${all} units, after ${before}, give ${own}`);
    given += own;
    before += units;
  }
  return given;
}

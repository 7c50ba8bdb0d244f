import { LearnError, requireFinite, requireLength } from "../errors/index.ts";
import type { Matrix } from "../matrix/index.ts";

/**
 * How a sale becomes margin under each arm (control first): margin = sale × rate − contact. A discount of 10 % on a margin of 45 % is
 * a rate of 0.35, paid for by those who would have bought anyway, too; contact is spent whether or not anything is sold.
 */
export interface Economics {
  readonly rate: readonly number[];
  readonly contact: readonly number[];
}

/** Throws LearnError unless there is one finite rate and cost for each arm. */
export function requireEconomics({ rate, contact }: Economics, arms: number): void {
  requireLength("economics.rate", rate, arms, "the arms (control included)");
  requireLength("economics.contact", contact, arms, "the arms (control included)");
  requireFinite("economics.rate", rate);
  requireFinite("economics.contact", contact);
}

/** The margin of each row under the arm it had. Throws LearnError naming `treatment`: another length, an arm without terms. */
export function marginsOf(
  { rate, contact }: Economics,
  sale: ArrayLike<number>,
  treatment: ArrayLike<number>,
): Float64Array {
  requireLength("treatment", treatment, sale.length, "sale");
  return Float64Array.from({ length: sale.length }, (_, i) => {
    const arm = treatment[i]!;
    if (rate[arm] === undefined) {
      throw new LearnError("treatment", `row ${i} is ${String(arm)}; there are terms for 0 to ${rate.length - 1}`);
    }
    return sale[i]! * rate[arm]! - contact[arm]!;
  });
}

/** Expected margin under each arm from the expected sale under each arm (rows × arms). Throws LearnError naming `sales`. */
export function expectedMargins({ rate, contact }: Economics, sales: Matrix): Matrix {
  if (sales.columns !== rate.length)
    throw new LearnError("sales", `has ${sales.columns} arms for ${rate.length} rates`);
  const values = sales.values.map((sale, place) => {
    const arm = place % sales.columns;
    return sale * rate[arm]! - contact[arm]!;
  });
  return { ...sales, values };
}

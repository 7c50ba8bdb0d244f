import { LearnError, requireFinite, requireLength } from "../errors/index.ts";
import type { Matrix } from "../matrix/index.ts";

/** What each action does to the margin, known beforehand. */
export interface ActionTerms {
  /** Share of the basket left as margin under each action; action 0 is "nothing" and has the full margin. */
  readonly marginRate: readonly number[];
  /** Paid for each action taken, whether or not the shopper buys, in the basket's currency. */
  readonly contactCost: readonly number[];
}

/** Expected margin (net of all cost) and expected cost of each action in each row, in the basket's currency. */
export interface ActionEconomics {
  readonly value: Matrix;
  readonly cost: Matrix;
}

/**
 * From predicted purchases to money: value = P(buy) × basket × rate[a] − contact[a]; cost is the margin given away against action 0's
 * rate, also to those who would have bought anyway, plus contact.
 *
 * @param probability rows × actions, 0 to 1. @param basket expected basket of each row if something is bought, 0 or more.
 * @throws LearnError naming `probability`, `basket` or `terms.…`.
 */
export function expectedMargin(probability: Matrix, basket: ArrayLike<number>, terms: ActionTerms): ActionEconomics {
  const { rows, columns } = probability;
  requireFinite("probability", probability.values);
  if (probability.values.some((p) => p < 0 || p > 1)) throw new LearnError("probability", "must lie between 0 and 1");
  requireLength("basket", basket, rows, "probability");
  requireFinite("basket", basket);
  requireLength("terms.marginRate", terms.marginRate, columns, "a row of probability");
  requireFinite("terms.marginRate", terms.marginRate);
  requireLength("terms.contactCost", terms.contactCost, columns, "a row of probability");
  requireFinite("terms.contactCost", terms.contactCost);
  const value = new Float64Array(rows * columns);
  const cost = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    if (basket[i]! < 0) throw new LearnError("basket", `row ${i} is ${basket[i]}; 0 or more is needed`);
    for (let a = 0; a < columns; a++) {
      const revenue = probability.values[i * columns + a]! * basket[i]!;
      value[i * columns + a] = revenue * terms.marginRate[a]! - terms.contactCost[a]!;
      cost[i * columns + a] = revenue * (terms.marginRate[0]! - terms.marginRate[a]!) + terms.contactCost[a]!;
    }
  }
  return { value: { rows, columns, values: value }, cost: { rows, columns, values: cost } };
}

import { LearnError, requireLevel } from "../errors/index.ts";
import { type Matrix, rowOf } from "../matrix/index.ts";

/** Prices of lateness are looked for up to this many days a late journey. */
const dearest = 10_000;

/**
 * The promise, in whole days, of one journey of {@link predictArrivals}: the days plus `price` times the chance to be late, least
 * together, with a chance of at most `most` to be late. `price` says how many days of a longer promise one late journey is worth.
 * @throws LearnError naming `price` or `most`.
 */
export function promiseDays(chances: Matrix, row: number, price: number, most = 1): number {
  if (!(price >= 0 && Number.isFinite(price))) throw new LearnError("price", `is ${price}; 0 or more days are needed`);
  if (!(most > 0 && most <= 1)) throw new LearnError("most", `is ${most}; above 0, at most 1 is needed`);
  const within = rowOf(chances, row);
  let best = within.length - 1;
  let least = Number.POSITIVE_INFINITY;
  for (let days = 0; days < within.length; days++) {
    const late = 1 - within[days]!;
    if (late <= most && days + price * late < least) {
      least = days + price * late;
      best = days;
    }
  }
  return best;
}

/**
 * The price of lateness with which the promises of these journeys are late in the share `late` of the cases that the forecast expects.
 * One price for all gives the shortest mean promise at that share (its Lagrange multiplier): journeys that spread widely may be late more
 * often, because days help them little, and narrow ones less often, because one more day helps them much. One level of all
 * quantiles has the same share and longer promises. `most` bounds the chance of each.
 * @throws LearnError naming `late` or `most`.
 */
export function latenessPrice(chances: Matrix, late: number, most = 1): number {
  requireLevel("late", late);
  let [low, high] = [0, dearest];
  // The share falls as the price rises, in steps; forty halvings tell any two apart.
  for (let step = 0; step < 40; step++) {
    const price = (low + high) / 2;
    let expected = 0;
    for (let row = 0; row < chances.rows; row++) {
      expected += 1 - rowOf(chances, row)[promiseDays(chances, row, price, most)]!;
    }
    if (expected > late * chances.rows) low = price;
    else high = price;
  }
  return high;
}

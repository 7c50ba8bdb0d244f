import { fitBoosting, fitSplitConformal, predictBoosting, splitConformalInterval } from "@aftercare/learn";
import type { PriceFeatures } from "./price-features.ts";
import { kernel, type PriceLearner, quadratic, select, slowBoosting } from "./price-learners.ts";

/** Prices with an interval that holds four in five. */
export interface PricedRows {
  readonly price: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

export const intervalLevel = 0.8;
const parts = 5;
const steps = 10;
const learners: readonly PriceLearner[] = [slowBoosting, quadratic, kernel];

/**
 * A blend of boosted trees, quadratic ridge and kernel ridge whose shares (tenths) have the least squared error on rows that
 * the learners had not seen; around it a conformal interval, from the same errors, as wide as errors are among rows like this one.
 */
export function autoPrice(
  features: PriceFeatures,
  y: ArrayLike<number>,
  train: readonly number[],
  test: readonly number[],
): PricedRows & { readonly shares: readonly number[] } {
  const unseen = learners.map((learner) => crossFitted(train, (fit, held) => learner(features, y, fit, held)));
  const outcomes = Float64Array.from(train, (i) => y[i]!);
  const shares = bestShares(unseen, outcomes);
  const blended = blend(unseen, shares);
  const misses = blended.map((price, k) => Math.abs(outcomes[k]! - price));
  const missOf = new Map(train.map((i, k) => [i, misses[k]!]));
  const spread = (fit: readonly number[], asked: readonly number[]) => {
    const model = fitBoosting(
      select(features.trees, fit),
      fit.map((i) => missOf.get(i)!),
      {
        ...{ loss: "squared", trees: 60, learningRate: 0.05, maxLeaves: 6, minLeaf: 40, l2: 20 },
        categorical: features.categorical,
      },
    );
    const least = 0.3 * meanOf(misses);
    return predictBoosting(model, select(features.trees, asked)).map((value) => Math.max(least, value));
  };
  const scales = crossFitted(train, spread);
  const model = fitSplitConformal(blended, outcomes, { level: intervalLevel, scales });
  const price = blend(
    learners.map((learner, l) => (shares[l]! > 0 ? learner(features, y, train, test) : new Float64Array(test.length))),
    shares,
  );
  const intervals = Array.from(spread(train, test), (scale, k) => splitConformalInterval(model, price[k]!, scale));
  return {
    price,
    shares,
    lower: Float64Array.from(intervals, ({ lower }) => lower),
    upper: Float64Array.from(intervals, ({ upper }) => upper),
  };
}

/** What each row gets from a fit on the other parts; rows go to the parts in turn. */
function crossFitted(
  rows: readonly number[],
  run: (fit: readonly number[], held: readonly number[]) => Float64Array,
): Float64Array {
  const found = new Float64Array(rows.length);
  for (let part = 0; part < parts; part++) {
    const places = [...rows.keys()].filter((k) => k % parts === part);
    const held = places.map((k) => rows[k]!);
    const fit = rows.filter((_, k) => k % parts !== part);
    for (const [j, value] of run(fit, held).entries()) found[places[j]!] = value;
  }
  return found;
}

function bestShares(predictions: readonly Float64Array[], outcomes: Float64Array): number[] {
  let best: { shares: number[]; loss: number } | undefined;
  for (let a = 0; a <= steps; a++) {
    for (let b = 0; a + b <= steps; b++) {
      const shares = [a, b, steps - a - b].map((share) => share / steps);
      const loss = blend(predictions, shares).reduce((sum, price, k) => sum + (price - outcomes[k]!) ** 2, 0);
      if (!best || loss < best.loss) best = { shares, loss };
    }
  }
  return best!.shares;
}

function blend(predictions: readonly Float64Array[], shares: readonly number[]): Float64Array {
  return predictions[0]!.map((_, k) => predictions.reduce((sum, each, l) => sum + shares[l]! * each[k]!, 0));
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

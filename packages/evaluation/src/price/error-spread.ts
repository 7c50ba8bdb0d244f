import { fitBoosting, predictBoosting } from "@aftercare/learn";
import { priceForm } from "./price-form.ts";
import type { Pricer } from "./price-learners.ts";
import type { PriceRows } from "./price-rows.ts";
import { inParts, unseenOf } from "./trial-plans.ts";

const parts = 5;
/** Rows below which nothing can be told apart. */
const fewRows = 40;

/** How large errors are among rows like this one, by small boosted trees; `scales` are of rows that they had not seen. */
export function errorSpread(rows: PriceRows, held: readonly number[], misses: Float64Array) {
  const mean = misses.reduce((sum, each) => sum + each, 0) / misses.length;
  const least = 0.3 * mean || 1;
  if (held.length < fewRows)
    return { spread: (asked: readonly number[]) => asked.map(() => 1), scales: held.map(() => 1) };
  const missOf = new Map(held.map((i, k) => [i, misses[k]!]));
  const y = rows.target.map((_, i) => missOf.get(i) ?? mean);
  const learn: (fit: readonly number[]) => Pricer = (fit) => {
    const form = priceForm(rows, y, fit);
    const model = fitBoosting(
      form.trees(fit),
      fit.map((i) => y[i]!),
      {
        ...{ loss: "squared", trees: 60, learningRate: 0.05, maxLeaves: 6, minLeaf: 40, l2: 20 },
        categorical: form.categorical,
      },
    );
    return (asked) => predictBoosting(model, form.trees(asked)).map((value) => Math.max(least, value));
  };
  const plans = inParts(held, parts);
  const told = unseenOf(plans, learn);
  const scaleOf = new Map(plans.flatMap((plan) => plan.held).map((i, k) => [i, told[k]!]));
  return { spread: learn(held), scales: held.map((i) => scaleOf.get(i)!) };
}

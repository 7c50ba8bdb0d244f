import { type Matrix, type SeededRandom, softEpsilon } from "@aftercare/learn";
import { type LoggedRow, predictedValues } from "../../../packages/platform/src/judgement/policy/index.ts";

export const actions = ["none", "ten", "twenty", "coupon"];
export const features = ["orders", "recency", "returning"];

const costs = [
  { discountRate: 0, onOutcome: 0, atOnce: 0, savedShare: 0 },
  { discountRate: 0.1, onOutcome: 0, atOnce: 5, savedShare: 0.1 },
  { discountRate: 0.2, onOutcome: 0, atOnce: 5, savedShare: 0.2 },
  { discountRate: 0, onOutcome: 300, atOnce: 5, savedShare: 0.05 },
];
const marginRate = 0.4;
const spread = 0.9;

/** Who reacts to what, drawn once for each world: on the log-odds, by action. */
export interface Responses {
  readonly effect: readonly number[];
  /** By action and feature. */
  readonly slopes: readonly (readonly number[])[];
}

export function drawResponses(random: SeededRandom): Responses {
  return {
    effect: costs.map((_, arm) => (arm === 0 ? 0 : 0.6 * normal(random))),
    slopes: costs.map((_, arm) => features.map(() => (arm === 0 ? 0 : 0.5 * normal(random)))),
  };
}

/** One decided shopper with what every action would have brought: few buy, and some of them much. */
export interface KnownRow extends LoggedRow {
  /** Expected margin under each action. */
  readonly expected: Float64Array;
}

/**
 * A log of one policy in which every action was possible: the best by the stated belief, but for a share spread over all.
 * @param exploration that share
 */
export function drawLog(
  random: SeededRandom,
  { effect, slopes }: Responses,
  { rows, exploration, name }: { readonly rows: number; readonly exploration: number; readonly name: string },
): KnownRow[] {
  return Array.from({ length: rows }, (_, i) => {
    const input = features.map(() => normal(random));
    const usual = 4_000 * skewed(random, 0.6);
    const chanceOf = (arm: number) => {
      const added = effect[arm]! + slopes[arm]!.reduce((sum, slope, j) => sum + slope * input[j]!, 0);
      return sigmoid(-1.6 + 0.7 * input[0]! - 0.5 * input[1]! + 0.3 * Math.sin(2 * input[2]!) + added);
    };
    const unseen = {
      ...{ shopper: `${name}/${i}`, policy: "logged", at: i, input, costs },
      // The baseline model knows the direction and not the shape.
      base: -1.5 + 0.6 * input[0]! - 0.4 * input[1]!,
      basket: { amount: usual, marginRate, oneProduct: 0.5, units: 2 },
      weights: { margin: 1, revenue: 0, sameVisit: 0, visits: 0, points: 0 },
      ...{ eligible: costs.map(() => true), propensities: costs.map(() => 1), arm: 0 },
      ...{ bought: false, revenue: 0, margin: 0, given: 0, visits: 0 },
    };
    const propensities = softEpsilon([...predictedValues(undefined, unseen)], exploration);
    const arm = pick(random, propensities);
    const { discountRate, onOutcome, atOnce } = costs[arm]!;
    const bought = random.next() < chanceOf(arm);
    const gross = bought ? usual * skewed(random, spread) : 0;
    const given = bought ? gross * discountRate + onOutcome : 0;
    return {
      ...{ ...unseen, propensities, arm, bought, given },
      ...{ revenue: gross - given, margin: gross * marginRate - given - atOnce, visits: bought ? 1 : 0 },
      expected: Float64Array.from(
        costs,
        (cost, a) => chanceOf(a) * (usual * (marginRate - cost.discountRate) - cost.onOutcome) - cost.atOnce,
      ),
    };
  });
}

/** Mean expected margin of a policy, as the action it takes for each row. */
export function trueValue(rows: readonly KnownRow[], taken: (row: KnownRow) => number): number {
  return rows.reduce((sum, row) => sum + row.expected[taken(row)]!, 0) / rows.length;
}

/** Rows of predicted values as a matrix. */
export function stacked(values: readonly Float64Array[]): Matrix {
  const flat = new Float64Array(values.length * actions.length);
  for (const [i, each] of values.entries()) flat.set(each, i * actions.length);
  return { rows: values.length, columns: actions.length, values: flat };
}

function pick(random: SeededRandom, chances: readonly number[]): number {
  let left = random.next();
  for (const [place, chance] of chances.entries()) {
    left -= chance;
    if (left < 0) return place;
  }
  return chances.length - 1;
}

function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Log-normal with mean 1. */
function skewed(random: SeededRandom, sigma: number): number {
  return Math.exp(sigma * normal(random) - (sigma * sigma) / 2);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

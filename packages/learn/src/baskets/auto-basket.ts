import { requireWhole } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import { basketFeatures, basketSignals } from "./basket-features.ts";
import { basketLines } from "./basket-lines.ts";
import type { BasketLog } from "./basket-log.ts";
import { type ChoiceSet, fitConditionalLogit } from "./conditional-logit.ts";
import { dayAfter } from "./day-after.ts";
import { type EarlierLog, logBefore, logWithoutLast } from "./earlier-log.ts";
import { requireAfter, requireShopper } from "./known-numbers.ts";
import { itemPopularity } from "./profiles.ts";
import { type BasketRanker, bestOf, popularityOrder } from "./ranking.ts";

/** How `autoBasket` learns. */
export interface AutoBasketOptions {
  /** The day of the prediction where the log has days; by default the day after its last basket. */
  readonly now?: number;
  /** At most so many past baskets are learned from; by default 1500. */
  readonly samples?: number;
  readonly seed?: string;
}

/** The automatic method, with what it chose. */
export interface AutoBasket extends BasketRanker {
  /** The way of scoring that did best on validation baskets. */
  readonly chosen: string;
  /** Recall at 10 of each way of scoring on validation baskets that its weights were not fitted on. */
  readonly validation: readonly { readonly method: string; readonly recall: number }[];
  /** Weight of each signal in the score. */
  readonly weights: Readonly<Record<string, number>>;
}

/** One past basket with what was known before it. */
interface Sample extends ChoiceSet {
  /** Items of the basket, also those that are no candidates. */
  readonly size: number;
}

const penalties = [1, 10, 100] as const;
const leastSamples = 40;

/**
 * Orders items by a weighted sum of signals: what the shopper buys again (counts, decays, the item's own repeat rate), what
 * similar shoppers buy, what goes with the last basket, what is popular now, and where days are known, when: days since, decay
 * by days, overdue or not yet due by the item's usual gap. The weights are fitted to *past* baskets (conditional logit over
 * each shopper's candidates): with days, to the first basket after each of two earlier days, everything later left out; without,
 * to every shopper's last basket. Half of these baskets choose between penalties and the plain ways of scoring (frequency,
 * decay, decay with neighbours), which are weights too; the choice is then fitted on all. With fewer than 40 past
 * baskets it is personal top frequency.
 * @throws LearnError naming `options.samples` or `options.now` (days before the last basket)
 */
export function autoBasket(log: BasketLog, options: AutoBasketOptions = {}): AutoBasket {
  const { samples: most = 1500, seed = "auto-basket" } = options;
  requireWhole("options.samples", most, 2);
  const now = options.now ?? dayAfter(log);
  requireAfter(log, now);

  const samples = pastBaskets(log, most, seed);
  const { chosen, weights, validation } =
    samples.length < leastSamples
      ? { ...plainWays[0]!, chosen: plainWays[0]!.method, validation: [] }
      : choose(samples);
  const candidatesOf = basketFeatures(log, now);
  const popular = popularityOrder(itemPopularity(log));
  return {
    name: "auto",
    chosen,
    validation,
    weights: Object.fromEntries(basketSignals.map((signal, j) => [signal, weights[j]!])),
    rank(shopper, count) {
      requireShopper(log, shopper, count);
      const { items, features } = candidatesOf(shopper);
      const best = bestOf(count, popular);
      for (let row = 0; row < items.length; row++) best.offer(items[row]!, dot(weights, features, row));
      return best.filled();
    },
  };
}

const width = basketSignals.length;

/** Plain ways of scoring, written as weights over the same signals. */
const plainWays: readonly { readonly method: string; readonly weights: Float64Array }[] = [
  { method: "personal top frequency", weights: weightsOf({ "own share of baskets": 1e4, popularity: 1 }) },
  { method: "decayed frequency", weights: weightsOf({ "own slow decay": 1e4, popularity: 1 }) },
  { method: "fast decayed frequency", weights: weightsOf({ "own medium decay": 1e4, popularity: 1 }) },
];

function weightsOf(some: Partial<Record<(typeof basketSignals)[number], number>>): Float64Array {
  return Float64Array.from(basketSignals, (signal) => some[signal] ?? 0);
}

function choose(samples: readonly Sample[]) {
  const fitting = samples.filter((_, k) => k % 2 === 0);
  const held = samples.filter((_, k) => k % 2 === 1);
  const ways = [
    ...penalties.map((l2) => ({
      method: `blend, penalty ${l2}`,
      weights: fitConditionalLogit(fitting, width, l2).weights,
      refit: () => fitConditionalLogit(samples, width, l2).weights,
    })),
    ...plainWays.map((way) => ({ ...way, refit: () => way.weights })),
  ];
  const validation = ways.map(({ method, weights }) => ({ method, recall: meanRecall(held, weights) }));
  const best = validation.reduce((top, way, k) => (way.recall > validation[top]!.recall ? k : top), 0);
  return { chosen: ways[best]!.method, weights: ways[best]!.refit(), validation };
}

function meanRecall(samples: readonly Sample[], weights: Float64Array): number {
  let total = 0;
  for (const { features, chosen, size } of samples) {
    const scores = Float64Array.from(chosen, (_, row) => dot(weights, features, row));
    const edge = scores.length > 10 ? Float64Array.from(scores).sort()[scores.length - 10]! : Number.NEGATIVE_INFINITY;
    let hits = 0;
    for (let row = 0; row < scores.length; row++) if (chosen[row] === 1 && scores[row]! >= edge) hits++;
    total += hits / size;
  }
  return total / samples.length;
}

function dot(weights: Float64Array, features: Float32Array, row: number): number {
  let sum = 0;
  for (let j = 0, at = row * width; j < width; j++, at++) sum += weights[j]! * features[at]!;
  return sum;
}

function pastBaskets(log: BasketLog, most: number, seed: string): Sample[] {
  const earlier: { past: EarlierLog; now: number }[] = log.days
    ? earlierDays(log.days).map((day) => ({ past: logBefore(log, day), now: day }))
    : [{ past: logWithoutLast(log), now: 0 }];
  const asked = earlier.flatMap(({ past }, when) =>
    Array.from(past.next, (basket, shopper) => ({ when, shopper, basket })).filter(({ basket }) => basket >= 0),
  );
  const drawn = seededRandom(seed).shuffle(asked).slice(0, most);
  const samples: Sample[] = [];
  for (const [when, { past, now }] of earlier.entries()) {
    const candidatesOf = basketFeatures(past.log, now);
    for (const { shopper, basket } of drawn.filter((each) => each.when === when)) {
      const bought = new Set(basketLines(log, basket));
      const { items, features } = candidatesOf(shopper);
      const chosen = Uint8Array.from(items, (item) => Number(bought.has(item)));
      samples.push({ features, chosen, weight: 1 / bought.size, size: bought.size });
    }
  }
  return samples;
}

/** Two days before which 80 % and 60 % of the baskets lie. */
function earlierDays(days: Float64Array): number[] {
  const sorted = Float64Array.from(days).sort();
  return [...new Set([0.8, 0.6].map((share) => sorted[Math.floor(share * sorted.length)]!))];
}

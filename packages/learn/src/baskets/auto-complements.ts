import { requireWhole } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import { basketLines } from "./basket-lines.ts";
import type { BasketLog } from "./basket-log.ts";
import { type CompanionRanker, coPurchaseRanking } from "./co-purchase-ranking.ts";
import { type CompanionOptions, rankingWith } from "./companion-ranking.ts";
import { dayAfter } from "./day-after.ts";
import { logBefore, logWithoutLast } from "./earlier-log.ts";
import { itemBaskets } from "./item-baskets.ts";
import { requireAfter } from "./known-numbers.ts";
import { itemPopularity } from "./profiles.ts";
import { popularityOrder } from "./ranking.ts";

/** How `autoComplements` chooses. */
export interface AutoComplementsOptions {
  /** The day of the prediction where the log has days; by default the day after its last basket. */
  readonly now?: number;
  /** At most so many baskets of each earlier time are tried, three items of each; by default 1500. */
  readonly samples?: number;
  readonly seed?: string;
}

/** The automatic ranking of companions, with what it chose. */
export interface AutoComplements extends CompanionRanker {
  readonly chosen: string;
  /** For each way tried, the share of validation baskets of which another item was among the first 10. */
  readonly validation: readonly { readonly method: string; readonly hit: number }[];
}

const leastSamples = 50;

const itemsOfEach = 3;

const grid: readonly CompanionOptions[] = [0.5, 0.75].flatMap((size) =>
  [5, 15, 40].flatMap((prior) => [1, 0.8].map((repeat) => ({ halfLife: 90, size, prior, repeat }))),
);

/**
 * What goes with an item: co-purchase counts or `companionRanking` with the options under which, from three items of each later
 * basket of at least three, most often another was found. Later baskets: with days, those after each of two days, before
 * which half and three quarters of all lie; without, every shopper's last. With fewer than 50 such baskets it is co-purchase counts.
 * @throws LearnError naming `options.samples` or `options.now` (days before the last basket)
 */
export function autoComplements(log: BasketLog, options: AutoComplementsOptions = {}): AutoComplements {
  const { samples: most = 1500, seed = "auto-complements" } = options;
  requireWhole("options.samples", most, 1);
  const now = options.now ?? dayAfter(log);
  requireAfter(log, now);

  const trials = log.days ? datedTrials(log, log.days, most, seed) : [lastBasketTrial(log, most, seed)];
  const plain = coPurchaseRanking(log);
  const asked = trials.reduce((sum, { samples }) => sum + samples.length, 0);
  if (asked < leastSamples) return { ...plain, name: "auto", chosen: plain.name, validation: [] };

  const hits = trials.map(({ past, now: then, samples }) =>
    waysOn(past, then).map((way) => {
      const ranker = way();
      return { method: ranker.name, hits: hitCount(ranker, samples) };
    }),
  );
  const validation = hits[0]!.map(({ method }, way) => ({
    method,
    hit: hits.reduce((sum, trial) => sum + trial[way]!.hits, 0) / asked,
  }));
  const best = validation.reduce((top, way, k) => (way.hit > validation[top]!.hit ? k : top), 0);
  const ranker = waysOn(log, now)[best]!();
  return { name: "auto", rank: ranker.rank, chosen: ranker.name, validation };
}

/** The ways of ranking, each built when it is called. */
function waysOn(log: BasketLog, now: number): (() => CompanionRanker)[] {
  const index = itemBaskets(log);
  const popular = popularityOrder(itemPopularity(log));
  return [() => coPurchaseRanking(log), ...grid.map((each) => () => rankingWith(log, index, popular, now, each))];
}

interface Sample {
  readonly item: number;
  readonly others: ReadonlySet<number>;
}

function hitCount(ranker: CompanionRanker, samples: readonly Sample[]): number {
  const ranked = new Map<number, Int32Array>();
  let hits = 0;
  for (const { item, others } of samples) {
    const list = ranked.get(item) ?? ranker.rank(item, 10);
    ranked.set(item, list);
    if (list.some((other) => others.has(other))) hits++;
  }
  return hits;
}

/** What was known on an earlier day, and what was bought later. */
interface Trial {
  readonly past: BasketLog;
  readonly now: number;
  readonly samples: readonly Sample[];
}

/** Two earlier days, so that no single season decides: baskets from one to the next, and from the second on. */
function datedTrials(log: BasketLog, days: Float64Array, most: number, seed: string): Trial[] {
  const sorted = Float64Array.from(days).sort();
  const cuts = [...new Set([0.5, 0.75].map((share) => sorted[Math.floor(share * sorted.length)]!))];
  return cuts.map((cut, k) => {
    const end = cuts[k + 1] ?? Number.POSITIVE_INFINITY;
    const later = allBaskets(log).filter((basket) => days[basket]! >= cut && days[basket]! < end);
    return { past: logBefore(log, cut).log, now: cut, samples: samplesOf(log, later, most, `${seed} ${k}`) };
  });
}

function lastBasketTrial(log: BasketLog, most: number, seed: string): Trial {
  const { log: past, next } = logWithoutLast(log);
  return {
    past,
    now: 0,
    samples: samplesOf(
      log,
      [...next].filter((basket) => basket >= 0),
      most,
      seed,
    ),
  };
}

function allBaskets(log: BasketLog): number[] {
  return Array.from({ length: log.lineStarts.length - 1 }, (_, basket) => basket);
}

function samplesOf(log: BasketLog, baskets: readonly number[], most: number, seed: string): Sample[] {
  const random = seededRandom(seed);
  const large = baskets.filter((basket) => basketLines(log, basket).length >= 3);
  return random
    .shuffle(large)
    .slice(0, most)
    .flatMap((basket) => {
      const bought = [...basketLines(log, basket)];
      const asked = random.shuffle([...bought]).slice(0, itemsOfEach);
      return asked.map((item) => ({ item, others: new Set(bought.filter((other) => other !== item)) }));
    });
}

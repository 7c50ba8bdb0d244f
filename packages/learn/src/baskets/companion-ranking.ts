import { LearnError } from "../errors/index.ts";
import { accumulator } from "./accumulator.ts";
import { basketLines } from "./basket-lines.ts";
import type { BasketLog } from "./basket-log.ts";
import type { CompanionRanker } from "./co-purchase-ranking.ts";
import { type ItemBaskets, itemBaskets } from "./item-baskets.ts";
import { requireItem } from "./known-numbers.ts";
import { edgeOfHighest } from "./neighbours.ts";
import { itemPopularity } from "./profiles.ts";
import { bestOf, type PopularityOrder, popularityOrder } from "./ranking.ts";

/** How past baskets count for what goes with an item. */
export interface CompanionOptions {
  /** Days after which a basket counts half; `Infinity` for all alike. Without days in the log it has no effect. */
  readonly halfLife: number;
  /** A basket of `n` others counts n^−size: a basket of two says that they belong together, one of fifty hardly does. */
  readonly size: number;
  /** How many baskets the average of all recent baskets counts for: what shrinks rarely bought items towards it. */
  readonly prior: number;
  /** What a basket still counts once an item of it is on the list, in [0, 1]: below 1 the list covers several purposes. */
  readonly repeat: number;
}

const backgroundHalfLife = 30;
const considered = 150;

/**
 * Ranks what stands in baskets with an item by weighted, shrunk co-purchases, picked one by one: a basket that holds an item
 * already picked counts less for the next (greedy cover of the past baskets with diminishing returns: Nemhauser, Wolsey,
 * Fisher 1978; for diversified results Agrawal et al. 2009), so that any one of the list is likelier to be wanted.
 * @param now the day from which ages count
 * @throws LearnError naming the option that is out of range
 */
export function companionRanking(log: BasketLog, now: number, options: CompanionOptions): CompanionRanker {
  const { halfLife, size, prior, repeat } = options;
  if (!(halfLife > 0)) throw new LearnError("options.halfLife", `is ${halfLife}; days above 0 are needed`);
  if (!(size >= 0)) throw new LearnError("options.size", `is ${size}; 0 or more is needed`);
  if (!(prior >= 0)) throw new LearnError("options.prior", `is ${prior}; 0 or more is needed`);
  if (!(repeat >= 0 && repeat <= 1)) throw new LearnError("options.repeat", `is ${repeat}; a share lies in [0, 1]`);
  return rankingWith(log, itemBaskets(log), popularityOrder(itemPopularity(log)), now, options);
}

/** The same with the parts that do not hang on the options, so that many options can be tried. */
export function rankingWith(
  log: BasketLog,
  index: ItemBaskets,
  popular: PopularityOrder,
  now: number,
  { halfLife, size, prior, repeat }: CompanionOptions,
): CompanionRanker {
  const weightOf = (basket: number, days: number) => {
    const others = Math.max(1, log.lineStarts[basket + 1]! - log.lineStarts[basket]! - 1);
    return (log.days && days < Infinity ? 2 ** ((log.days[basket]! - now) / days) : 1) * others ** -size;
  };
  const background = averageBasket(log, prior, (basket) => weightOf(basket, backgroundHalfLife), now);
  const backgroundOrder = popularityOrder(background);
  const sums = accumulator(log.items);

  return {
    name: `companions (${halfLife}, ${size}, ${prior}, ${repeat})`,
    rank(item, count) {
      requireItem(log, item, count);
      sums.clear();
      const baskets = index.baskets.subarray(index.starts[item], index.starts[item + 1]);
      const weights = Float64Array.from(baskets, (basket) => weightOf(basket, halfLife));
      for (let k = 0; k < baskets.length; k++) {
        const end = log.lineStarts[baskets[k]! + 1]!;
        for (let line = log.lineStarts[baskets[k]!]!; line < end; line++) sums.add(log.lines[line]!, weights[k]!);
      }
      const shortlist = bestOf(considered + count, popular);
      // Most of what was ever bought with a popular item falls off the list again: told by one look, not by a place on it.
      const together = sums.touched();
      const worths = new Float64Array(together.length);
      for (let k = 0; k < worths.length; k++) worths[k] = sums.values[together[k]!]! + background[together[k]!]!;
      const edge = edgeOfHighest(worths, considered + count + 1);
      for (let k = 0; k < together.length; k++)
        if (together[k] !== item && worths[k]! >= edge) shortlist.offer(together[k]!, worths[k]!);
      for (const other of backgroundOrder.order.subarray(0, count + 1))
        if (other !== item && sums.values[other] === 0 && background[other]! > 0)
          shortlist.offer(other, background[other]!);
      const left = [...shortlist.filled(item)];

      const picked: number[] = [];
      while (picked.length < count && left.length > 0) {
        let best = 0;
        const worth = (k: number) => sums.values[left[k]!]! + background[left[k]!]!;
        for (let k = 1; k < left.length; k++) if (worth(k) > worth(best)) best = k;
        const [chosen] = left.splice(best, 1) as [number];
        picked.push(chosen);
        if (repeat === 1) continue;
        // Both lists ascend, so that the baskets that hold both items are found without reading any.
        const holding = index.baskets.subarray(index.starts[chosen], index.starts[chosen + 1]);
        for (let k = 0, h = 0; k < baskets.length && h < holding.length; k++) {
          while (h < holding.length && holding[h]! < baskets[k]!) h++;
          if (holding[h] !== baskets[k]) continue;
          const lost = weights[k]! * (1 - repeat);
          weights[k]! -= lost;
          for (const other of basketLines(log, baskets[k]!)) sums.values[other]! -= lost;
        }
      }
      return Int32Array.from(picked);
    },
  };
}

/** How much each item weighs in `prior` baskets that are like the average recent one. */
function averageBasket(log: BasketLog, prior: number, weightOf: (basket: number) => number, now: number): Float64Array {
  const share = new Float64Array(log.items);
  let total = 0;
  for (let basket = 0; basket < log.lineStarts.length - 1; basket++) {
    const weight = weightOf(basket);
    total += log.days ? 2 ** ((log.days[basket]! - now) / backgroundHalfLife) : 1;
    for (const item of basketLines(log, basket)) share[item]! += weight;
  }
  return share.map((each) => (prior * each) / Math.max(total, Number.MIN_VALUE));
}

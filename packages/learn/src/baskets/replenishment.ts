import { LearnError, requireLevel, requireWhole } from "../errors/index.ts";
import type { BasketLog } from "./basket-log.ts";
import { dayAfter } from "./day-after.ts";
import { type Due, dueFrom, fitGapHazard, type GapHazard, type Wait } from "./gap-hazard.ts";
import { requireAfter, requireItem, requireShopper } from "./known-numbers.ts";
import { itemDays, requireDays, shopperDays } from "./purchase-days.ts";
import { shrunkGap } from "./shrunk-gap.ts";

/** How far ahead and how sure. */
export interface ReplenishmentOptions {
  /** The day asked on; by default the day after the last basket. */
  readonly now?: number;
  /** Days ahead within which the purchase is awaited; by default 90. */
  readonly horizon?: number;
  /** Level of the intervals; by default 0.8. */
  readonly level?: number;
}

/** When shoppers buy again, and when what they bought runs out. Days are in the log's own count. */
export interface Replenishment {
  /** The next purchase of anything; undefined for a shopper without baskets. Throws LearnError naming `shopper`. */
  nextPurchase(shopper: number): Due | undefined;
  /** The next purchase of an item that the shopper bought before; undefined if they never did. Throws naming `shopper` or `item`. */
  runOut(shopper: number, item: number): Due | undefined;
}

const shrinkage = { shopper: 2, item: 5, itemOfShopper: 2 } as const;
const mostWaits = 40_000;

/**
 * Learns from every gap in the log and from every wait that still goes on how the daily chance to buy depends on the time
 * waited, the gap expected and the number of purchases so far. The expected gap is the shopper's own, recent gaps counting
 * more, shrunk towards that of all shoppers; for an item, the shopper's own gaps for it shrunk towards the item's, and these
 * towards all items'. Answers are conditional on the wait until now. Gaps and waits are taken from at most 40,000
 * shopper–item pairs, every n-th.
 * @throws LearnError naming `log` (no days, or nobody bought twice), `options.now`, `options.horizon` or `options.level`
 */
export function replenishment(log: BasketLog, options: ReplenishmentOptions = {}): Replenishment {
  requireDays(log);
  const { now = dayAfter(log), horizon = 90, level = 0.8 } = options;
  requireWhole("options.horizon", horizon, 1);
  requireLevel("options.level", level);
  requireAfter(log, now);

  const shoppers = Array.from({ length: log.shoppers }, (_, shopper) => shopperDays(log, shopper));
  const usual = meanOfGaps(shoppers);
  if (usual === undefined) throw new LearnError("log", "nobody bought on two days; a gap is needed to learn from");
  const shopperHazard = fitGapHazard(shoppers.flatMap((each) => waits(each, now, usual, shrinkage.shopper)));
  const items = itemGaps(log, now);

  return {
    nextPurchase(shopper) {
      requireShopper(log, shopper);
      return due(shopperHazard, shoppers[shopper]!, usual, shrinkage.shopper);
    },
    runOut(shopper, item) {
      requireShopper(log, shopper);
      requireItem(log, item);
      const own = itemDays(log, shopper).get(item) ?? [];
      return due(items.hazard ?? shopperHazard, own, items.gapOf(item) ?? usual, shrinkage.itemOfShopper);
    },
  };

  function due(hazard: GapHazard, own: readonly number[], prior: number, strength: number): Due | undefined {
    const last = own.at(-1);
    if (last === undefined) return undefined;
    const wait = { gap: shrunkGap(own, prior, strength), purchases: own.length };
    return dueFrom(hazard, now, Math.max(1, Math.ceil(now - last)), wait, horizon, level);
  }
}

/** Every gap of a sequence, seen with what was known when it began, and the wait that goes on at `now`. */
function waits(days: readonly number[], now: number, prior: number, strength: number): Wait[] {
  return days.flatMap((day, k) => {
    const next = days[k + 1];
    const length = Math.round(next === undefined ? now - day - 1 : next - day);
    if (length < 1) return [];
    const gap = shrunkGap(days.slice(0, k + 1), prior, strength);
    return [{ days: length, bought: next !== undefined, purchases: k + 1, gap }];
  });
}

function itemGaps(log: BasketLog, now: number) {
  const sequences: { item: number; days: number[] }[] = [];
  const sums = new Float64Array(log.items);
  const counts = new Float64Array(log.items);
  for (let shopper = 0; shopper < log.shoppers; shopper++) {
    for (const [item, days] of itemDays(log, shopper)) {
      sequences.push({ item, days });
      sums[item]! += days.at(-1)! - days[0]!;
      counts[item]! += days.length - 1;
    }
  }
  const usual = meanOfGaps(sequences.map(({ days }) => days));
  if (usual === undefined) return { hazard: undefined, gapOf: () => undefined };
  const gapOf = (item: number) => ((sums[item] ?? 0) + shrinkage.item * usual) / ((counts[item] ?? 0) + shrinkage.item);
  const every = Math.ceil(sequences.length / mostWaits);
  const learned = sequences.filter((_, k) => k % every === 0);
  const all = learned.flatMap(({ item, days }) => waits(days, now, gapOf(item), shrinkage.itemOfShopper));
  return { hazard: all.some(({ bought }) => bought) ? fitGapHazard(all) : undefined, gapOf };
}

function meanOfGaps(sequences: readonly (readonly number[])[]): number | undefined {
  let sum = 0;
  let gaps = 0;
  for (const days of sequences) {
    if (days.length < 2) continue;
    sum += days.at(-1)! - days[0]!;
    gaps += days.length - 1;
  }
  return gaps === 0 ? undefined : Math.max(0.5, sum / gaps);
}

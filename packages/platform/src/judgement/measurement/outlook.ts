import { shoppersToProof } from "./anytime.ts";
import { type Effect, isEnough, leastBuyers, leastShoppers } from "./effect.ts";
import type { Tally } from "./tally.ts";

/** How sure a figure is, and how long it takes until it is. */
export interface Outlook {
  /**
   * - `proven`: the interval leaves 0 out.
   * - `open`: it does not yet; `shoppers` more are needed if the estimate stays as it is.
   * - `no-end`: at this estimate not even a hundred times as many shoppers would do.
   * - `too-early`: too few shoppers or purchases for an interval; at least `shoppers` more are needed.
   * - `no-holdout`: nobody was withheld, so that nothing can be proven however long it runs.
   * - `nothing-yet`: no outcome is known.
   */
  readonly state: "proven" | "open" | "no-end" | "too-early" | "no-holdout" | "nothing-yet";
  /** How many more, where `state` says so. */
  readonly shoppers?: number;
  /** Days until then at the rate of the last four weeks; absent while nobody new comes. */
  readonly days?: number;
}

const dayMs = 86_400_000;
const rateDays = 28;

/** @param effect what {@link Tally} says, if it says anything */
export function outlookOf(tally: Tally, effect: Effect | undefined): Outlook {
  const shoppers = tally.totals.size;
  if (shoppers === 0) return { state: tally.withoutHoldout > 0 ? "no-holdout" : "nothing-yet" };
  if (!effect) return { state: "too-early", ...wait(tally, Math.max(1, shoppersToBegin(tally) - shoppers)) };
  const { value, low, high } = effect.perDecision;
  if (low > 0 || high < 0) return { state: "proven" };
  const needed = shoppersToProof(value, effect.standardError, shoppers);
  return needed === undefined ? { state: "no-end" } : { state: "open", ...wait(tally, needed - shoppers) };
}

/** As many as bring what is scarcest to its least number, in the present proportions. */
function shoppersToBegin(tally: Tally): number {
  const { totals, shoppers, buyers } = tally;
  if (isEnough(tally)) return totals.size;
  // One more than there are stands in for the first that has not come yet.
  const missing = (least: number, present: number) => least / Math.max(1, present);
  const scarcest = Math.max(
    missing(leastShoppers, Math.min(shoppers.treated, shoppers.holdout)),
    missing(leastBuyers, buyers.treated + buyers.holdout),
  );
  return Math.ceil(totals.size * scarcest);
}

function wait({ joined, lastAt }: Tally, shoppers: number): { shoppers: number; days?: number } {
  const since = Math.max(lastAt - rateDays * dayMs, joined[0] ?? lastAt);
  const days = Math.max(1, (lastAt - since) / dayMs);
  const lately = joined.filter((at) => at > lastAt - rateDays * dayMs).length;
  return { shoppers, ...(lately > 0 && { days: Math.ceil((shoppers * days) / lately) }) };
}

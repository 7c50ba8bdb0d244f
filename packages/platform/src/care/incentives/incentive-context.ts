import type { UsualBasket } from "../../judgement/programs/index.ts";
import type { SeenReturn } from "../../judgement/repurchase/index.ts";

/** A return as the incentive's arithmetic reads it. */
export interface IncentiveContext extends SeenReturn {
  /** Share of revenue that is margin, 0..1. */
  readonly marginRate: number;
  /** False where the shop sends no costs and the retailer's assumed rate stands in. */
  readonly marginKnown: boolean;
  /** Whether the catalogue holds a product that the shopper had not bought before the return. */
  readonly hasNewProduct: boolean;
  /** Of the store that took the goods, in the retailer's own system; null for none. */
  readonly storeKey: string | null;
}

/** What the next basket is taken to be worth, minor units: the mean of the earlier ones, else what came back. */
function expectedBasket({ before, amount }: IncentiveContext): number {
  return before.meanBasket === undefined ? amount : Number(before.meanBasket);
}

/** The usual basket, and what one product is of it: at most half, lest one line count as the whole basket. */
export function usualBasket(context: IncentiveContext): UsualBasket {
  return {
    amount: expectedBasket(context),
    marginRate: context.marginRate,
    oneProduct: 1 / Math.max(2, context.linesPerOrder),
    units: context.before.meanUnits,
  };
}

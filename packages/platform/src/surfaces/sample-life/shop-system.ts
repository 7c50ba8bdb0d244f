import type { OrderRecord } from "@aftercare/simulator";
import { decideReturn, handOverOfferOperation } from "../../care/incentives/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Context, Runtime } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import type { Basket } from "../../means/offers/basket.schema.ts";
import { redeemForPurchaseOperation } from "../../means/offers/index.ts";

/** The system that the sample retailer's records come from. */
export const source = "sample";

/** An offer that was handed over. */
export interface HandedOver {
  readonly code: string;
  readonly terms: { readonly kind: string };
  readonly expiresAt: number;
}

/**
 * Asks for the decision about a return and hands over what was chosen, as the counter does; undefined where that is nothing. Asked again it
 * is the same offer.
 */
export async function askAtCounter({ work, clock }: Runtime, returnId: Id<"ret">): Promise<HandedOver | undefined> {
  return work.run(source, async (tx) => {
    const decision = await decideReturn({ tx, clock }, returnId);
    if (decision.chosen === "none" || decision.retrospective) return undefined;
    const { code, terms, expiresAt } = await handOverOfferOperation.run(asShop(tx, clock), decision);
    return terms && { code, terms, expiresAt: expiresAt.getTime() };
  });
}

/**
 * Redeems an offer at the checkout, for an order that is sent afterwards; answers what it takes off in cents, undefined where it cannot be used.
 * Asked again for the same order it is the same answer.
 */
export async function redeemAtCheckout(
  { work, clock }: Runtime,
  code: string,
  { id, currency, lines }: OrderRecord,
): Promise<number | undefined> {
  const basket: Basket = {
    currency,
    lines: lines.map(({ sku, quantity, amount, discount = 0 }) => ({
      sku,
      quantity,
      amount: BigInt(amount - discount),
    })),
  };
  const asked = { purchase: { source, number: id }, basket, codes: [code] };
  try {
    const { given } = await work.run(source, (tx) => redeemForPurchaseOperation.run(asShop(tx, clock), asked));
    return Number(given);
  } catch (error) {
    // Expired, revoked, used at a till meanwhile, or nothing in this basket to use it on: the shopper pays the full price.
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** Who asks: the shop's own till and checkout. */
export function asShop(tx: Tx, clock: Runtime["clock"]): Context {
  const session = { token: undefined, start: () => {}, end: () => {} };
  return { tx, clock, actor: { role: "service", id: source, scope: {} }, locale: "en", session };
}

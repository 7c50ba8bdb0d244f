import { z } from "zod";
import { symbolsOf } from "../../foundation/codes/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../foundation/problems/index.ts";
import { markRedeemed } from "./mark-redeemed.ts";
import { redeemForPurchase } from "./quote.contract.ts";
import { readOffers } from "./read-offers.ts";
import { refuseUnused } from "./refuse-unused.ts";
import { weighBasket } from "./weigh-basket.ts";

/** The purchase already has its offers, and they were not these for this basket. */
const purchaseRedeemedOtherwise = problemKind("purchase-redeemed-otherwise", 409);
const quoteChanged = problemKind("quote-changed", 409);

type Asked = z.output<(typeof redeemForPurchase)["input"]>;

/**
 * The shop's checkout redeems what its shopper entered, in the transaction of its own order or right before. All codes or none: the price that was
 * shown counted on each of them.
 */
export const redeemForPurchaseOperation = operation(redeemForPurchase, {
  by: { service: anything, manager: anything, admin: anything },
  async run({ tx, clock, locale }, asked) {
    const { purchase, basket, storeId, given } = asked;
    const now = clock.now();
    // The row comes first: of two calls for one purchase the second waits here, and then finds what the first was answered.
    const claimed = await claim(tx, asked, now);
    if ("earlier" in claimed) return claimed.earlier;
    if (storeId !== undefined) await requireStore(tx, storeId);
    const codes = await readOffers(tx, asked.codes, { lock: true });
    const quote = await weighBasket(tx, { codes, basket, purchase, now, locale });
    refuseUnused(quote);
    if (given !== undefined && given !== quote.given)
      throw quoteChanged({ given: Number(quote.given), quoted: Number(given) });
    const orderId = await knownOrder(tx, purchase);
    for (const [index, { found }] of codes.entries()) {
      if (typeof found === "string") continue;
      const taken = quote.offers[index]!.given;
      await markRedeemed(tx, found, { at: now, storeId, orderId, purchase, given: taken });
    }
    const answer = { ...quote, purchase, redeemedAt: now };
    await tx.db
      .updateTable("offer_redemptions")
      .set({ answer: JSON.stringify(z.encode(redeemForPurchase.output, answer)) })
      .where("id", "=", claimed.id)
      .execute();
    return answer;
  },
});

/**
 * Takes the purchase for these offers, or answers what the same request was answered before.
 * @throws purchase-redeemed-otherwise (409) when its offers were redeemed by another request
 */
async function claim(tx: Tx, asked: Asked, now: Date) {
  const { purchase, basket, storeId } = asked;
  const codes = asked.codes.map(symbolsOf).sort();
  const lines = basket.lines.map(({ sku, quantity, amount }) => [sku, quantity, Number(amount)]);
  const request = JSON.stringify([codes, basket.currency, lines, storeId ?? null]);
  const inserted = await tx.db
    .insertInto("offer_redemptions")
    .values({ id: newId(), ...purchase, request, answer: "null", redeemed_at: now, cancelled_at: null })
    .onConflict((conflict) => conflict.columns(["source", "number"]).where("cancelled_at", "is", null).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (inserted) return { id: inserted.id };
  const first = await tx.db
    .selectFrom("offer_redemptions")
    .select(["request", "answer"])
    .where("source", "=", purchase.source)
    .where("number", "=", purchase.number)
    .where("cancelled_at", "is", null)
    .executeTakeFirstOrThrow();
  if (JSON.stringify(first.request) !== request) throw purchaseRedeemedOtherwise({ number: purchase.number });
  return { earlier: redeemForPurchase.output.parse(first.answer) };
}

async function requireStore(tx: Tx, storeId: string): Promise<void> {
  const store = await tx.db.selectFrom("stores").select("id").where("id", "=", storeId).executeTakeFirst();
  if (!store) throw notFound({ field: "storeId" });
}

/** Mostly none yet: the shop sends the order after it was paid. */
async function knownOrder(tx: Tx, { source, number }: Asked["purchase"]): Promise<Id<"ord"> | undefined> {
  const order = await tx.db
    .selectFrom("orders")
    .select("id")
    .where("source", "=", source)
    .where("key", "=", number)
    .executeTakeFirst();
  return order?.id as Id<"ord"> | undefined;
}

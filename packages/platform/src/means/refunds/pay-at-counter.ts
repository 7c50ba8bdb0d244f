import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { issueCard, refillPayingCard } from "../gift-cards/index.ts";
import { intendRefund, type WantedRefund } from "./intend-refund.ts";
import { lockRefund } from "./lock-refund.ts";
import { succeed } from "./record-answer.ts";
import { refundLeg } from "./refund-leg.ts";
import type { Leg, Refund } from "./refund-tables.ts";

/**
 * As it was paid, cash out of the till, or a gift card for whoever stands there; a giver's order is told nothing of a card that its gift became.
 */
type CounterMoney =
  | { readonly kind: "original" | "cash" }
  | { readonly kind: "gift-card"; readonly holderId: string; readonly isGift: boolean };

/** A new gift card, with its code this one time. */
interface HandedCard {
  readonly amount: bigint;
  readonly code: string;
}

/**
 * Gives money back across the counter: promised and handed over in one, under the order's one ceiling. The same reference again gives nothing. As it
 * was paid, what a gift card paid is given here, onto that card or as one for whoever stands there; the rest is sent.
 * @returns the refund, and the new gift cards to hand over
 * @throws not-found (404), bad-input (400), refund-exceeds-paid, refund-part-exceeds-paid, refund-reference-reused (409)
 */
export async function payAtCounter(
  tx: Tx,
  clock: Clock,
  wanted: Omit<WantedRefund, "destination" | "legs">,
  how: CounterMoney,
): Promise<{ readonly refund: Refund; readonly cards: readonly HandedCard[] }> {
  const { amount, actor } = wanted;
  const provider = how.kind === "cash" ? "till" : "gift-card";
  const refund = await intendRefund(tx, clock, {
    ...{ ...wanted, destination: how.kind === "gift-card" ? "gift-card" : "original" },
    ...(how.kind !== "original" && { legs: [{ provider, amount }] }),
  });
  const locked = await lockRefund(tx, refund.id);
  let { legs } = locked;
  const cards: HandedCard[] = [];
  for (const leg of locked.legs) {
    if (leg.state !== "intended" || leg.provider !== provider) continue;
    if (provider === "gift-card") cards.push(...(await handCard(tx, clock, leg, { actor, how })));
    const handed = { ...leg, state: refundLeg.next(leg.state, "submit") };
    await succeed(tx, clock, { refund, legs, leg: handed }, { actor });
    legs = legs.map((one) => (one.id === leg.id ? { ...one, state: "succeeded" } : one));
  }
  return { refund, cards };
}

/** @returns the new card, where the money is not on the one that paid */
async function handCard(
  tx: Tx,
  clock: Clock,
  leg: Leg,
  { actor, how }: { readonly actor: string; readonly how: CounterMoney },
): Promise<HandedCard[]> {
  const { amount, currency, order_id: orderId, id: refundLegId } = leg;
  const share = { amount, currency, refundLegId, actor };
  if (leg.payment_id !== null) {
    const payment = await tx.db.selectFrom("payments").select("reference").where("id", "=", leg.payment_id).execute();
    const paymentReference = payment[0]?.reference ?? null;
    if (await refillPayingCard(tx, clock, { ...share, orderId, paymentReference })) return [];
  }
  const { code } = await issueCard(tx, clock, {
    ...{
      ...share,
      shopperId: how.kind === "gift-card" ? how.holderId : leg.shopper_id,
      because: "refund",
      tell: "hand",
    },
    reference: toWire("rfl", leg.id as Id<"rfl">),
    ...(!(how.kind === "gift-card" && how.isGift) && { orderId }),
  });
  return code === undefined ? [] : [{ amount, code }];
}

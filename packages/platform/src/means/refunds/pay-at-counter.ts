import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { issueCard } from "../gift-cards/index.ts";
import { intendRefund, type WantedRefund } from "./intend-refund.ts";
import { lockRefund } from "./lock-refund.ts";
import { succeed } from "./record-answer.ts";
import { refundLeg } from "./refund-leg.ts";
import type { Refund } from "./refund-tables.ts";

/** Cash out of the till, or a gift card for whoever stands there; a giver's order is told nothing of a card that its gift became. */
type CounterMoney =
  | { readonly kind: "cash" }
  | { readonly kind: "gift-card"; readonly holderId: string; readonly isGift: boolean };

/**
 * Gives money back across the counter: promised and handed over in one, under the order's one ceiling. The same reference again gives nothing.
 * @returns the refund, and of a new gift card its code, this one time
 * @throws not-found (404), bad-input (400), refund-exceeds-paid, refund-part-exceeds-paid, refund-reference-reused (409)
 */
export async function payAtCounter(
  tx: Tx,
  clock: Clock,
  wanted: Omit<WantedRefund, "destination" | "legs">,
  how: CounterMoney,
): Promise<{ readonly refund: Refund; readonly code?: string }> {
  const { amount, actor, orderId } = wanted;
  const isCash = how.kind === "cash";
  const refund = await intendRefund(tx, clock, {
    ...{ ...wanted, destination: isCash ? "original" : "gift-card" },
    legs: [{ provider: isCash ? "till" : "gift-card", amount }],
  });
  const locked = await lockRefund(tx, refund.id);
  let code: string | undefined;
  for (const leg of locked.legs) {
    if (leg.state !== "intended") continue;
    if (how.kind === "gift-card") {
      const card = await issueCard(tx, clock, {
        ...{ shopperId: how.holderId, amount: leg.amount, currency: leg.currency, because: "refund", tell: "hand" },
        ...{ reference: toWire("rfl", leg.id as Id<"rfl">), refundLegId: leg.id, actor },
        ...(!how.isGift && { orderId }),
      });
      code = card.code;
    }
    await succeed(tx, clock, { ...locked, leg: { ...leg, state: refundLeg.next(leg.state, "submit") } }, { actor });
  }
  return { refund, ...(code !== undefined && { code }) };
}

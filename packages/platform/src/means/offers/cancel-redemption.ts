import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { cancelRedemption } from "./quote.contract.ts";
import { reverseOffer } from "./reverse-offer.ts";

/** For an order that was never paid or was called off before anything was handed over; afterwards it is a return. */
export const cancelRedemptionOperation = operation(cancelRedemption, {
  by: { service: anything, agent: anything, manager: anything, admin: anything },
  async run({ tx, clock }, { purchase: { source, number } }) {
    const now = clock.now();
    const cancelled = await tx.db
      .updateTable("offer_redemptions")
      .set({ cancelled_at: now })
      .where("source", "=", source)
      .where("number", "=", number)
      .where("cancelled_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (!cancelled) throw notFound({ field: "purchase" });
    const offers = await tx.db
      .selectFrom("offers")
      .selectAll()
      .where("purchase_source", "=", source)
      .where("purchase_number", "=", number)
      .where("state", "=", "redeemed")
      .orderBy("code")
      .forUpdate()
      .execute();
    const open = [];
    for (const offer of offers) {
      const { code, state, expires_at: expiresAt } = await reverseOffer(tx, offer, { cause: "cancelled", now });
      open.push({ code, state, expiresAt });
    }
    return { offers: open };
  },
});

import type { ActionTerms } from "../../facts/actions/index.ts";
import { offerIssued } from "../../facts/offers/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { scheduleTimer } from "../../foundation/timers/index.ts";
import { expireOffer } from "./expire-offer.ts";
import { issueRules } from "./issue-rules.ts";
import { expiryOf, offerProcess } from "./offer.ts";
import { newOfferCode } from "./offer-code.ts";
import { aboutOffer } from "./offer-event.ts";
import type { Offer } from "./offer-view.ts";

export interface NewOffer {
  readonly action: string;
  /** Undefined only for a decision of an earlier release. */
  readonly terms: ActionTerms | undefined;
  /** Of the sums in the terms. */
  readonly currency: string;
  readonly decisionId: Id<"dec">;
  readonly shopperId?: Id<"shp"> | undefined;
  /** The return that the offer makes up for. */
  readonly returnId?: Id<"ret"> | undefined;
}

/**
 * Issues the offer of a decision, good until the end of the thirtieth day after (business time). Asked again for the same decision, also at the same
 * moment, it answers the offer that is there.
 */
export async function issueOffer(tx: Tx, wanted: NewOffer, now: Date): Promise<Offer> {
  const { timeZone } = await readRetailer(tx);
  const issued = await tx.db
    .insertInto("offers")
    .values({
      id: newId<"ofr">(),
      shopper_id: wanted.shopperId ?? null,
      decision_id: wanted.decisionId,
      return_id: wanted.returnId ?? null,
      action: wanted.action,
      terms: wanted.terms === undefined ? null : JSON.stringify(wanted.terms),
      currency: wanted.currency,
      code: newOfferCode(),
      state: offerProcess.initial,
      issued_at: now,
      expires_at: expiryOf(now, timeZone),
      redeemed_at: null,
      redeemed_store_id: null,
      redeemed_order_id: null,
      ...(await issueRules(tx, wanted.decisionId, wanted.terms)),
    })
    // Waits for another transaction that is issuing it right now; looking first would let both through.
    .onConflict((conflict) => conflict.column("decision_id").doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!issued) {
    return tx.db
      .selectFrom("offers")
      .selectAll()
      .where("decision_id", "=", wanted.decisionId)
      .executeTakeFirstOrThrow();
  }
  const { subject, data } = aboutOffer(issued);
  const expiresAt = issued.expires_at;
  await scheduleTimer(tx, expireOffer, { key: issued.id, subject, at: expiresAt, data: { offerId: data.offerId } });
  const returnId = wanted.returnId === undefined ? {} : { returnId: wanted.returnId };
  await tx.append(offerIssued({ subject, at: now, data: { ...data, ...returnId, expiresAt } }));
  return issued;
}

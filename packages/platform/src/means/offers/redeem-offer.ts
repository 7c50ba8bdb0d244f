import { translator } from "@aftercare/messages";
import { offerRedeemed } from "../../facts/offers/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, type Context, operation, type Rule } from "../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../foundation/problems/index.ts";
import { cancelTimer } from "../../foundation/timers/index.ts";
import { expireOffer } from "./expire-offer.ts";
import { lockOffer } from "./lock-offer.ts";
import { redeemOffer } from "./offer.contract.ts";
import { offerProcess } from "./offer.ts";
import { aboutOffer } from "./offer-event.ts";
import { type Offer, viewOffer } from "./offer-view.ts";

const offerAlreadyRedeemed = problemKind("offer-already-redeemed", 409);
const offerRanOut = problemKind("offer-expired", 409);

const inOwnStore: Rule<{ storeId?: string | undefined }> = {
  name: "in own store",
  allows: ({ actor }, { storeId }) => storeId === undefined || storeId === actor.scope["storeId"],
};

export const redeemOfferOperation = operation(redeemOffer, {
  by: { associate: inOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor, locale }, { code, orderId, ...input }) {
    const offer = await lockOffer(tx, code);
    await refuseUsedUp(tx, offer, clock.now(), locale);
    const storeId = input.storeId ?? (actor.scope["storeId"] as Id<"sto"> | undefined);
    await requireKnown(tx, storeId, orderId);
    const redeemed = await tx.db
      .updateTable("offers")
      .set({
        state: offerProcess.next(offer.state, "redeem"),
        redeemed_at: clock.now(),
        redeemed_store_id: storeId ?? null,
        redeemed_order_id: orderId ?? null,
      })
      .where("id", "=", offer.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await cancelTimer(tx, expireOffer, offer.id);
    const { subject, data } = aboutOffer(offer);
    const where = { ...(storeId !== undefined && { storeId }), ...(orderId !== undefined && { orderId }) };
    await tx.append(offerRedeemed({ subject, at: clock.now(), data: { ...data, ...where } }));
    return viewOffer(tx, redeemed, clock.now());
  },
});

/** Tells the till in its own language when and where an offer was used, or when it ran out; `at` is for programs. */
async function refuseUsedUp(tx: Tx, offer: Offer, now: Date, locale: Context["locale"]): Promise<void> {
  const over = offer.state === "expired" || offer.expires_at <= now;
  const at = offer.redeemed_at ?? (over ? offer.expires_at : undefined);
  if (at === undefined) return;
  const store =
    offer.redeemed_store_id === null
      ? undefined
      : await tx.db
          .selectFrom("stores")
          .select(["name", "time_zone"])
          .where("id", "=", offer.redeemed_store_id)
          .executeTakeFirst();
  const zone = store?.time_zone ?? (await readRetailer(tx)).timeZone;
  const words = translator(locale).inTimeZone(zone);
  const when = { code: offer.code, when: words.dateTime(at, "long"), at: at.toISOString() };
  if (offer.redeemed_at === null) throw offerRanOut(when);
  throw offerAlreadyRedeemed({ ...when, where: store?.name ?? words.t("common.channel.online") });
}

async function requireKnown(tx: Tx, storeId: string | undefined, orderId: string | undefined): Promise<void> {
  if (storeId !== undefined) {
    const store = await tx.db.selectFrom("stores").select("id").where("id", "=", storeId).executeTakeFirst();
    if (!store) throw notFound({ field: "storeId" });
  }
  if (orderId !== undefined) {
    const order = await tx.db.selectFrom("orders").select("id").where("id", "=", orderId).executeTakeFirst();
    if (!order) throw notFound({ field: "orderId" });
  }
}

import { translator } from "@aftercare/messages";
import type { ActionTerms } from "../../facts/actions/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, type Context, operation, type Rule } from "../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../foundation/problems/index.ts";
import { lockOffer } from "./lock-offer.ts";
import { markRedeemed } from "./mark-redeemed.ts";
import { redeemOffer } from "./offer.contract.ts";
import { type Offer, viewOffer, whatIsGiven } from "./offer-view.ts";
import { refuseUnused } from "./refuse-unused.ts";
import { weighBasket } from "./weigh-basket.ts";

const offerAlreadyRedeemed = problemKind("offer-already-redeemed", 409);
const offerRanOut = problemKind("offer-expired", 409);

const inOwnStore: Rule<{ storeId?: string | undefined }> = {
  name: "in own store",
  allows: ({ actor }, { storeId }) => storeId === undefined || storeId === actor.scope["storeId"],
};

export const redeemOfferOperation = operation(redeemOffer, {
  by: { associate: inOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor, locale }, { code, orderId, basket, ...input }) {
    const now = clock.now();
    const offer = await lockOffer(tx, code);
    await refuseUsedUp(tx, offer, now, locale);
    const storeId = input.storeId ?? (actor.scope["storeId"] as Id<"sto"> | undefined);
    await requireKnown(tx, storeId, orderId);
    let given = certainlyGiven(whatIsGiven(offer).terms);
    if (basket) {
      const codes = [{ typed: code, found: offer }];
      const quote = await weighBasket(tx, { codes, basket, purchase: { orderId }, now, locale });
      refuseUnused(quote);
      given = quote.given;
    }
    return viewOffer(tx, await markRedeemed(tx, offer, { at: now, storeId, orderId, given }), now);
  },
});

/** What an offer takes off every purchase that it may be used on; undefined where the basket decides. */
function certainlyGiven(terms: ActionTerms | undefined): bigint | undefined {
  switch (terms?.kind) {
    case "amount-off":
      return terms.amount <= (terms.leastBasket ?? 0) ? BigInt(terms.amount) : undefined;
    case "free-trial":
    case "extra-points":
      return 0n;
    default:
      return undefined;
  }
}

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

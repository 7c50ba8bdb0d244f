import type { Selectable } from "kysely";
import type { z } from "zod";
import { ActionTerms } from "../../facts/actions/index.ts";
import { qrSvg } from "../../foundation/barcodes/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { OfferView } from "./offer.contract.ts";
import type { OfferTable } from "./offer-table.ts";

export type Offer = Selectable<OfferTable>;

type View = z.output<typeof OfferView>;

/** Offers as they are listed, without their pictures. One whose time is over reads "expired" even when its timer has not gone off yet. */
export async function listedOffers(
  tx: DatabaseTx,
  offers: readonly Offer[],
  now: Date,
): Promise<Omit<View, "qrSvg">[]> {
  const storeIds = offers.flatMap((offer) => offer.redeemed_store_id ?? []);
  const stores =
    storeIds.length === 0
      ? []
      : await tx.db.selectFrom("stores").select(["id", "name"]).where("id", "in", storeIds).execute();
  const nameOf = new Map(stores.map((store) => [store.id, store.name]));
  return offers.map((offer) => {
    const store = nameOf.get(offer.redeemed_store_id ?? "");
    return {
      offerId: offer.id as Id<"ofr">,
      code: offer.code,
      action: offer.action,
      ...whatIsGiven(offer),
      ...(offer.shopper_id !== null && { shopperId: offer.shopper_id as Id<"shp"> }),
      ...(offer.decision_id !== null && { decisionId: offer.decision_id as Id<"dec"> }),
      state: offer.state === "issued" && offer.expires_at <= now ? "expired" : offer.state,
      issuedAt: offer.issued_at,
      expiresAt: offer.expires_at,
      ...(offer.redeemed_at !== null && { redeemedAt: offer.redeemed_at }),
      ...(store !== undefined && { redeemedAtStore: store }),
      ...(offer.given !== null && { given: offer.given }),
      ...(offer.reinstated_at !== null && { reinstatedAt: offer.reinstated_at }),
      ...(offer.reversed_at !== null && { reversedAt: offer.reversed_at }),
    };
  });
}

/** Offers as they are shown, each with its code as a picture. */
export async function viewOffers(tx: DatabaseTx, offers: readonly Offer[], now: Date): Promise<View[]> {
  const listed = await listedOffers(tx, offers, now);
  return listed.map((offer) => ({ ...offer, qrSvg: qrSvg(offer.code) }));
}

/** The terms of an offer and their currency, as far as they are known. */
export function whatIsGiven({ terms, currency }: Pick<Offer, "terms" | "currency">): {
  terms?: ActionTerms;
  currency?: string;
} {
  return { ...(terms !== null && { terms: ActionTerms.parse(terms) }), ...(currency !== null && { currency }) };
}

export async function viewOffer(tx: DatabaseTx, offer: Offer, now: Date): Promise<View> {
  const [view] = await viewOffers(tx, [offer], now);
  return view!;
}

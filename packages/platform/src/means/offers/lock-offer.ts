import type { Tx } from "../../foundation/events/index.ts";
import { offerNotFound } from "./find-offer.ts";
import { readOfferCode } from "./offer-code.ts";
import type { Offer } from "./offer-view.ts";

/**
 * The offer of a typed code, locked until the transaction ends: whoever wants it at the same moment waits, and then sees
 * what became of it.
 * @throws offer-code-mistyped (400), offer-not-found (404)
 */
export async function lockOffer(tx: Tx, typed: string): Promise<Offer> {
  const code = readOfferCode(typed);
  const offer = await tx.db.selectFrom("offers").selectAll().where("code", "=", code).forUpdate().executeTakeFirst();
  if (!offer) throw offerNotFound({ code });
  return offer;
}

import type { Resolution } from "../../../facts/return-requests/return-request.schema.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { requirePromotionsKept } from "./kept-promotions.ts";
import { readWanted, type WantedReturn, type WantedUnits } from "./read-wanted.ts";
import { staysThere } from "./return-offer.ts";
import { readSettledOrder } from "./settled-before.ts";

/** A gift, and the shopper of their own as whom whoever was given it gives it back. */
export interface GivenBack {
  readonly giftId: string;
  readonly bearerId: string;
}

/** What whoever was given something can have for it: other goods, or its value as their own, and never the money of who paid. */
const forBearers: readonly Resolution[] = ["exchange", "store-credit"];

/**
 * What holds where a gift is given back by whoever was given it: the terms of the purchase, less what is the buyer's own. The rights that the law
 * gives a buyer stay theirs, also that to a cure; goods that come back, and are here, are what a gift is worth, so nothing is given before they came
 * nor for what is kept. Pure.
 */
export function asGift(wanted: WantedReturn, { bearerId }: GivenBack): WantedReturn {
  const { order, offer } = wanted;
  const coming = offer.methods.filter(({ method }) => !staysThere(method));
  const lines = wanted.wanted.map((line) => {
    const { terms } = line;
    const isOpen = terms.isOpen && !terms.isCureOnly;
    return { ...line, terms: { ...terms, isOpen, isCureOnly: false, law: { ...terms.law, isDue: false } } };
  });
  // Nothing is kept in stock for what a person has to grant first.
  const isGranted = lines.every(({ terms }) => terms.isOpen);
  const others = forBearers.filter((each) => offer.resolutions.includes(each) && (isGranted || each !== "exchange"));
  return {
    ...wanted,
    order: { ...order, shopper_id: bearerId },
    wanted: lines,
    offer: {
      methods: coming.length > 0 ? coming : [{ method: "store", fee: 0n, way: undefined }],
      resolutions: [...others, "gift-card"],
      timing: offer.timing === "inspected" ? "inspected" : "received",
    },
    deferred: undefined,
    refundBy: undefined,
  };
}

/**
 * What whoever was given lines of an order can have for them now.
 * @throws not-found (404), units-not-available, promotion-would-break (409)
 */
export async function readGiftOffer(
  tx: DatabaseTx,
  now: Date,
  {
    orderId,
    lines,
    gift,
  }: { readonly orderId: string; readonly lines: readonly WantedUnits[]; readonly gift: GivenBack },
): Promise<WantedReturn> {
  const wanted = asGift(await readWanted(tx, now, orderId, lines), gift);
  await requirePromotionsKept(wanted, () => readSettledOrder(tx, orderId));
  return wanted;
}

import { actionOffer } from "@aftercare/messages";
import type { Offer, Order, PageContext } from "../views.ts";
import { OfferCode } from "./offer-code.tsx";

type Words = PageContext["words"];

interface OfferCardProps {
  readonly words: Words;
  readonly order: Order;
  readonly offer: Offer;
}

/** An offer: what it is in words, how to use it, and until when; or what became of it. */
export function OfferCard({ words, order, offer }: OfferCardProps) {
  const open = offer.state === "issued";
  return (
    <article class={open ? "card offer" : "card offer over"}>
      <h3>{offerTitle(words, offer)}</h3>
      {open ? (
        <>
          {offer.reinstatedAt !== undefined && <p>{words.t("shopper.offers.again")}</p>}
          <p>{words.t("shopper.offers.how")}</p>
          <OfferCode words={words} offer={offer} />
          <p class="small soft">
            {words.t("shopper.offers.valid-until", { day: words.date(new Date(offer.expiresAt), "full") })}
          </p>
          <a class="button quiet" href={`/orders/${order.orderId}/offers/${offer.code}`}>
            {words.t("shopper.offers.enlarge")}
          </a>
        </>
      ) : (
        <p>
          <span class="tag">{words.t(`shopper.offers.state.${offer.state}`)}</span>{" "}
          <span class="small soft">{whatBecameOf(words, offer)}</span>
        </p>
      )}
    </article>
  );
}

/** What is given, said by its terms. */
export function offerTitle(words: Words, offer: Offer): string {
  return actionOffer(words, { ...offer, id: offer.action });
}

function whatBecameOf(words: Words, offer: Offer): string {
  const on = (at: string) => ({ day: words.date(new Date(at), "full") });
  if (offer.state === "reversed" && offer.reversedAt !== undefined) {
    return words.t("shopper.offers.reversed-on", on(offer.reversedAt));
  }
  if (offer.redeemedAt === undefined) {
    return offer.state === "expired" ? words.t("shopper.offers.expired-on", on(offer.expiresAt)) : "";
  }
  return offer.redeemedAtStore === undefined
    ? words.t("shopper.offers.redeemed-on", on(offer.redeemedAt))
    : words.t("shopper.offers.redeemed-at", { ...on(offer.redeemedAt), store: offer.redeemedAtStore });
}

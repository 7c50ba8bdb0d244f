import type { Offer, Order, PageContext } from "../views.ts";
import { OfferCard } from "./offer-card.tsx";

interface OffersProps extends Pick<PageContext, "words"> {
  readonly title: string;
  readonly order: Order;
  readonly offers: readonly Offer[];
}

/** A list of offers under a heading; nothing where there are none. */
export function Offers({ words, title, order, offers }: OffersProps) {
  if (offers.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <div class="stack">
        {offers.map((offer) => (
          <OfferCard key={offer.offerId} words={words} order={order} offer={offer} />
        ))}
      </div>
    </section>
  );
}

/** Whether the shopper can still use it. */
export function isOpen(offer: Offer): boolean {
  return offer.state === "issued";
}

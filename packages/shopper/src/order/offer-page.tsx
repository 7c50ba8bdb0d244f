import { Page } from "../layout/page.tsx";
import type { OfferPageView } from "../views.ts";
import { OfferCard, offerTitle } from "./offer-card.tsx";
import { OfferCode } from "./offer-code.tsx";

/** One offer for the till: the picture as large as the phone allows, and the code in letters. */
export function OfferPage({ order, offer, ...context }: OfferPageView) {
  const { words } = context;
  const title = offerTitle(words, offer);
  const footer = <a href={`/orders/${order.orderId}`}>{words.t("shopper.back-to-order", { number: order.number })}</a>;
  return (
    <Page {...context} title={title} footer={footer}>
      {offer.state === "issued" ? (
        <section class="till">
          <h1>{title}</h1>
          <OfferCode words={words} offer={offer} />
          <p class="soft">
            {words.t("shopper.offers.valid-until", { day: words.date(new Date(offer.expiresAt), "full") })}
          </p>
        </section>
      ) : (
        <>
          <section class="opening">
            <h1>{words.t("shopper.offers.over")}</h1>
          </section>
          <OfferCard words={words} order={order} offer={offer} />
        </>
      )}
    </Page>
  );
}

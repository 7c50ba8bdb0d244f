import { Page } from "../layout/page.tsx";
import type { OrderPageView } from "../views.ts";
import { headlineOf } from "./headline.ts";
import { Items } from "./items.tsx";
import { isOpen, Offers } from "./offers.tsx";
import { Parcels } from "./parcels.tsx";
import { Points } from "./points.tsx";
import { Returns } from "./returns.tsx";

/** An order as its shopper reads it: where it is, what we have for them, what they bought, how it travelled, what came back. */
export function OrderPage({ order, offers, points, ...context }: OrderPageView) {
  const { words } = context;
  const headline = headlineOf(order);
  const placed = words.t("shopper.order.identity", {
    number: order.number,
    day: words.date(new Date(order.placedAt), "long"),
    channel: order.storeName ?? words.t(`common.channel.${order.channel}`),
  });
  const past = offers.filter((offer) => !isOpen(offer));
  const footer = <a href="/">{words.t("shopper.look-up-another")}</a>;
  return (
    <Page {...context} title={words.t("shopper.order.title", { number: order.number })} footer={footer}>
      <section class="opening">
        <h1>{words.t(headline.key, { ...headline.values, day: words.date(headline.on, "full") })}</h1>
        <p class="soft small">{placed}</p>
      </section>
      <Offers words={words} order={order} offers={offers.filter(isOpen)} title={words.t("shopper.offers.open")} />
      <Items words={words} order={order} />
      <Parcels words={words} order={order} />
      <Returns words={words} order={order} />
      <Points words={words} points={points} />
      <Offers words={words} order={order} offers={past} title={words.t("shopper.offers.past")} />
    </Page>
  );
}

import type { Order, PageContext } from "../views.ts";

/** What came back, when, and what it was worth. */
export function Returns({ words, order }: Pick<PageContext, "words"> & { readonly order: Order }) {
  if (order.returns.length === 0) return null;
  return (
    <section>
      <h2>{words.t("shopper.returns.title", { count: order.returns.length })}</h2>
      <ul class="rows">
        {order.returns.map((one) => (
          <li key={one.returnId}>
            <span class="what">
              <b>
                {words.t("shopper.returns.came-back", { count: one.units, day: words.date(new Date(one.at), "long") })}
              </b>
              <span class="small soft">{words.t("shopper.returns.number", { number: one.number })}</span>
            </span>
            <span class="num">{words.money({ amount: one.amount, currency: order.currency })}</span>
          </li>
        ))}
      </ul>
      <p class="small soft note">{words.t("shopper.returns.worth")}</p>
    </section>
  );
}

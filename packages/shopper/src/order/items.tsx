import type { Order, PageContext } from "../views.ts";

/** What was bought, how much of it came back, and what was paid: the lines, shipping and the total. */
export function Items({ words, order }: Pick<PageContext, "words"> & { readonly order: Order }) {
  const money = (amount: number) => words.money({ amount, currency: order.currency });
  const shipped = order.channel !== "store" || order.shipping !== 0;
  return (
    <section>
      <h2>{words.t("shopper.items.title")}</h2>
      <ul class="rows">
        {order.lines.map((line) => (
          <li key={line.line}>
            <span class="what">
              <b>{line.title ?? line.sku}</b>
              <span class="small soft">
                {words.t("common.pieces", { count: line.quantity })}
                {undoneOf(words, line).map((part) => ` · ${part}`)}
              </span>
            </span>
            <span class="num">{money(line.paid)}</span>
          </li>
        ))}
      </ul>
      <dl class="sums">
        {shipped && (
          <>
            <dt class="soft">{words.t("shopper.items.shipping")}</dt>
            <dd class="num soft">
              {order.shipping === 0 ? words.t("shopper.items.shipping-free") : money(order.shipping)}
            </dd>
          </>
        )}
        <dt>{words.t("shopper.items.total")}</dt>
        <dd class="num">{money(order.total)}</dd>
      </dl>
      <p class="small note-below">
        <a href={`/orders/${order.orderId}/gift`}>{words.t("gifts.make.link")}</a>
      </p>
    </section>
  );
}

function undoneOf(words: PageContext["words"], line: Order["lines"][number]): string[] {
  const { quantity, returnedQuantity, cancelledQuantity: cancelled = 0 } = line;
  const returned = returnedQuantity - cancelled;
  const said = (key: "returned" | "cancelled", count: number) => {
    if (count === 0) return [];
    return [count === quantity ? words.t(`shopper.items.all-${key}`) : words.t(`shopper.items.${key}`, { count })];
  };
  return [...said("returned", returned), ...said("cancelled", cancelled)];
}

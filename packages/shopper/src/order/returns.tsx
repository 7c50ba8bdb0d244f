import type { Order, PageContext } from "../views.ts";

interface ReturnsProps extends Pick<PageContext, "words"> {
  readonly order: Order;
}

/** What came back, when, and what it was worth; and what was called off before it left. */
export function Returns({ words, order }: ReturnsProps) {
  const receipts = order.returns.filter(({ isCancellation }) => !isCancellation);
  const calledOff = order.returns.filter(({ isCancellation }) => isCancellation);
  return (
    <>
      {receipts.length > 0 && (
        <section>
          <h2>{words.t("shopper.returns.title", { count: receipts.length })}</h2>
          <Units words={words} order={order} returns={receipts} />
          <p class="small soft note">{words.t("shopper.returns.worth")}</p>
        </section>
      )}
      {calledOff.length > 0 && (
        <section>
          <h2>{words.t("shopper.returns.called-off")}</h2>
          <Units words={words} order={order} returns={calledOff} />
        </section>
      )}
    </>
  );
}

function Units({ words, order, returns }: ReturnsProps & { readonly returns: Order["returns"] }) {
  return (
    <ul class="rows">
      {returns.map((one) => (
        <li key={one.returnId}>
          <span class="what">
            <b>
              {words.t("shopper.returns.came-back", { count: one.units, day: words.date(new Date(one.at), "long") })}
            </b>
            {!one.isCancellation && (
              <span class="small soft">{words.t("shopper.returns.number", { number: one.number })}</span>
            )}
          </span>
          <span class="num">{words.money({ amount: one.amount, currency: order.currency })}</span>
        </li>
      ))}
    </ul>
  );
}

import { stateOfMoney } from "../exchanges/state-of-money.ts";
import { Page } from "../layout/page.tsx";
import type { PaymentPageView } from "../views.ts";

/** What is asked for and why, and the one way to pay it: nothing is charged anywhere else. */
export function PaymentPage({ order, payment, ways, isBack, ...context }: PaymentPageView) {
  const { words, path } = context;
  const { kind, state } = payment;
  const amount = words.money(payment);
  const title = words.t(`exchanges.pay.title.${kind}`, { number: order.number });
  const isOpen = state === "open";
  return (
    <Page {...context} title={title} contract={order.number}>
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead">{isOpen && isBack ? words.t("exchanges.pay.state.looking") : stateOfMoney(words, payment)}</p>
      </section>
      <div class="card stack">
        <p class="amount">
          <strong>{amount}</strong>
        </p>
        {isOpen && <p>{words.t(`exchanges.pay.what.${kind}`)}</p>}
        {isOpen && (
          <p class="small soft">
            {words.t("exchanges.pay.until", { day: words.date(new Date(payment.until), "long") })}
          </p>
        )}
      </div>
      {isOpen && !isBack && <Way ways={ways} path={path} words={words} amount={amount} kind={kind} />}
      {isOpen && isBack && (
        <p>
          <a class="button quiet" href={path}>
            {words.t("exchanges.pay.again")}
          </a>
        </p>
      )}
      <p>
        <a href={`/orders/${order.orderId}`}>{words.t("exchanges.pay.to-order")}</a>
      </p>
    </Page>
  );
}

type WayProps = Pick<PaymentPageView, "ways" | "path" | "words"> & {
  readonly amount: string;
  readonly kind: PaymentPageView["payment"]["kind"];
};

function Way({ ways, path, words, amount, kind }: WayProps) {
  if (ways === "till") return <p class="notice">{words.t("exchanges.pay.at-till")}</p>;
  const label = words.t(`exchanges.pay.submit.${kind}`, { amount });
  if (ways === "page") {
    return (
      <p class="presses">
        <a class="button" href={`${path}/page`} rel="nofollow">
          {label}
        </a>
      </p>
    );
  }
  return (
    <form class="presses" method="post" action={path}>
      <button class="button" type="submit">
        {label}
      </button>
      <p class="small soft">{words.t("exchanges.pay.sample")}</p>
    </form>
  );
}

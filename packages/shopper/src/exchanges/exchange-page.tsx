import { Page } from "../layout/page.tsx";
import { dueWhen } from "../returns/next-steps.tsx";
import type { ExchangePageView } from "../views.ts";
import { ChooseInstead } from "./choose-instead.tsx";
import { ExchangeState } from "./exchange-state.tsx";

/** What a shopper gets for goods that go back: chosen here, and followed here. */
export function ExchangePage(view: ExchangePageView) {
  const { order, request, exchange, choices, problem, ...context } = view;
  const { words } = context;
  const title = words.t("exchanges.page.title", { number: request.number });
  const to = `/orders/${order.orderId}/returns/${request.returnRequestId}`;
  const sent = words.t(`exchanges.sent.${dueWhen(request)}`);
  const footer = <a href={to}>{words.t("exchanges.page.back", { number: request.number })}</a>;
  return (
    <Page {...context} title={title} footer={footer} contract={order.number}>
      {problem && (
        <div class="notice bad" role="alert">
          <strong>{problem.title}</strong>
          <p>{problem.detail}</p>
        </div>
      )}
      <section class="opening">
        <h1>{title}</h1>
        {choices && (
          <p class="lead">
            {words.t("exchanges.page.lead")} {sent}
          </p>
        )}
      </section>
      {exchange && <ExchangeState words={words} exchange={exchange} sent={sent} at={`${to}/exchange`} />}
      {choices && <ChooseInstead {...view} choices={choices} at={`${to}/exchange`} />}
      {request.isCureOnly && <p class="small soft">{words.t("exchanges.page.cure-first")}</p>}
      {choices && !request.isCureOnly && (
        <details class="call-off">
          <summary>{words.t("exchanges.page.money")}</summary>
          <form class="stack" method="post" action={`${to}/exchange/money`}>
            <p>{words.t("exchanges.page.money-note")}</p>
            <button class="button quiet" type="submit">
              {words.t("exchanges.page.money-yes")}
            </button>
          </form>
        </details>
      )}
    </Page>
  );
}

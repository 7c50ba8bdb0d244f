import { returnReasonName } from "@aftercare/messages";
import { ExchangedFor } from "../exchanges/exchanged-for.tsx";
import { Page } from "../layout/page.tsx";
import type { ReturnRequestPageView } from "../views.ts";
import { NextSteps } from "./next-steps.tsx";
import { Photos } from "./photos.tsx";

/** A return that was announced: how it goes back, what comes next, where it stands, and the way to call it off. */
export function ReturnRequestPage(view: ReturnRequestPageView) {
  const { order, request, exchange, photos, problem, ...context } = view;
  const { words } = context;
  const title = words.t(`return-portal.request.title.${request.state}`);
  const { number } = request;
  const footer = <a href={`/orders/${order.orderId}`}>{words.t("shopper.back-to-order", { number: order.number })}</a>;
  return (
    <Page {...context} title={title} footer={footer} contract={order.number} takesPhotos={photos !== undefined}>
      {problem && (
        <div class="notice bad" role="alert">
          <strong>{problem.title}</strong>
          <p>{problem.detail}</p>
        </div>
      )}
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead num">{words.t("return-portal.request.number", { number, order: order.number })}</p>
        {request.declined !== undefined && (
          <p>{words.t("return-portal.request.declined", { because: request.declined })}</p>
        )}
      </section>
      <NextSteps words={words} request={request} />
      <Instead {...view} />
      <Money {...view} />
      {photos && <Photos words={words} order={order} request={request} photos={photos} />}
      <Goods {...view} />
      <CallOff {...view} />
    </Page>
  );
}

/** What it is exchanged for is chosen on a page of its own, and said here once it is, lest it be chosen again. */
function Instead({ words, request: { resolution, state, orderId, returnRequestId }, exchange }: ReturnRequestPageView) {
  if (resolution !== "exchange" || state === "requested" || state === "declined" || state === "cancelled") return null;
  const at = `/orders/${orderId}/returns/${returnRequestId}/exchange`;
  if (!exchange)
    return (
      <p>
        <a class="button" href={at}>
          {words.t("exchanges.page.open")}
        </a>
      </p>
    );
  return (
    <section>
      <h2>{words.t("exchanges.page.chosen")}</h2>
      <ExchangedFor words={words} exchange={exchange} />
      <p>
        <a class={exchange.state === "awaiting-payment" ? "button" : "button quiet"} href={at}>
          {words.t("exchanges.page.follow")}
        </a>
      </p>
    </section>
  );
}

function Goods({ words, order, request: { lines } }: ReturnRequestPageView) {
  return (
    <section>
      <h2>{words.t("return-portal.choose.lines")}</h2>
      <ul class="rows">
        {lines.map(({ line, quantity, received, sku, title, reason }) => (
          <li key={line}>
            <span class="what">
              <b>
                {quantity > 1 && `${words.number(quantity)} × `}
                {order.lines.find((one) => one.line === line)?.title ?? title ?? sku}
              </b>
              <span class="small soft">{returnReasonName(words, reason)}</span>
            </span>
            {received > 0 && (
              <span class="small soft">{words.t("return-portal.request.came", { received, quantity })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is still to come, and what was promised back so far. */
function Money({ words, request }: ReturnRequestPageView) {
  const { settled, fee, due = 0, dueBonus = 0, resolution, currency } = request;
  const money = (amount: number) => words.money({ amount, currency });
  return (
    <>
      {settled > 0 && (
        <section class="notice">
          <strong>{words.t("return-portal.request.settled", { amount: money(settled) })}</strong>
          {fee > 0 && <p>{words.t("return-portal.request.fee", { fee: money(fee) })}</p>}
        </section>
      )}
      {due > 0 && (
        <section>
          <h2>{words.t("return-portal.choose.what")}</h2>
          <dl class="sums">
            <dt>{words.t(`return-portal.choose.${resolution}.name`)}</dt>
            <dd class="num">{money(due)}</dd>
          </dl>
          {dueBonus > 0 && (
            <span class="tag good">{words.t("return-portal.choose.bonus", { amount: money(dueBonus) })}</span>
          )}
        </section>
      )}
    </>
  );
}

/** Asked once more in the same place: a slip of the thumb would make the label worthless. */
function CallOff({ words, request: { state, settled, orderId, returnRequestId } }: ReturnRequestPageView) {
  if ((state !== "open" && state !== "requested") || settled > 0) return null;
  return (
    <details class="call-off">
      <summary>{words.t("return-portal.request.cancel")}</summary>
      <form class="stack" method="post" action={`/orders/${orderId}/returns/${returnRequestId}/cancel`}>
        <p>
          <b>{words.t("return-portal.request.cancel-sure")}</b>{" "}
          {state === "open" && words.t("return-portal.request.cancel-note")}
        </p>
        <button class="button quiet" type="submit">
          {words.t("return-portal.request.cancel-yes")}
        </button>
      </form>
    </details>
  );
}

import { returnReasonName } from "@aftercare/messages";
import { Page } from "../layout/page.tsx";
import { NextSteps } from "../returns/next-steps.tsx";
import type { GiftReturnPageView } from "../views.ts";

/** A gift that goes back: how, what comes next, what is sent for it, and the way to call it off. */
export function GiftReturnPage({ giving, problem, ...context }: GiftReturnPageView) {
  const { words } = context;
  const title = words.t(`return-portal.request.title.${giving.state}`);
  const { giftId, returnRequestId, number, lines, instead, declined } = giving;
  return (
    <Page {...context} title={title} footer={<a href={`/gifts/${giftId}`}>{words.t("gifts.back")}</a>}>
      {problem && (
        <div class="notice bad" role="alert">
          <strong>{problem.title}</strong>
          <p>{problem.detail}</p>
        </div>
      )}
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead num">{number}</p>
        {declined !== undefined && <p>{words.t("return-portal.request.declined", { because: declined })}</p>}
      </section>
      <NextSteps words={words} request={{ ...giving, settled: 0 }} />
      {instead.length > 0 && (
        <section>
          <h2>{words.t("gifts.return.instead")}</h2>
          <ul class="rows">
            {instead.map(({ line, title: what, variant }) => (
              <li key={line}>
                <b>{variant === undefined ? what : `${what}, ${variant}`}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{words.t("return-portal.choose.lines")}</h2>
        <ul class="rows">
          {lines.map(({ line, quantity, received, sku, title: what = sku, reason }) => (
            <li key={line}>
              <span class="what">
                <b>
                  {quantity > 1 && `${words.number(quantity)} × `}
                  {what}
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
      {(giving.state === "open" || giving.state === "requested") && (
        <details class="call-off">
          <summary>{words.t("return-portal.request.cancel")}</summary>
          <form class="stack" method="post" action={`/gifts/${giftId}/returns/${returnRequestId}/cancel`}>
            <p>
              <b>{words.t("return-portal.request.cancel-sure")}</b>
            </p>
            <button class="button quiet" type="submit">
              {words.t("return-portal.request.cancel-yes")}
            </button>
          </form>
        </details>
      )}
      <p class="small soft">{words.t("gifts.private")}</p>
    </Page>
  );
}

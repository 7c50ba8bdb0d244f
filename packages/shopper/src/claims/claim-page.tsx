import { returnReasonName } from "@aftercare/messages";
import { Page } from "../layout/page.tsx";
import { NextSteps } from "../returns/next-steps.tsx";
import { Photos } from "../returns/photos.tsx";
import type { ClaimPageView } from "../views.ts";

/** A fault that was reported: where it stands, why, what is done, how it is sent in, and what the law says whatever is decided. */
export function ClaimPage(view: ClaimPageView) {
  const { order, claim, request, appeal: _, photos, problem, ...context } = view;
  const { words } = context;
  const title = words.t(`faults.claim.title.${claim.state}`);
  const footer = <a href={`/orders/${order.orderId}`}>{words.t("shopper.back-to-order", { number: order.number })}</a>;
  const next = nextOf(view);
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
        <p class="lead num">{words.t("faults.claim.number", { number: claim.number, order: order.number })}</p>
        {next !== undefined && <p>{next}</p>}
      </section>
      {claim.answer !== undefined && (
        <section class="notice">
          <strong>{words.t("faults.claim.answer")}</strong>
          <p>{claim.answer}</p>
        </section>
      )}
      <Actions {...view} />
      {request?.state === "open" && <NextSteps words={words} request={request} />}
      {photos && (
        <Photos
          words={words}
          order={order}
          address={`/orders/${order.orderId}/claims/${claim.claimId}/photos`}
          lead={words.t("faults.photos.lead")}
          photos={photos}
        />
      )}
      <Goods {...view} />
      <Law {...view} />
    </Page>
  );
}

function nextOf({ words, claim }: ClaimPageView): string | undefined {
  const { state, remedy, amount = 0, currency } = claim;
  if (state === "reported" || state === "lapsed") return words.t(`faults.claim.next.${state}`);
  // Nothing is sent in where the price is reduced.
  if (state === "declined" || (state !== "settled" && remedy === "price-reduction")) return undefined;
  return words.t(`faults.claim.next.${state}.${remedy}`, { amount: words.money({ amount, currency }) });
}

/** What the shopper can do now. */
function Actions({ words, order, claim, request, appeal }: ClaimPageView) {
  const home = `/orders/${order.orderId}`;
  const { state, remedy } = claim;
  return (
    <>
      {appeal?.canAppeal === true && (
        <section>
          <a class="button" href={`${home}/decisions`}>
            {words.t("faults.claim.appeal")}
          </a>
          <p class="small soft note-below">
            {words.t("appeals.page.until", { day: words.date(new Date(appeal.appealBy), "long") })}
          </p>
        </section>
      )}
      {appeal?.appeal !== undefined && (
        <p>
          <a class="button quiet" href={`${home}/decisions`}>
            {words.t("faults.claim.appealed")}
          </a>
        </p>
      )}
      {state === "lapsed" && (
        <p>
          <a class="button" href={`${home}/claim`}>
            {words.t("faults.link")}
          </a>
        </p>
      )}
      {request && state !== "lapsed" && (
        <p class="stack">
          {remedy === "replacement" && state !== "settled" && (
            <a class="button" href={`${home}/returns/${request.returnRequestId}/exchange`}>
              {words.t("faults.claim.replace")}
            </a>
          )}
          <a class="button quiet" href={`${home}/returns/${request.returnRequestId}`}>
            {words.t("faults.claim.return")}
          </a>
        </p>
      )}
    </>
  );
}

function Goods({ words, order, claim }: ClaimPageView) {
  const { lines, reportedAt, state, remedy, doubts } = claim;
  const isWaiting = state === "reported" || state === "declined";
  return (
    <>
      <section>
        <h2>{words.t("faults.claim.goods")}</h2>
        <ul class="rows">
          {lines.map(({ line, quantity, sku, title, reason, said }) => (
            <li key={`${line} ${reason}`}>
              <span class="what">
                <b>
                  {quantity > 1 && `${words.number(quantity)} × `}
                  {order.lines.find((one) => one.line === line)?.title ?? title ?? sku}
                </b>
                <span class="small soft">{returnReasonName(words, reason)}</span>
                {said !== undefined && <span class="small">{said}</span>}
              </span>
            </li>
          ))}
        </ul>
        <p class="small soft note">
          {words.t("faults.claim.reported", { day: words.date(new Date(reportedAt), "long") })}
        </p>
      </section>
      <section>
        <h2>{words.t(isWaiting ? "faults.claim.wanted" : "faults.claim.done")}</h2>
        <p>{words.t(`faults.remedy.${remedy}.name`)}</p>
      </section>
      {state === "reported" && doubts.length > 0 && (
        <section>
          <h2>{words.t("faults.claim.why")}</h2>
          <ul class="why">
            {doubts.map((doubt) => (
              <li key={doubt}>{words.t(`faults.doubt.${doubt}`)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Law({ words, claim: { law } }: ClaimPageView) {
  return (
    <section>
      <h2>{words.t("faults.choose.law")}</h2>
      <ul class="why">
        {law.until !== undefined && (
          <li>{words.t("faults.claim.law.until", { day: words.date(law.until, "long") })}</li>
        )}
        {law.isPresumed && <li>{words.t("faults.claim.law.presumed")}</li>}
        <li>{words.t("faults.claim.law.touched")}</li>
      </ul>
      {law.until !== undefined && (
        <p class="small soft note-below">{words.t("faults.choose.law.source", { source: law.source })}</p>
      )}
    </section>
  );
}

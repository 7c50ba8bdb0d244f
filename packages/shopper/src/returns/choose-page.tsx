import { returnReasonName } from "@aftercare/messages";
import { Page } from "../layout/page.tsx";
import type { ChooseReturnView } from "../views.ts";
import { Methods } from "./methods.tsx";
import { pickQuery } from "./pick-query.ts";
import { Resolutions } from "./resolutions.tsx";
import { whySentences } from "./why.ts";

/** What can be chosen for what goes back, side by side, with what is recommended picked already; and the one button that announces it. */
export function ChooseReturnPage(view: ChooseReturnView) {
  const { order, options, picked, reasons, instead, returnRequestId, typed, problem, ...context } = view;
  const { words } = context;
  const title = words.t("return-portal.choose.title");
  const footer = <a href={`/orders/${order.orderId}`}>{words.t("shopper.back-to-order", { number: order.number })}</a>;
  const why = whySentences(words, options, faultyReasons(reasons));
  const over = options.lines.filter(({ isOpen }) => !isOpen);
  return (
    <Page {...context} title={title} footer={footer} contract={order.number}>
      <section class="opening">
        <h1>{title}</h1>
      </section>
      {problem && (
        <div class="notice bad" role="alert">
          <strong>{problem.title}</strong>
          <p>{problem.detail}</p>
        </div>
      )}
      <GoingBack {...view} />
      <form class="choosing" method="post" action={`/orders/${order.orderId}/return`}>
        <input type="hidden" name="returnRequestId" value={returnRequestId} />
        {[...new URLSearchParams(pickQuery(picked))].map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <Resolutions words={words} order={order} options={options} instead={instead} chosen={typed.resolution} />
        <Methods words={words} options={options} chosen={typed.method} />
        {over.length > 0 && (
          <section class="notice">
            <h2>{words.t("return-portal.choose.plea.title")}</h2>
            <p id="plea-help">
              {words.t("return-portal.choose.plea.lead", { items: over.map((line) => titleOf(view, line)).join(", ") })}
            </p>
            <div class="field">
              <label for="plea">{words.t("return-portal.choose.plea.label")}</label>
              <textarea id="plea" name="plea" rows={3} maxLength={2000} required aria-describedby="plea-help">
                {typed.plea}
              </textarea>
            </div>
          </section>
        )}
        <details class="detail" open={Object.keys(typed.details).length > 0}>
          <summary>{words.t("return-portal.choose.detail")}</summary>
          {options.lines.map((line) => (
            <div key={line.line} class="field">
              <label for={`detail-${line.line}`}>
                {words.t("return-portal.choose.detail-of", { item: titleOf(view, line) })}
              </label>
              <textarea id={`detail-${line.line}`} name={`detail-${line.line}`} rows={2} maxLength={2000}>
                {typed.details[line.line]}
              </textarea>
            </div>
          ))}
        </details>
        {why.length > 0 && (
          <section>
            <h2>{words.t("return-portal.choose.why")}</h2>
            <ul class="why">
              {why.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
        )}
        <div class="stack">
          <button class="button" type="submit">
            {words.t(over.length > 0 ? "return-portal.choose.ask" : "return-portal.choose.confirm")}
          </button>
          <p class="small soft">{words.t("return-portal.choose.note")}</p>
        </div>
      </form>
    </Page>
  );
}

function GoingBack(view: ChooseReturnView) {
  const { words, order, options, picked, reasons } = view;
  const money = (amount: number) => words.money({ amount, currency: options.currency });
  return (
    <section>
      <h2>{words.t("return-portal.choose.lines")}</h2>
      <ul class="rows">
        {options.lines.map((line) => (
          <li key={line.line}>
            <span class="what">
              <b>
                {line.quantity > 1 && `${words.number(line.quantity)} × `}
                {titleOf(view, line)}
              </b>
              <span class="small soft">
                {returnReasonName(words, line.reason, reasons.lines.find((one) => one.line === line.line)?.tree)}
              </span>
            </span>
            <span class="num">{money(line.value)}</span>
          </li>
        ))}
      </ul>
      {options.restockingFee > 0 && (
        <p class="small soft note">{words.t("return-portal.choose.kept", { amount: money(options.restockingFee) })}</p>
      )}
      {options.promotions > 0 && (
        <p class="small soft note">
          {words.t("return-portal.choose.promotions", { amount: money(options.promotions) })}
        </p>
      )}
      {options.shipping > 0 && (
        <p class="small soft note">{words.t("return-portal.choose.postage", { amount: money(options.shipping) })}</p>
      )}
      <p class="note">
        <a href={`/orders/${order.orderId}/return?${pickQuery(picked)}`}>{words.t("return-portal.choose.change")}</a>
      </p>
    </section>
  );
}

function titleOf({ order }: ChooseReturnView, line: ChooseReturnView["options"]["lines"][number]): string {
  return order.lines.find((one) => one.line === line.line)?.title ?? line.title ?? line.sku;
}

function faultyReasons({ trees }: ChooseReturnView["reasons"]): ReadonlySet<string> {
  const reasons = trees.flatMap(({ branches }) => branches.flatMap((branch) => branch.reasons));
  return new Set(reasons.flatMap(({ reason, isFaulty }) => (isFaulty ? [reason] : [])));
}

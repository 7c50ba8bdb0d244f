import { returnReasonName } from "@aftercare/messages";
import { Page } from "../layout/page.tsx";
import { Methods } from "../returns/methods.tsx";
import { OptionCard } from "../returns/option-card.tsx";
import { pickQuery } from "../returns/pick-query.ts";
import { titleOf } from "../returns/picked-of-order.ts";
import type { ChooseRemedyView, ClaimOptions } from "../views.ts";
import { LawGives } from "./law-gives.tsx";

/** What can be asked for, with what the law gives and what becomes of each wish; and the one button that reports it. */
export function ChooseRemedyPage(view: ChooseRemedyView) {
  const { order, options, picked, claimId, typed, isFromReturn, problem, ...context } = view;
  const { words } = context;
  const title = words.t("faults.choose.title");
  const footer = <a href={`/orders/${order.orderId}`}>{words.t("shopper.back-to-order", { number: order.number })}</a>;
  return (
    <Page {...context} title={title} footer={footer} contract={order.number}>
      <section class="opening">
        <h1>{title}</h1>
        {isFromReturn && <p class="lead">{words.t("faults.choose.from-return")}</p>}
      </section>
      {problem && (
        <div class="notice bad" role="alert">
          <strong>{problem.title}</strong>
          <p>{problem.detail}</p>
        </div>
      )}
      <form class="choosing" method="post" action={`/orders/${order.orderId}/claim`}>
        <input type="hidden" name="claimId" value={claimId} />
        {isFromReturn && <input type="hidden" name="from" value="return" />}
        {[...new URLSearchParams(pickQuery(picked))].map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <Goods {...view} />
        <LawGives words={words} law={options.law} remedies={options.remedies} />
        <Remedies words={words} remedies={options.remedies} chosen={typed.remedy} />
        <Methods words={words} options={options} chosen={typed.method} />
        <div class="stack">
          <button class="button" type="submit">
            {words.t("faults.choose.send")}
          </button>
          <p class="small soft">{words.t("faults.choose.note")}</p>
        </div>
      </form>
    </Page>
  );
}

function Goods({ words, order, picked, reasons, typed }: ChooseRemedyView) {
  const titled = picked.map((one) => ({ ...one, item: titleOf(order, one.line) }));
  return (
    <section>
      <h2>{words.t("faults.choose.goods")}</h2>
      <ul class="rows">
        {titled.map(({ line, quantity, reason, item }) => (
          <li key={line}>
            <span class="what">
              <b>
                {quantity > 1 && `${words.number(quantity)} × `}
                {item}
              </b>
              <span class="small soft">
                {returnReasonName(words, reason, reasons.lines.find((one) => one.line === line)?.tree)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p class="note">
        <a href={`/orders/${order.orderId}/claim?${pickQuery(picked)}`}>{words.t("return-portal.choose.change")}</a>
      </p>
      {titled.map(({ line, item }) => (
        <div key={line} class="field note-below">
          <label for={`detail-${line}`}>
            {titled.length > 1 ? words.t("faults.choose.said-of", { item }) : words.t("faults.choose.said")}
          </label>
          <p class="small soft" id={`said-help-${line}`}>
            {words.t("faults.choose.said-help")} {words.t("faults.choose.photos")}
          </p>
          <textarea
            id={`detail-${line}`}
            name={`detail-${line}`}
            rows={3}
            maxLength={2000}
            aria-describedby={`said-help-${line}`}
          >
            {typed.details[line]}
          </textarea>
        </div>
      ))}
    </section>
  );
}

interface RemediesProps extends Pick<ChooseRemedyView, "words"> {
  readonly remedies: ClaimOptions["remedies"];
  readonly chosen: string | undefined;
}

/** In the order in which the law has them; none is picked from the start, since the choice is the shopper's. */
function Remedies({ words, remedies, chosen }: RemediesProps) {
  return (
    <section>
      <h2 id="what">{words.t("faults.choose.what")}</h2>
      <fieldset class="options" aria-labelledby="what">
        {remedies.map(({ remedy, doubts }) => (
          <OptionCard
            key={remedy}
            name="remedy"
            value={remedy}
            checked={remedy === chosen}
            title={words.t(`faults.remedy.${remedy}.name`)}
            price=""
            notes={[
              words.t(`faults.remedy.${remedy}.note`),
              ...doubts.map((doubt) => words.t(`faults.doubt.${doubt}`)),
            ]}
          >
            <span class="tags">
              {doubts.length === 0 ? (
                <span class="tag good">{words.t("faults.choose.at-once")}</span>
              ) : (
                <span class="tag">{words.t("faults.choose.person")}</span>
              )}
            </span>
          </OptionCard>
        ))}
      </fieldset>
    </section>
  );
}

import type { Exchange, PageContext } from "../views.ts";
import { ExchangedFor } from "./exchanged-for.tsx";
import { stateOfMoney } from "./state-of-money.ts";

interface StateProps extends Pick<PageContext, "words"> {
  readonly exchange: Exchange;
  /** When it is sent, unless in advance. */
  readonly sent: string;
  readonly at: string;
}

/** What was chosen, what is to be done for it, and what happens next. */
export function ExchangeState({ words, exchange, sent, at }: StateProps) {
  const { state, endedBecause, payment, deposit, goodsBy, askedAt } = exchange;
  const isOff = state === "cancelled" || state === "expired";
  const key = state === "confirmed" && askedAt !== undefined ? "asked" : state;
  return (
    <section class="stack">
      <div class="notice">
        <strong>{words.t(`exchanges.page.state.${key}`, { number: exchange.number })}</strong>
        {key === "confirmed" && <p>{sent}</p>}
        {isOff && endedBecause !== undefined && <p>{words.t(`exchanges.because-ended.${endedBecause}`)}</p>}
        {goodsBy !== undefined && exchange.receivedAt === undefined && state !== "completed" && !isOff && (
          <p>{words.t("exchanges.page.goods-by", { day: words.date(new Date(goodsBy), "long") })}</p>
        )}
      </div>
      {!isOff && <ExchangedFor words={words} exchange={exchange} />}
      {[payment, deposit].map((money) =>
        money?.link === undefined ? null : (
          <p key={money.collectionId} class="presses">
            <a class="button" href={money.link}>
              {words.t(`exchanges.pay.submit.${money.kind}`, { amount: words.money(money) })}
            </a>
          </p>
        ),
      )}
      {deposit !== undefined && deposit.state !== "open" && <p class="small soft">{stateOfMoney(words, deposit)}</p>}
      {askedAt === undefined && !isOff && (
        <details class="call-off">
          <summary>{words.t("exchanges.page.cancel")}</summary>
          <form class="stack" method="post" action={`${at}/cancel`}>
            <p>{words.t("exchanges.page.cancel-note")}</p>
            <button class="button quiet" type="submit">
              {words.t("exchanges.page.cancel-yes")}
            </button>
          </form>
        </details>
      )}
    </section>
  );
}

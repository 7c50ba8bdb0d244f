import { useTexts } from "../language/index.ts";
import { RecordLink, useShopperName } from "../ui/index.ts";
import type { Exchange } from "./exchanges-page.tsx";
import { SteerExchange } from "./steer-exchange.tsx";

/** One exchange: what goes and what comes, what is to be paid, and what is waited for. */
export function ExchangeRow({ exchange }: { exchange: Exchange }) {
  const texts = useTexts();
  const { t } = texts;
  const nameOf = useShopperName();
  const { returnRequestId, orderId, orderNumber, shopper, lines, currency, difference, state, needsPerson } = exchange;
  const when = (at: string) => texts.dateTime(new Date(at));
  const money = (amount: number) => texts.money({ amount, currency });
  const waits = exchange.askedAt !== undefined && state === "confirmed" ? "asked" : state;
  return (
    <tr>
      <td>
        <RecordLink id={returnRequestId} inList>
          {exchange.number}
        </RecordLink>
        <span className="under">{when(exchange.requestedAt)}</span>
      </td>
      <td data-label={t("exchanges.desk.order")}>
        <RecordLink id={orderId}>{orderNumber}</RecordLink>
        {shopper && <span className="under">{nameOf(shopper)}</span>}
      </td>
      <td data-label={t("exchanges.desk.gets")} className="wide">
        {lines.map(({ line, sku, quantity, title, variant }) => (
          <span key={line} className="under-line">
            {texts.number(quantity)} × {variant === undefined ? title : `${title}, ${variant}`} ({sku})
          </span>
        ))}
      </td>
      <td data-label={t("exchanges.desk.money")}>
        {difference === 0
          ? t("exchanges.desk.even")
          : t(`exchanges.desk.${difference > 0 ? "owes" : "gets-back"}`, { amount: money(Math.abs(difference)) })}
        {[exchange.payment, exchange.deposit].map(
          (each) =>
            each && (
              <span key={each.collectionId} className="under">
                {t(`exchanges.desk.${each.kind}.${each.state}`, {
                  amount: money(each.state === "captured" ? (each.kept ?? each.amount) : each.amount),
                })}
              </span>
            ),
        )}
      </td>
      <td data-label={t("exchanges.desk.state")}>
        {t(`exchanges.desk.state.${waits}`)}
        {exchange.endedBecause !== undefined && (
          <span className="under">{t(`exchanges.because-ended.${exchange.endedBecause}`)}</span>
        )}
        {exchange.goodsBy !== undefined && exchange.receivedAt === undefined && exchange.endedAt === undefined && (
          <span className="under">{t("exchanges.desk.goods-by", { when: when(exchange.goodsBy) })}</span>
        )}
        {needsPerson !== undefined && <strong className="under">{t(`exchanges.desk.person.${needsPerson}`)}</strong>}
      </td>
      <td>
        <SteerExchange exchange={exchange} />
      </td>
    </tr>
  );
}

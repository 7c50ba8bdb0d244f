import { useTexts } from "../language/index.ts";
import { useSession } from "../session/index.ts";
import { isForPeople, type Leg, type Refund, useRefundWords } from "./refund-words.ts";
import { ReportLeg } from "./report-leg.tsx";

/** The shares of a refund, one for each payment that it goes back to. */
export function RefundLegs({ refund: { legs, currency } }: { refund: Refund }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useRefundWords();
  const session = useSession();
  const mayReport = session?.role === "manager" || session?.role === "admin";
  return (
    <section className="section">
      <h2>{t("refunds.legs")}</h2>
      <table className="table stack">
        <thead>
          <tr>
            <th scope="col">{t("refunds.leg.way")}</th>
            <th scope="col">{t("refunds.leg.became")}</th>
            <th scope="col" className="n">
              {t("refunds.amount")}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t("refunds.report")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {legs.map((leg) => (
            <tr key={leg.legId}>
              <th scope="row">
                {words.way(leg)}
                <span className="under">
                  {leg.cardLastFour === undefined
                    ? leg.providerReference
                    : t("refunds.leg.card", { lastFour: leg.cardLastFour })}
                </span>
              </th>
              <td data-label={t("refunds.leg.became")}>
                <span className={leg.state === "succeeded" ? "accent" : ""}>{words.became(leg)}</span>
                <span className="under">
                  {[leg.failure, leg.endedAt === undefined ? undefined : texts.dateTime(new Date(leg.endedAt))]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </td>
              <td className="n" data-label={t("refunds.amount")}>
                {texts.money({ amount: leg.amount, currency })}
              </td>
              <td>{mayReport && waitsForWord(leg) && <ReportLeg leg={leg} currency={currency} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Nobody but a person can say what became of it. */
function waitsForWord({ state, provider }: Leg): boolean {
  return state === "unknown" || (state === "intended" && isForPeople(provider));
}

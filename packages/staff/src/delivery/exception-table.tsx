import { Link } from "@tanstack/react-router";
import { chooseLink } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { Definition, RecordLink, useShopperName } from "../ui/index.ts";
import { type IncidentRow, useIncidentWords } from "./incident-words.ts";

/** Deliveries in trouble with what is proposed for each. `c` goes from a row to its choices. */
export function ExceptionTable({ rows }: { rows: readonly IncidentRow[] }) {
  const { t } = useTexts();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("console-delivery.trouble")}</th>
          <th scope="col">{t("console-delivery.order")}</th>
          <th scope="col" className="n">
            {t("console-delivery.chance-late")}
          </th>
          <th scope="col">{t("console-delivery.expected")}</th>
          <th scope="col">{t("console-delivery.remedy")}</th>
          <th scope="col" className="n">
            {t("console-delivery.worth")}
            <Definition of={t("console-delivery.worth")}>{t("console-delivery.worth-definition")}</Definition>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((incident) => (
          <Row key={incident.incidentId} incident={incident} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ incident }: { incident: IncidentRow }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useIncidentWords();
  const shopperName = useShopperName();
  const { incidentId, orderId, orderNumber, shopper, kind, fault, because, openedAt, remedy, closedAt, outcome } =
    incident;
  const [reason] = because;
  return (
    <tr>
      <td className="wide">
        <RecordLink id={incidentId} inList>
          {words.kind(kind)}
        </RecordLink>
        <span className="under">{reason?.text ?? words.fault(fault)}</span>
        <span className="under num">
          {closedAt !== undefined && outcome !== undefined
            ? t("console-delivery.ended", { outcome: words.outcome(outcome), when: texts.dateTime(new Date(closedAt)) })
            : t("console-delivery.opened", { when: texts.dateTime(new Date(openedAt)) })}
        </span>
      </td>
      <td data-label={t("console-delivery.order")}>
        <RecordLink id={orderId}>{orderNumber}</RecordLink>
        <span className="under">{shopperName(shopper)}</span>
      </td>
      <td className="n" data-label={t("console-delivery.chance-late")}>
        {incident.promisedLatest === undefined ? "–" : texts.percent(incident.chanceLateNow ?? incident.chanceLate)}
      </td>
      <td data-label={t("console-delivery.expected")}>
        {words.days(incident.newEarliest, incident.newLatest)}
        <span className="under">
          {incident.promisedLatest === undefined
            ? t("console-delivery.no-promise")
            : `${t("console-delivery.promised")} ${texts.date(incident.promisedLatest)}`}
        </span>
      </td>
      <td data-label={t("console-delivery.remedy")}>
        {remedy === undefined ? (
          <span className="soft">{t("console-delivery.remedy-undecided")}</span>
        ) : (
          words.remedy(remedy)
        )}
        {remedy?.state !== undefined && remedy.state !== "offered" && (
          <span className="under">{t(`console-delivery.remedy-state.${remedy.state}`)}</span>
        )}
        {closedAt === undefined && (remedy?.state === undefined || remedy.state === "offered") && (
          <span className="under">
            <Link to="/desk/exceptions/$id" params={{ id: incidentId }} hash="choices" {...chooseLink}>
              {t("console-delivery.choose")}
              <span className="visually-hidden"> {orderNumber}</span>
            </Link>
          </span>
        )}
      </td>
      <td className="n" data-label={t("console-delivery.worth")}>
        {remedy === undefined ? "–" : texts.money({ amount: Math.round(remedy.worth), currency: remedy.currency })}
      </td>
    </tr>
  );
}

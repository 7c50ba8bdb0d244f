import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { isExperiment, RecordLink, ShareBar, useMomentName, useShopperName, useWording } from "../ui/index.ts";
import type { LoggedDecision } from "./decision-log-page.tsx";

/** Decisions, latest first: when, for whom, what was chosen and how, and what came of it. */
export function LogTable({ rows }: { rows: readonly LoggedDecision[] }) {
  const { t } = useTexts();
  return (
    <table className="table rows stack log">
      <thead>
        <tr>
          <th scope="col">{t("decision-log.column.decided")}</th>
          <th scope="col">{t("decision-log.column.shopper")}</th>
          <th scope="col">{t("decision-log.column.chosen")}</th>
          <th scope="col">{t("decision-log.column.program")}</th>
          <th scope="col" className="n">
            {t("decision-log.column.propensity")}
          </th>
          <th scope="col" className="n">
            {t("decision-log.column.cost")}
          </th>
          <th scope="col">{t("decision-log.column.outcome")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.decisionId} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { row: LoggedDecision }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const shopperName = useShopperName();
  const momentName = useMomentName()(row.moment);
  const { chosen, terms, currency, mode, propensity, program } = row;
  return (
    <tr>
      <td>
        <RecordLink id={row.decisionId} inList>
          {texts.dateTime(new Date(row.decidedAt))}
        </RecordLink>
        <span className="under">
          {row.retrospective
            ? t("decision-log.retrospective", { moment: momentName, when: texts.date(new Date(row.asOf)) })
            : momentName}
        </span>
        {row.superseded && !isExperiment(row.moment) && <span className="under">{t("decision-log.superseded")}</span>}
      </td>
      <td data-label={t("decision-log.column.shopper")}>
        {row.shopper === undefined ? (
          <span className="soft">{shopperName(row.shopper)}</span>
        ) : (
          <RecordLink id={row.shopper.shopperId}>{shopperName(row.shopper)}</RecordLink>
        )}
        {row.storeName !== undefined && <span className="under">{row.storeName}</span>}
      </td>
      <td data-label={t("decision-log.column.chosen")} className="wide">
        <strong className={chosen === "none" ? "quiet" : "accent"}>
          {wording.action({ id: chosen, terms, currency })}
        </strong>
        <span className="under">{t(`staff.mode.${mode}`)}</span>
      </td>
      <td data-label={t("decision-log.column.program")}>
        {program === undefined ? (
          <span className="soft">{t("decision-log.no-program")}</span>
        ) : (
          <>
            <Link
              to="/console/programs/$name/rules"
              params={{ name: program.name }}
              search={{ version: String(program.version) }}
            >
              {program.name}
            </Link>
            <span className="under num">{t("programs.version", { version: program.version })}</span>
          </>
        )}
      </td>
      <td data-label={t("decision-log.column.propensity")} className="n">
        {texts.percent(propensity, 1)}
        <ShareBar share={propensity} />
      </td>
      <td data-label={t("decision-log.column.cost")} className="n">
        {row.expectedCost === 0 ? "–" : texts.money({ amount: Math.round(row.expectedCost), currency })}
      </td>
      <td data-label={t("decision-log.column.outcome")}>
        <Outcome row={row} />
      </td>
    </tr>
  );
}

function Outcome({ row: { outcome, currency, retrospective, moment } }: { row: LoggedDecision }) {
  const texts = useTexts();
  const { t } = texts;
  if (outcome === undefined)
    return <span className="soft">{t(retrospective ? "decision-log.outcome.none" : "decision-log.outcome.open")}</span>;
  const { visits, margin } = outcome;
  return (
    <>
      <span className={visits > 0 ? "accent" : "soft"}>
        {t(isExperiment(moment) ? "programs.experiment.outcome" : "decision-log.visits", { count: visits })}
      </span>
      {visits > 0 && (
        <span className="under num">
          {t("decision-log.margin", { amount: texts.money({ amount: Math.round(margin), currency }) })}
        </span>
      )}
    </>
  );
}

import { useTexts } from "../language/index.ts";
import { CheckIcon, RecordLink, ShareBar, useShopperName, useWording } from "../ui/index.ts";
import type { NextStepRow } from "./returns-page.tsx";

/** Returns, latest first: what came back, what to do next and why, and what became of it. */
export function NextStepTable({ rows }: { rows: readonly NextStepRow[] }) {
  const { t } = useTexts();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("staff.returns.return")}</th>
          <th scope="col">{t("staff.returns.shopper")}</th>
          <th scope="col">{t("staff.returns.step")}</th>
          <th scope="col" className="n">
            {t("staff.returns.chance")}
          </th>
          <th scope="col">{t("staff.returns.outcome")}</th>
          <th scope="col" className="n">
            {t("staff.returns.amount")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.returnId} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { row: NextStepRow }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const shopperName = useShopperName();
  const { nextStep } = row;
  return (
    <tr>
      <td>
        <RecordLink id={nextStep?.decisionId ?? row.returnId} inList>
          {row.number}
        </RecordLink>
        <span className="under">
          {texts.date(new Date(row.at))} · {row.storeName ?? wording.channel(row.channel)}
        </span>
      </td>
      <td data-label={t("staff.returns.shopper")}>
        {row.shopper === undefined ? (
          shopperName(row.shopper)
        ) : (
          <RecordLink id={row.shopper.shopperId}>{shopperName(row.shopper)}</RecordLink>
        )}
        <span className="under clip" title={row.titles.join(", ")}>
          {row.titles.join(", ")}
        </span>
      </td>
      <td data-label={t("staff.returns.step")} className="wide">
        {nextStep === undefined ? (
          <span className="soft">{t("staff.returns.no-step")}</span>
        ) : (
          <>
            <strong className={nextStep.chosen === "none" ? "quiet" : "accent"}>
              {wording.action({ id: nextStep.chosen, terms: nextStep.terms, currency: row.currency })}
            </strong>
            {isMode(nextStep.mode) && <span className="under">{t(`staff.mode.${nextStep.mode}`)}</span>}
            {nextStep.topReason !== undefined && <span className="under">{wording.reason(nextStep.topReason)}</span>}
          </>
        )}
      </td>
      <td data-label={t("staff.returns.chance")} className="n">
        {nextStep?.chance === undefined ? (
          "–"
        ) : (
          <>
            {texts.percent(nextStep.chance, 1)}
            <ShareBar share={nextStep.chance} />
          </>
        )}
      </td>
      <td data-label={t("staff.returns.outcome")} className="outcome-cell">
        <Outcome row={row} />
      </td>
      <td data-label={t("staff.returns.amount")} className="n">
        {texts.money({ amount: row.amount, currency: row.currency })}
        <span className="under">{t("common.pieces", { count: row.units })}</span>
      </td>
    </tr>
  );
}

/** What did not come about as the best by its value says how it did. */
function isMode(mode: string): boolean {
  return mode === "explored" || mode === "holdout";
}

function Outcome({ row: { boughtAgain, boughtAgainAt } }: { row: NextStepRow }) {
  const texts = useTexts();
  if (boughtAgain === undefined) return <span className="soft">{texts.t("staff.outcome.open")}</span>;
  if (!boughtAgain) return <span className="soft">{texts.t("staff.outcome.no")}</span>;
  return (
    <span className="accent outcome">
      <CheckIcon size={16} /> {texts.t("staff.outcome.yes")}
      {boughtAgainAt !== undefined && <span className="under">{texts.date(new Date(boughtAgainAt))}</span>}
    </span>
  );
}

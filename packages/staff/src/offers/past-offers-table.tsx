import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { Definition, IntervalBar } from "../ui/index.ts";
import { type PastRow, useLiabilityWords } from "./liability-words.ts";

const states = ["redeemed", "expired", "reversed", "revoked"] as const;

/** What became of all offers, program by program. */
export function PastOffersTable({ rows }: { rows: readonly PastRow[] }) {
  const { t } = useTexts();
  return (
    <section className="section">
      <h2>{t("offers.past.title")}</h2>
      <table className="table rows stack">
        <thead>
          <tr>
            <th scope="col">{t("offers.open.program")}</th>
            <th scope="col" className="n">
              {t("offers.past.issued")}
            </th>
            {states.map((state) => (
              <th key={state} scope="col" className="n">
                {t(`offers.state.${state}`)}
              </th>
            ))}
            <th scope="col" className="n">
              {t("offers.list.given")}
              <Definition of={t("offers.figure.given")}>{t("offers.figure.given-definition")}</Definition>
            </th>
            <th scope="col" className="n">
              {t("offers.past.used")}
              <Definition of={t("offers.past.used")}>{t("offers.past.used-definition")}</Definition>
            </th>
            <th scope="col" className="n">
              {t("offers.past.cost")}
              <Definition of={t("offers.past.cost")}>{t("offers.past.cost-definition")}</Definition>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PastOffersRow key={row.program ?? ""} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PastOffersRow({ row }: { row: PastRow }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useLiabilityWords(row.currency);
  const { program, issued, given, givenUnknown, reinstated, useRate, costRatio } = row;
  const ofProgram = program === undefined ? {} : { program };
  return (
    <tr>
      <td>
        <Link to="/console/offers/list" search={ofProgram} data-list-item="">
          {words.program(row)}
        </Link>
      </td>
      <td data-label={t("offers.past.issued")} className="n">
        {texts.number(issued)}
        {reinstated > 0 && <span className="under">{t("offers.past.reinstated", { count: reinstated })}</span>}
      </td>
      {states.map((state) => (
        <td key={state} data-label={t(`offers.state.${state}`)} className="n">
          {row[state] === 0 ? (
            "–"
          ) : (
            <Link to="/console/offers/list" search={{ ...ofProgram, state }}>
              {texts.number(row[state])}
            </Link>
          )}
        </td>
      ))}
      <td data-label={t("offers.list.given")} className="n">
        {words.money(given)}
        {givenUnknown > 0 && <span className="under">{t("offers.figure.given-unknown", { count: givenUnknown })}</span>}
      </td>
      <td data-label={t("offers.past.used")} className="n">
        {useRate === undefined ? (
          "–"
        ) : (
          <>
            {texts.percent(useRate.value, 1)}
            <IntervalBar interval={useRate} from={0} to={1} />
            <span className="under">{words.shareInterval(useRate)}</span>
          </>
        )}
      </td>
      <td data-label={t("offers.past.cost")} className="n">
        {costRatio === undefined ? "–" : texts.percent(costRatio)}
      </td>
    </tr>
  );
}

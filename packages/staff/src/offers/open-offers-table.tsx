import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { IntervalBar } from "../ui/index.ts";
import { type OpenRow, useLiabilityWords, useMonthName } from "./liability-words.ts";

/** Open offers by program and month of expiry; each row leads to its offers. */
export function OpenOffersTable({ rows }: { rows: readonly OpenRow[] }) {
  const { t } = useTexts();
  const widest = Math.max(1, ...rows.map(({ expected }) => expected?.high ?? 0));
  return (
    <section className="section">
      <h2>{t("offers.open.title")}</h2>
      <table className="table rows stack">
        <thead>
          <tr>
            <th scope="col">{t("offers.open.program")}</th>
            <th scope="col">{t("offers.open.month")}</th>
            <th scope="col" className="n">
              {t("offers.open.offers")}
            </th>
            <th scope="col" className="n">
              {t("offers.figure.most")}
            </th>
            <th scope="col" className="n">
              {t("offers.figure.expected")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <OpenOffersRow key={`${row.program ?? ""} ${row.month}`} row={row} widest={widest} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function OpenOffersRow({ row, widest }: { row: OpenRow; widest: number }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useLiabilityWords(row.currency);
  const monthName = useMonthName();
  const { program, month, offers, most, unbounded, expected } = row;
  const search = { state: "issued", month, ...(program !== undefined && { program }) };
  return (
    <tr>
      <td>
        <Link to="/console/offers/list" search={search} data-list-item="">
          {words.program(row)}
        </Link>
      </td>
      <td data-label={t("offers.open.month")}>{monthName(month)}</td>
      <td data-label={t("offers.open.offers")} className="n">
        {texts.number(offers)}
      </td>
      <td data-label={t("offers.figure.most")} className="n">
        {words.most({ offers, most, unbounded })}
        {unbounded > 0 && <span className="under">{t("offers.figure.unbounded", { count: unbounded })}</span>}
      </td>
      <td data-label={t("offers.figure.expected")} className="n">
        {expected === undefined ? (
          "–"
        ) : (
          <>
            {words.money(expected.value)}
            <IntervalBar interval={expected} from={0} to={widest} />
            <span className="under">{words.moneyInterval(expected)}</span>
          </>
        )}
      </td>
    </tr>
  );
}

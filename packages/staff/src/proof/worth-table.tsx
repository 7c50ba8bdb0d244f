import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTexts } from "../language/index.ts";
import { Definition, IntervalBar } from "../ui/index.ts";
import { MeasureDefinition } from "./earned-figures.tsx";
import type { ReportSearch } from "./earned-report.tsx";
import { useFigureWords } from "./figure-words.ts";
import { oneOf, type Worth } from "./measured.ts";
import { type Order, orders, sortPrograms } from "./sort-programs.ts";

interface WorthTableProps {
  readonly worth: Worth;
  readonly search: ReportSearch & { readonly sort?: string };
}

/** Every program's added margin, what it spent for it, and how sure that is. */
export function WorthTable({ worth, search }: WorthTableProps) {
  const texts = useTexts();
  const { t } = texts;
  const { programs, currency } = worth;
  const order = oneOf<Order>(orders, search.sort);
  const rows = sortPrograms(programs, order);
  const effects = rows.flatMap(({ measured }) => measured.figures.margin.effect?.total ?? []);
  const scale = {
    from: Math.min(0, ...effects.map(({ low }) => low)),
    to: Math.max(0, ...effects.map(({ high }) => high)),
  };
  const definitions: Readonly<Record<Order, ReactNode>> = {
    total: <MeasureDefinition measure="margin" effect={undefined} />,
    "per-decision": t("measurement.per-decision.definition"),
    spent: t("measurement.spent.definition"),
    "per-spent": t("measurement.per-spent.definition"),
    since: t("measurement.since.definition"),
  };
  return (
    <section className="section">
      <h2>
        {t("measurement.worth.table")}
        <Definition of={t("measurement.margin.title")}>{definitions.total}</Definition>
      </h2>
      <table className="table rows stack worth">
        <thead>
          <tr>
            <th scope="col">{t("programs.list.program")}</th>
            {orders.map((each) => (
              <th
                key={each}
                scope="col"
                className="n"
                aria-sort={each !== order ? "none" : each === "since" ? "ascending" : "descending"}
              >
                <Link
                  to="/console/worth"
                  search={{ ...search, sort: each }}
                  resetScroll={false}
                  className="sort"
                  activeProps={{}}
                  title={t("measurement.sort", { column: t(`measurement.${each}.title`) })}
                >
                  {t(`measurement.${each}.title`)}
                </Link>
                {each !== "total" && <Definition of={t(`measurement.${each}.title`)}>{definitions[each]}</Definition>}
              </th>
            ))}
            <th scope="col">{t("measurement.outlook.title")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <WorthRow key={row.program} row={row} currency={currency} scale={scale} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface WorthRowProps {
  readonly row: Worth["programs"][number];
  readonly currency: string;
  readonly scale: { readonly from: number; readonly to: number };
}

function WorthRow({ row, currency, scale }: WorthRowProps) {
  const texts = useTexts();
  const { t } = texts;
  const words = useFigureWords(currency);
  const { effect, outlook } = row.measured.figures.margin;
  const { program: name, title, since, spent, perSpent, retiredAt } = row;
  return (
    <tr>
      <td>
        <Link to="/console/programs/$name/earned" params={{ name }} data-list-item="">
          {title}
        </Link>
        <span className="under">
          {retiredAt === undefined ? name : t("programs.retired", { when: texts.date(new Date(retiredAt)) })}
        </span>
      </td>
      <td data-label={t("measurement.total.title")} className="n">
        {effect === undefined ? (
          "–"
        ) : (
          <>
            <strong>{words.total(effect.total.value)}</strong>
            <IntervalBar interval={effect.total} {...scale} strong={effect.total.low > 0} />
            <span className="under">{words.interval(effect.total, words.total)}</span>
          </>
        )}
      </td>
      <td data-label={t("measurement.per-decision.title")} className="n">
        {effect === undefined ? (
          "–"
        ) : (
          <>
            <span>{words.money(effect.perDecision.value)}</span>
            <span className="under">{words.interval(effect.perDecision, words.money)}</span>
          </>
        )}
      </td>
      <td data-label={t("measurement.spent.title")} className="n">
        {words.total(spent)}
      </td>
      <td data-label={t("measurement.per-spent.title")} className="n">
        {perSpent === undefined ? (
          "–"
        ) : (
          <>
            <span>{ratio(perSpent.value)}</span>
            <span className="under">{words.interval(perSpent, ratio)}</span>
          </>
        )}
      </td>
      <td data-label={t("measurement.since.title")} className="n">
        {since === undefined ? "–" : texts.date(new Date(since))}
      </td>
      <td data-label={t("measurement.outlook.title")}>
        <span className={(effect?.total.low ?? 0) > 0 ? "accent" : undefined}>{words.outlook(outlook)}</span>
      </td>
    </tr>
  );

  function ratio(value: number): string {
    return texts.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  }
}

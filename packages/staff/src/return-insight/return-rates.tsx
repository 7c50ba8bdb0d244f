import { type ContractOutput, returnReport } from "@aftercare/platform/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { reading } from "../api/index.ts";
import { decimalAmount, saveText, toCsv } from "../csv/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Figure, Figures, Loaded, ShareCell, useWording, Waiting } from "../ui/index.ts";

type Report = ContractOutput<typeof returnReport>;
type Row = Report["rows"][number];

const dimensions = ["product", "size", "category", "supplier", "reason", "group", "channel"] as const;
type Dimension = (typeof dimensions)[number];

/** The dearest; a file of them has no more. */
const keptAtMost = 60;
/** So many are read; all others stand behind them. */
const shownAtFirst = 15;

interface ReturnRatesProps {
  readonly days: number;
  /** As it stands in the address. */
  readonly by: string | undefined;
  readonly onBy: (by: string) => void;
}

/** How much came back of what was bought, by what tells purchases apart; dearest first. */
export function ReturnRates({ days, by: asked, onBy }: ReturnRatesProps) {
  const texts = useTexts();
  const { t } = texts;
  const by = dimensions.find((each) => each === asked) ?? "product";
  const query = useQuery(reading(returnReport, { days, by, limit: keptAtMost }));
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t("return-insight.rows")}</h2>
        {query.data !== undefined && query.data.rows.length > 0 && <ExportRates report={query.data} by={by} />}
      </div>
      <div className="toolbar labelled">
        <NativeSelect
          label={t("return-insight.by")}
          value={by}
          data={dimensions.map((each) => ({ value: each as string, label: t(`return-insight.by.${each}`) }))}
          onChange={({ currentTarget }) => onBy(currentTarget.value)}
        />
        {query.data !== undefined && (
          <p className="soft toolbar-count">
            {t("return-insight.between", { from: texts.date(query.data.from), until: texts.date(query.data.until) })}
          </p>
        )}
      </div>
      <Loaded query={query} waiting={<Waiting lines={8} height={40} />}>
        {(report) =>
          report.bought === 0 ? (
            <Empty title={t("return-insight.none")}>
              <p>{t("return-insight.none-text")}</p>
            </Empty>
          ) : (
            <>
              <Totals report={report} />
              <RateTable key={by} report={report} by={by} />
              {report.isCut && <p className="soft">{t("return-insight.cut", { count: report.rows.length })}</p>}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function Totals({ report }: { report: Report }) {
  const texts = useTexts();
  const { t } = texts;
  const { bought, returned, value, cost, currency, costOfUnit } = report;
  const money = (amount: number) => texts.money({ amount, currency });
  const { sending, handling, lostShare } = costOfUnit;
  return (
    <>
      <Figures>
        <Figure
          label={t("return-insight.rate")}
          value={texts.percent(returned / bought, 1)}
          beside={`${texts.number(returned)} / ${texts.number(bought)}`}
        />
        <Figure label={t("return-insight.value")} value={money(value)} />
        <Figure label={t("return-insight.cost")} value={money(cost)} />
      </Figures>
      <p className="soft">
        {t("return-insight.cost-note", {
          ...{ sending: money(sending), handling: money(handling), hasLoss: lostShare === undefined ? "no" : "yes" },
          share: texts.percent(lostShare ?? 0),
        })}{" "}
        <Link to="/console/destinations">{t("return-insight.cost-change")}</Link>
      </p>
    </>
  );
}

function RateTable({ report, by }: { report: Report; by: Dimension }) {
  const texts = useTexts();
  const { t } = texts;
  const [isWhole, setWhole] = useState(false);
  const { currency, returned: inAll } = report;
  const rows = isWhole ? report.rows : report.rows.slice(0, shownAtFirst);
  const tellsWhy = report.rows.some(({ reasons }) => reasons.length > 0);
  const wording = useWording();
  const nameOf = useRowName(by);
  const highest = Math.max(0.05, ...rows.map(({ rate }) => rate?.high ?? 0));
  const table = (
    <table className="table stack">
      <thead>
        <tr>
          <th scope="col">{t(`return-insight.by.${by}`)}</th>
          <th scope="col">{t(by === "reason" ? "return-insight.share" : "return-insight.rate")}</th>
          {tellsWhy && <th scope="col">{t("return-insight.reasons")}</th>}
          <th scope="col" className="n">
            {t("return-insight.cost")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.name} ${row.of}`}>
            <th scope="row">
              <b>{nameOf(row)}</b>
              {row.of !== undefined && <span className="under">{row.of}</span>}
            </th>
            <td data-label={t(by === "reason" ? "return-insight.share" : "return-insight.rate")} className="num">
              {row.rate === undefined ? (
                <>
                  {texts.percent(row.returned / Math.max(1, inAll), 1)}
                  <span className="under">{`${texts.number(row.returned)} / ${texts.number(inAll)}`}</span>
                </>
              ) : (
                <>
                  <ShareCell share={row.rate} to={highest} />
                  <span className="under">{`${texts.number(row.returned)} / ${texts.number(row.bought)}`}</span>
                </>
              )}
            </td>
            {tellsWhy && (
              <td data-label={t("return-insight.reasons")} className="wide">
                {row.reasons.map(({ reason, units }) => `${wording.returnReason(reason)} (${units})`).join(", ")}
              </td>
            )}
            <td data-label={t("return-insight.cost")} className="n">
              {texts.money({ amount: row.cost, currency })}
              <span className="under">
                {t("return-insight.of-value", { amount: texts.money({ amount: row.value, currency }) })}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  return (
    <>
      {table}
      {rows.length < report.rows.length && (
        <Button variant="default" onClick={() => setWhole(true)}>
          {t("return-insight.all", { count: report.rows.length })}
        </Button>
      )}
    </>
  );
}

function ExportRates({ report, by }: { report: Report; by: Dimension }) {
  const { t } = useTexts();
  const nameOf = useRowName(by);
  const save = () => {
    const { currency } = report;
    const head = ["by", "of", "bought", "returned", "value", "cost"].map((column) =>
      column === "by" ? t(`return-insight.by.${by}`) : column === "of" ? "" : t(`return-insight.${column}`),
    );
    const rows = report.rows.map((row) => [
      ...[nameOf(row), row.of ?? "", String(row.bought), String(row.returned)],
      ...[decimalAmount(row.value, currency), decimalAmount(row.cost, currency)],
    ]);
    saveText(`returns-by-${by}.csv`, "text/csv", toCsv([head, ...rows]));
  };
  return (
    <Button variant="default" size="compact-sm" onClick={save}>
      {t("return-insight.export")}
    </Button>
  );
}

/** Handles in words; what nobody said is said so. */
function useRowName(by: Dimension): (row: Row) => string {
  const { t } = useTexts();
  const wording = useWording();
  return ({ name }) => {
    if (name === "") return t("return-insight.nobody-said");
    if (by === "reason") return wording.returnReason(name);
    if (by === "group") return t(`return-insight.group.${name}`);
    return by === "channel" ? wording.channel(name) : name;
  };
}

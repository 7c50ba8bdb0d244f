import { type ReactNode, useCallback } from "react";
import { type Plot, PlotFigure, useMonths } from "../charts/index.ts";
import { useTexts } from "../language/index.ts";
import type { Overview } from "./overview-page.tsx";

const height = 250;
const frame = { height, marginTop: 16, marginBottom: 38, marginLeft: 44, marginRight: 12, className: "plot" };
const monday = ({ week }: { week: string }) => new Date(`${week}T00:00:00Z`);

/** Three charts over the same weeks, with `aside` beside the first. */
export function OverviewCharts({ overview, aside }: { overview: Overview; aside: ReactNode }) {
  return (
    <>
      <div className="two">
        <VolumeChart weeks={overview.weeks} />
        {aside}
      </div>
      <div className="two even">
        <RepurchaseChart weeks={overview.weeks} total={overview.totals.repurchase?.value} />
        <ReturnRateChart weeks={overview.weeks} />
      </div>
    </>
  );
}

type Weeks = Pick<Overview, "weeks">;

function VolumeChart({ weeks }: Weeks) {
  const texts = useTexts();
  const { t } = texts;
  const months = useMonths();
  const draw = useCallback(
    (plot: Plot, width: number) =>
      plot.plot({
        ...frame,
        width,
        x: { type: "utc", ticks: tickCount(width), tickFormat: months, label: null },
        y: { grid: true, zero: true, ticks: 4, tickFormat: (value: number) => texts.number(value), label: null },
        marks: [
          plot.ruleY([0], { stroke: "var(--line)" }),
          plot.lineY(weeks, { x: monday, y: "orders", stroke: "var(--ink)", strokeWidth: 1.6 }),
          plot.areaY(weeks, { x: monday, y: "returns", fill: "var(--accent)", fillOpacity: 0.16 }),
          plot.lineY(weeks, { x: monday, y: "returns", stroke: "var(--accent)", strokeWidth: 2 }),
          ...endLabels(plot, weeks, [
            { y: ({ orders }) => orders, text: t("staff.weeks.orders"), fill: "var(--ink)" },
            { y: ({ returns }) => returns, text: t("staff.weeks.returns"), fill: "var(--accent)" },
          ]),
        ],
      }),
    [weeks, texts, t, months],
  );
  return (
    <PlotFigure
      title={t("staff.chart.volume")}
      caption={t("staff.chart.volume-caption")}
      label={t("staff.chart.volume-label", {
        weeks: weeks.length,
        orders: texts.number(Math.max(0, ...weeks.map(({ orders }) => orders))),
        returns: texts.number(Math.max(0, ...weeks.map(({ returns }) => returns))),
      })}
      height={height}
      draw={draw}
    />
  );
}

function ReturnRateChart({ weeks }: Weeks) {
  const texts = useTexts();
  const { t } = texts;
  const months = useMonths();
  const rates = weeks.flatMap(({ returnRate }) => (returnRate === undefined ? [] : [returnRate]));
  const draw = useCallback(
    (plot: Plot, width: number) =>
      plot.plot({
        ...frame,
        width,
        x: { type: "utc", ticks: tickCount(width), tickFormat: months, label: null },
        y: { grid: true, zero: true, ticks: 4, tickFormat: (value: number) => texts.percent(value, 1), label: null },
        marks: [
          plot.ruleY([0], { stroke: "var(--line)" }),
          plot.lineY(weeks, { x: monday, y: "returnRate", stroke: "var(--accent)", strokeWidth: 2 }),
        ],
      }),
    [weeks, texts, months],
  );
  return (
    <PlotFigure
      title={t("staff.chart.return-rate")}
      caption={t("staff.chart.return-rate-caption")}
      label={t("staff.chart.return-rate-label", {
        low: texts.percent(Math.min(...rates, 1), 1),
        high: texts.percent(Math.max(...rates, 0), 1),
      })}
      height={height}
      draw={draw}
    />
  );
}

function RepurchaseChart({ weeks, total }: Weeks & { total: number | undefined }) {
  const texts = useTexts();
  const { t } = texts;
  const months = useMonths();
  const known = weeks.flatMap(({ week, repurchase }) => (repurchase === undefined ? [] : [{ week, ...repurchase }]));
  const draw = useCallback(
    (plot: Plot, width: number) =>
      plot.plot({
        ...frame,
        width,
        x: { type: "utc", ticks: tickCount(width), tickFormat: months, label: null },
        y: {
          grid: true,
          domain: [0, 1],
          ticks: 4,
          tickFormat: (value: number) => texts.percent(value),
          label: null,
        },
        marks: [
          plot.areaY(weeks, {
            x: monday,
            y1: ({ repurchase }: Overview["weeks"][number]) => repurchase?.low,
            y2: ({ repurchase }: Overview["weeks"][number]) => repurchase?.high,
            fill: "var(--accent)",
            fillOpacity: 0.16,
          }),
          plot.lineY(weeks, {
            x: monday,
            y: ({ repurchase }: Overview["weeks"][number]) => repurchase?.value,
            stroke: "var(--accent)",
            strokeWidth: 2,
          }),
          ...(total === undefined ? [] : [plot.ruleY([total], { stroke: "var(--soft)", strokeDasharray: "2 4" })]),
        ],
      }),
    [weeks, total, texts, months],
  );
  return (
    <PlotFigure
      title={t("staff.chart.repurchase")}
      caption={t("staff.chart.repurchase-caption")}
      label={t("staff.chart.repurchase-label", {
        low: texts.percent(Math.min(...known.map(({ value }) => value), 1)),
        high: texts.percent(Math.max(...known.map(({ value }) => value), 0)),
        total: total === undefined ? "–" : texts.percent(total),
      })}
      height={height}
      draw={draw}
    />
  );
}

function tickCount(width: number): number {
  return Math.max(3, Math.floor(width / 90));
}

interface EndLabel {
  readonly y: (week: Overview["weeks"][number]) => number;
  readonly text: string;
  readonly fill: string;
}

/** Names each line where it is highest, which spares a legend. */
function endLabels(plot: Plot, weeks: Overview["weeks"], labels: readonly EndLabel[]) {
  return labels.map(({ y, text, fill }) =>
    plot.text(
      weeks,
      plot.selectMaxY({ x: monday, y, text: () => text, fill, dy: -9, fontWeight: 600, textAnchor: "middle" }),
    ),
  );
}

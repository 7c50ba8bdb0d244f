import { useCallback } from "react";
import { type Plot, PlotFigure } from "../charts/index.ts";
import { useTexts } from "../language/index.ts";
import { type OpenRow, totalOf, useLiabilityWords } from "./liability-words.ts";

const height = 230;

/** By month of expiry: what open offers can cost at most, and what they are expected to. */
export function LiabilityChart({ rows, currency }: { rows: readonly OpenRow[]; currency: string }) {
  const texts = useTexts();
  const { t } = texts;
  const { money, most } = useLiabilityWords(currency);
  const months = [...Map.groupBy(rows, ({ month }) => month)].map(([month, each]) => ({ month, ...totalOf(each) }));
  const all = totalOf(rows);
  const data = JSON.stringify(months);
  const draw = useCallback(
    (plot: Plot, width: number) => {
      const named = new Intl.DateTimeFormat(texts.locale, { month: "long", year: "numeric", timeZone: "UTC" });
      // By name and not by date: months are told apart here, time between them means nothing.
      const shown = (JSON.parse(data) as typeof months).map(({ month, ...rest }) => ({
        ...rest,
        month: named.format(new Date(`${month}-01T00:00:00Z`)),
      }));
      const expected = shown.flatMap(({ month, expected }) => (expected ? [{ month, ...expected }] : []));
      const [y, wide] = ["month", { insetTop: 6, insetBottom: 6 }];
      return plot.plot({
        // Narrower than its margins, as for an instant while a page opens, it could not be drawn.
        ...{ width: Math.max(width, 260), height: Math.max(90, 44 * shown.length + 46), className: "plot" },
        ...{ marginTop: 8, marginBottom: 34, marginLeft: 110, marginRight: 16 },
        x: {
          ...{ grid: true, zero: true, label: null, ticks: Math.max(2, Math.floor(width / 150)) },
          tickFormat: (value: number) => texts.money({ amount: Math.round(value), currency }),
        },
        y: { label: null, domain: shown.map(({ month }) => month), tickSize: 0 },
        marks: [
          plot.barX(shown, { y, x: "most", ...wide, fill: "var(--wash)", stroke: "var(--line)" }),
          plot.barX(expected, { y, x: "value", ...wide, fill: "var(--accent)", fillOpacity: 0.75 }),
          plot.ruleY(expected, { y, x1: "low", x2: "high", stroke: "var(--ink)", strokeWidth: 2 }),
          plot.ruleX([0], { stroke: "var(--line)" }),
        ],
      });
    },
    [data, texts, currency],
  );
  // Without a bound and before anything can be expected there is nothing to draw: a frame around 0 would span the whole picture.
  if (months.every(({ most, expected }) => most === 0 && expected === undefined)) return null;
  return (
    <PlotFigure
      title={t("offers.chart.title")}
      caption={t("offers.chart.caption")}
      label={t("offers.chart.label", {
        most: most(all),
        expected: all.expected === undefined ? "–" : money(all.expected.value),
      })}
      height={Math.min(height, Math.max(90, 44 * months.length + 46))}
      draw={draw}
    />
  );
}

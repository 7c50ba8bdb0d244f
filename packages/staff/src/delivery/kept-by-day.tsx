import { useCallback } from "react";
import { type Plot, PlotFigure, useTimeAxis } from "../charts/index.ts";
import { useTexts } from "../language/index.ts";
import { Definition } from "../ui/index.ts";
import type { DeliveryOverview } from "./overview-page.tsx";

const height = 240;

/** The last 30 days: how many promises were kept, and how many were made too far out. The figures stand below the picture. */
export function KeptByDay({ overview: { days, overPadded } }: { overview: DeliveryOverview }) {
  const texts = useTexts();
  const { t } = texts;
  const timeAxis = useTimeAxis();
  const draw = useCallback(
    (plot: Plot, width: number) => {
      const points = days
        .filter(({ n }) => n > 0)
        .map(({ day, n, kept, overPadded }) => ({
          at: new Date(`${day}T00:00:00Z`),
          kept: kept / n,
          padded: overPadded / n,
        }));
      const all = days.map(({ day }) => new Date(`${day}T00:00:00Z`));
      return plot.plot({
        ...{ width, height, marginTop: 16, marginBottom: 30, marginLeft: 48, marginRight: 16, className: "plot" },
        x: { ...timeAxis(all, width), domain: [all[0]!, all.at(-1)!] },
        y: { grid: true, domain: [0, 1], ticks: 5, tickFormat: (share: number) => texts.percent(share), label: null },
        marks: [
          plot.ruleY([0], { stroke: "var(--line)" }),
          plot.areaY(points, { x: "at", y: "padded", fill: "var(--warn)", fillOpacity: 0.16 }),
          plot.lineY(points, { x: "at", y: "padded", stroke: "var(--warn)", strokeWidth: 1.6 }),
          plot.lineY(points, { x: "at", y: "kept", stroke: "var(--accent)", strokeWidth: 2 }),
          plot.dotY(points, { x: "at", y: "kept", fill: "var(--accent)", r: 2.5 }),
        ],
      });
    },
    [days, texts, timeAxis],
  );
  const sum = (of: (day: DeliveryOverview["days"][number]) => number) =>
    days.reduce((total, day) => total + of(day), 0);
  const n = sum((day) => day.n);
  const share = (count: number) => texts.percent(count / (n || 1), 1);
  return (
    <>
      <PlotFigure
        title={t("console-delivery.overview.days")}
        caption={t("console-delivery.overview.days-lead")}
        label={t("console-delivery.overview.days-label", {
          count: n,
          kept: share(sum((day) => day.kept)),
          padded: share(sum((day) => day.overPadded)),
        })}
        height={height}
        draw={draw}
      />
      <p className="legend soft small">
        <span className="key kept">{t("console-delivery.overview.kept-share")}</span>
        <span className="key padded">
          {t("console-delivery.overview.over-padded")}
          {overPadded !== undefined && ` ${texts.percent(overPadded.value, 1)}`}
          <Definition of={t("console-delivery.overview.over-padded")}>
            {t("console-delivery.overview.over-padded-definition")}
          </Definition>
        </span>
      </p>
      <details className="disclosure">
        <summary>{t("console-delivery.overview.days-table")}</summary>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("console-delivery.overview.day")}</th>
              <th scope="col" className="n">
                {t("console-delivery.overview.orders")}
              </th>
              <th scope="col" className="n">
                {t("console-delivery.overview.kept-share")}
              </th>
              <th scope="col" className="n">
                {t("console-delivery.overview.over-padded")}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map(({ day, n, kept, overPadded }) => (
              <tr key={day}>
                <th scope="row">{texts.date(day)}</th>
                <td className="n">{texts.number(n)}</td>
                <td className="n">{n === 0 ? "–" : texts.percent(kept / n)}</td>
                <td className="n">{n === 0 ? "–" : texts.percent(overPadded / n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

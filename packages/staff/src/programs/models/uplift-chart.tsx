import { useCallback } from "react";
import { type Plot, PlotFigure } from "../../charts/index.ts";
import { useTexts } from "../../language/index.ts";
import { figureFormats, useFigureWords } from "../../proof/index.ts";
import type { Curve, Setting } from "./model-types.ts";

const height = 300;

/** What incentives add when those come first of whom the model expects most, beside an order by chance. */
export function UpliftChart({ curve, setting: { currency } }: { curve: Curve; setting: Setting }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useFigureWords(currency);
  const { points, area, worthwhile } = curve;
  const all = points.at(-1)?.value ?? 0;
  const best = points.reduce(
    (most, point) => (point.value > most.value ? point : most),
    points[0] ?? { share: 0, value: 0 },
  );
  const draw = useCallback(
    (plot: Plot, width: number) => {
      const end = points.at(-1)?.value ?? 0;
      return plot.plot({
        ...{ width, height, marginTop: 22, marginLeft: 58, marginBottom: 44, marginRight: 14, className: "plot" },
        x: {
          ...{ domain: [0, 1], ticks: 5, labelArrow: "none", labelAnchor: "center" },
          tickFormat: (value: number) => texts.percent(value),
          label: t("models.uplift.share"),
        },
        y: { grid: true, ticks: 5, tickFormat: figureFormats(texts, currency).money, label: null },
        marks: [
          plot.areaY(points, { x: "share", y1: "low", y2: "high", fill: "var(--accent)", fillOpacity: 0.16 }),
          plot.ruleY([0], { stroke: "var(--edge)" }),
          plot.ruleX([worthwhile], { stroke: "var(--soft)", strokeDasharray: "2 4" }),
          plot.line(
            [
              [0, 0],
              [1, end],
            ],
            { stroke: "var(--soft)", strokeDasharray: "6 4" },
          ),
          plot.lineY(points, { x: "share", y: "value", stroke: "var(--accent)", strokeWidth: 2 }),
        ],
      });
    },
    [points, worthwhile, texts, t, currency],
  );
  return (
    <div className="section">
      <PlotFigure
        title={t("models.uplift.title")}
        caption={t("models.uplift.caption")}
        label={t("models.uplift.label", {
          best: words.money(best.value),
          share: texts.percent(best.share),
          all: words.money(all),
        })}
        height={height}
        draw={draw}
      />
      <ul className="plain">
        <li>{t("models.uplift.worthwhile", { share: texts.percent(worthwhile) })}</li>
        <li>
          {t(area.low > 0 ? "models.uplift.knows" : "models.uplift.unsure", {
            value: words.money(area.value),
            interval: words.interval(area, words.money),
          })}
        </li>
      </ul>
      <details className="disclosure">
        <summary>{t("models.as-table")}</summary>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("models.uplift.share")}</th>
              <th scope="col" className="n">
                {t("models.uplift.added")}
              </th>
              <th scope="col" className="n">
                {t("models.interval")}
              </th>
            </tr>
          </thead>
          <tbody>
            {points.slice(1).map((point) => (
              <tr key={point.share}>
                <th scope="row">{texts.percent(point.share)}</th>
                <td className="n">{words.money(point.value)}</td>
                <td className="n">{words.interval(point, words.money)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

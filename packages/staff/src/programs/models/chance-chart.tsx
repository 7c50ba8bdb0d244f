import { useCallback } from "react";
import { type Plot, PlotFigure } from "../../charts/index.ts";
import { useTexts } from "../../language/index.ts";
import type { ModelCard } from "./model-types.ts";

const height = 300;

/** Whether what was told came true, by tenths of the decisions. */
export function ChanceChart({ calibration: { bins, error } }: { calibration: NonNullable<ModelCard["calibration"]> }) {
  const texts = useTexts();
  const { t } = texts;
  const draw = useCallback(
    (plot: Plot, width: number) => {
      const percent = (value: number) => texts.percent(value);
      const most = Math.min(1, 1.05 * Math.max(...bins.flatMap(({ predicted, upper }) => [predicted, upper])));
      return plot.plot({
        ...{ width, height, marginTop: 30, marginLeft: 48, marginBottom: 44, marginRight: 14, className: "plot" },
        x: {
          ...{ domain: [0, most], ticks: 5, labelArrow: "none", labelAnchor: "center" },
          tickFormat: percent,
          label: t("models.chances.predicted"),
        },
        y: {
          ...{ domain: [0, most], ticks: 5, grid: true, labelArrow: "none" },
          tickFormat: percent,
          label: t("models.chances.observed"),
        },
        marks: [
          plot.line(
            [
              [0, 0],
              [most, most],
            ],
            { stroke: "var(--soft)", strokeDasharray: "2 4" },
          ),
          plot.ruleX(bins, { x: "predicted", y1: "lower", y2: "upper", stroke: "var(--accent)", strokeOpacity: 0.5 }),
          plot.dot(bins, { x: "predicted", y: "observed", r: 4, fill: "var(--accent)" }),
        ],
      });
    },
    [bins, texts, t],
  );
  return (
    <div className="section">
      <PlotFigure
        title={t("models.chances.title")}
        caption={t("models.chances.caption")}
        label={t("models.chances.label", { groups: bins.length, error: texts.percent(error, 1) })}
        height={height}
        draw={draw}
      />
      <ul className="plain">
        <li>{t("models.chances.error", { error: texts.percent(error, 1) })}</li>
      </ul>
      <details className="disclosure">
        <summary>{t("models.as-table")}</summary>
        <table className="table">
          <thead>
            <tr>
              {["chances.predicted", "chances.observed", "interval", "rows"].map((column) => (
                <th key={column} scope="col" className="n">
                  {t(`models.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bins.map(({ predicted, observed, lower, upper, rows }) => (
              <tr key={predicted}>
                <td className="n">{texts.percent(predicted, 1)}</td>
                <td className="n">{texts.percent(observed, 1)}</td>
                <td className="n">
                  {t("common.interval", { low: texts.percent(lower, 1), high: texts.percent(upper, 1) })}
                </td>
                <td className="n">{texts.number(rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

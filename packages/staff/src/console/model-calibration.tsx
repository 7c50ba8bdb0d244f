import { useCallback } from "react";
import { type Plot, PlotFigure } from "../charts/index.ts";
import { useTexts } from "../language/index.ts";
import type { ModelCard } from "./model-page.tsx";

/** Whether what was predicted came true, as a picture and as a table. */
export function Calibration({ model: { calibration } }: { model: ModelCard }) {
  const texts = useTexts();
  const { t } = texts;
  const draw = useCallback(
    (plot: Plot, width: number) => {
      const percent = (value: number) => texts.percent(value);
      return plot.plot({
        width,
        height: 320,
        marginTop: 30,
        marginLeft: 48,
        marginBottom: 44,
        marginRight: 14,
        className: "plot",
        x: {
          domain: [0, 1],
          ticks: 5,
          tickFormat: percent,
          label: t("staff.model.predicted"),
          labelArrow: "none",
          labelAnchor: "center",
        },
        y: {
          domain: [0, 1],
          ticks: 5,
          grid: true,
          tickFormat: percent,
          label: t("staff.model.observed"),
          labelArrow: "none",
        },
        r: { range: [0, 8] },
        marks: [
          plot.line(
            [
              [0, 0],
              [1, 1],
            ],
            { stroke: "var(--soft)", strokeDasharray: "2 4" },
          ),
          plot.dot(calibration, { x: "predicted", y: "observed", r: "rows", fill: "var(--accent)", fillOpacity: 0.75 }),
        ],
      });
    },
    [calibration, texts, t],
  );
  if (calibration.length === 0) return null;
  return (
    <div>
      <PlotFigure
        title={t("staff.model.calibration")}
        caption={t("staff.model.calibration-caption")}
        label={t("staff.model.calibration-label", { groups: calibration.length })}
        height={320}
        draw={draw}
      />
      <details className="disclosure">
        <summary>{t("staff.model.calibration-table")}</summary>
        <table className="table">
          <thead>
            <tr>
              {["predicted", "observed", "rows"].map((column) => (
                <th key={column} scope="col" className="n">
                  {t(`staff.model.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {calibration.map(({ predicted, observed, rows }) => (
              <tr key={predicted}>
                <td className="n">{texts.percent(predicted, 1)}</td>
                <td className="n">{texts.percent(observed, 1)}</td>
                <td className="n">{texts.number(rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

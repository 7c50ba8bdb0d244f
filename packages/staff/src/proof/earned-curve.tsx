import { Button } from "@mantine/core";
import { useCallback, useMemo } from "react";
import { type Plot, PlotFigure, useTimeAxis } from "../charts/index.ts";
import { saveText, toCsv } from "../csv/index.ts";
import { useTexts } from "../language/index.ts";
import { figureFormats, useFigureWords } from "./figure-words.ts";
import type { Measure, Week } from "./measured.ts";
import { readableRange } from "./readable-range.ts";
import { weeksCsv } from "./weeks-csv.ts";

const height = 280;

interface EarnedCurveProps {
  readonly weeks: readonly Week[];
  readonly measure: Measure;
  readonly currency: string;
  /** Of the file that the weeks are saved as, without the ending. */
  readonly name: string;
}

/** What was known of a figure at the end of each week: it settles, and its interval narrows, as outcomes come in. */
export function EarnedCurve({ weeks, measure, currency, name }: EarnedCurveProps) {
  const texts = useTexts();
  const { t } = texts;
  const words = useFigureWords(currency);
  const timeAxis = useTimeAxis();
  const known = useMemo(() => knownWeeks(weeks, measure), [weeks, measure]);
  const draw = useCallback(
    (plot: Plot, width: number) =>
      plot.plot({
        ...{ width, height, marginTop: 22, marginLeft: 58, marginBottom: 40, marginRight: 14, className: "plot" },
        x: timeAxis(
          known.map(({ at }) => at),
          width,
        ),
        y: {
          grid: true,
          domain: readableRange(known),
          ticks: 5,
          tickFormat: (value: number) => figureFormats(texts, currency).one(measure, value),
          label: null,
        },
        marks: [
          plot.areaY(known, { x: "at", y1: "low", y2: "high", fill: "var(--accent)", fillOpacity: 0.16, clip: true }),
          plot.ruleY([0], { stroke: "var(--edge)" }),
          plot.lineY(known, { x: "at", y: "value", stroke: "var(--accent)", strokeWidth: 2, clip: true }),
          plot.dot(known.slice(-1), { x: "at", y: "value", fill: "var(--accent)", r: 3.5 }),
        ],
      }),
    [known, measure, texts, currency, timeAxis],
  );
  const last = known.at(-1);
  if (last === undefined || known.length < 2) return null;
  const title = t(`measurement.${measure}.title`);
  const save = () => saveText(`${name}-weeks.csv`, "text/csv", toCsv(weeksCsv(weeks, currency, texts)));
  const amount = (value: number) => words.one(measure, value);
  return (
    <div className="section">
      <PlotFigure
        title={t("measurement.curve.title", { measure: title })}
        caption={t("measurement.curve.caption")}
        label={t("measurement.curve.label", {
          measure: title,
          weeks: known.length,
          value: amount(last.value),
          low: amount(last.low),
          high: amount(last.high),
        })}
        height={height}
        draw={draw}
      />
      <details className="disclosure">
        <summary>{t("measurement.curve.table")}</summary>
        <table className="table stack">
          <thead>
            <tr>
              <th scope="col">{t("measurement.curve.week")}</th>
              {["per-decision", "interval", "shoppers"].map((column) => (
                <th key={column} scope="col" className="n">
                  {t(`measurement.${column}.title`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {known.toReversed().map((point) => (
              <tr key={point.week}>
                <th scope="row">{texts.date(point.week)}</th>
                <td data-label={t("measurement.per-decision.title")} className="n">
                  {amount(point.value)}
                </td>
                <td data-label={t("measurement.interval.title")} className="n">
                  {words.interval(point, amount)}
                </td>
                <td data-label={t("measurement.shoppers.title")} className="n">
                  {texts.number(point.shoppers)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Button className="below" variant="default" onClick={save}>
          {t("measurement.export")}
        </Button>
      </details>
    </div>
  );
}

function knownWeeks(weeks: readonly Week[], measure: Measure) {
  return weeks.flatMap(({ week, shoppers, effects }) => {
    const effect = effects[measure];
    return effect === undefined ? [] : [{ week, shoppers, at: new Date(`${week}T00:00:00Z`), ...effect.perDecision }];
  });
}

import { useCallback } from "react";
import { type Plot, PlotFigure } from "../charts/index.ts";
import { type Division, type PromiseGroup, usePromiseWords } from "./promise-words.ts";
import { readableLabels } from "./readable-labels.ts";

/** Nine in ten is what a window from the twentieth to nineteen twentieths is meant to hold. */
const aim = 0.9;

/** How much windows held against how wide they were: a wide one is easily right. */
export function CoverageChart({ groups, by }: { groups: readonly PromiseGroup[]; by: Division }) {
  const words = usePromiseWords();
  const { t, percent } = words.texts;
  const points = groups.flatMap(({ key = "-", covered, width, judged }) =>
    covered && width !== undefined ? [{ name: words.group(by, key), ...covered, width, judged }] : [],
  );
  const draw = useCallback(
    (plot: Plot, width: number) => {
      const least = Math.max(0, Math.min(aim, ...points.map(({ low }) => low)) - 0.02);
      return plot.plot({
        ...{ width, height: 320, marginTop: 30, marginLeft: 52, marginBottom: 44, marginRight: 24, className: "plot" },
        x: {
          ...{ label: t("promises.axis.width"), labelArrow: "none", labelAnchor: "center", nice: true, zero: true },
          ticks: Math.min(8, Math.floor(width / 70)),
        },
        y: {
          ...{
            label: t("promises.axis.covered"),
            labelArrow: "none",
            grid: true,
            tickFormat: (v: number) => percent(v),
          },
          domain: [least, 1],
        },
        r: { range: [3, 9] },
        marks: [
          plot.ruleY([aim], { stroke: "var(--soft)", strokeDasharray: "2 4" }),
          plot.ruleX(points, { x: "width", y1: "low", y2: "high", stroke: "var(--accent)", strokeWidth: 1.5 }),
          plot.dot(points, { x: "width", y: "value", r: "judged", fill: "var(--accent)", fillOpacity: 0.75 }),
          ...(points.length <= 8
            ? [
                plot.text(readableLabels(points, { least, plotWidth: width - 76 }), {
                  x: "width",
                  y: "value",
                  text: "name",
                  dx: -12,
                  textAnchor: "end",
                  fill: "var(--ink)",
                }),
              ]
            : []),
        ],
      });
    },
    [points, t, percent],
  );
  if (points.length === 0) return null;
  return (
    <PlotFigure
      title={t("promises.coverage")}
      caption={t("promises.coverage-caption", { aim: percent(aim) })}
      label={t("promises.coverage-label", { groups: points.length })}
      height={320}
      draw={draw}
    />
  );
}

import { promiseAccuracy } from "@aftercare/platform/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { reading } from "../api/index.ts";
import { type Plot, PlotFigure } from "../charts/index.ts";
import { type Basis, keptOf, type PromiseGroup, usePromiseWords } from "./promise-words.ts";

/** Fewer say nothing of a stated chance. */
const enough = 20;

/** Whether what was stated came true. */
export function ConfidenceChart({ asked }: { asked: { readonly basis?: Basis; readonly lane?: string } }) {
  const query = useQuery({
    ...reading(promiseAccuracy, { ...asked, by: "confidence" }),
    placeholderData: keepPreviousData,
  });
  return <ConfidenceDots groups={query.data?.groups ?? []} />;
}

function ConfidenceDots({ groups }: { groups: readonly PromiseGroup[] }) {
  const words = usePromiseWords();
  const { t, percent } = words.texts;
  const points = groups.flatMap((group) => {
    const kept = keptOf(group);
    return kept && group.confidence !== undefined && group.judged >= enough
      ? [{ stated: group.confidence, ...kept, judged: group.judged }]
      : [];
  });
  const draw = useCallback(
    (plot: Plot, width: number) => {
      const least = Math.max(0, Math.min(...points.flatMap(({ stated, low }) => [stated, low])) - 0.02);
      const shares = {
        domain: [least, 1],
        tickFormat: (v: number) => percent(v),
        labelArrow: "none",
      } as const;
      return plot.plot({
        ...{ width, height: 320, marginTop: 30, marginLeft: 52, marginBottom: 44, marginRight: 24, className: "plot" },
        x: {
          ...shares,
          ticks: Math.max(2, Math.floor(width / 110)),
          label: t("promises.axis.stated"),
          labelAnchor: "center",
        },
        y: { ...shares, ticks: 5, grid: true, label: t("promises.axis.found") },
        r: { range: [3, 9] },
        marks: [
          plot.line(
            [
              [least, least],
              [1, 1],
            ],
            { stroke: "var(--soft)", strokeDasharray: "2 4" },
          ),
          plot.ruleX(points, { x: "stated", y1: "low", y2: "high", stroke: "var(--accent)", strokeWidth: 1.5 }),
          plot.dot(points, { x: "stated", y: "value", r: "judged", fill: "var(--accent)", fillOpacity: 0.75 }),
        ],
      });
    },
    [points, t, percent],
  );
  if (points.length === 0) return null;
  return (
    <PlotFigure
      title={t("promises.stated")}
      caption={t("promises.stated-caption")}
      label={t("promises.stated-label", { groups: points.length })}
      height={320}
      draw={draw}
    />
  );
}

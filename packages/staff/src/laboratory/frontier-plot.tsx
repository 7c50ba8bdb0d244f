import { useCallback, useMemo } from "react";
import { type Plot, PlotFigure } from "../charts/index.ts";
import { useTexts } from "../language/index.ts";
import { placeOfPoint, placesBeside } from "./frontier-places.ts";
import type { LaboratoryWords } from "./laboratory-words.ts";
import type { DraftResult, Measure, Point } from "./run-types.ts";

const height = 340;
/** What costs more than so many times what the draft would ever give, would press the curve into a corner. */
const reach = 2.2;

interface FrontierPlotProps {
  /** From little to much. */
  readonly points: readonly Point[];
  /** The one that is picked. */
  readonly place: number;
  readonly draft: DraftResult;
  readonly measure: Measure;
  /** Whether its figures are beside nothing. */
  readonly isAdded: boolean;
  readonly words: LaboratoryWords;
}

/** What more is earned for what is spent, with nothing, what was done and one action for everybody beside it. */
export function FrontierPlot({ points, place, draft, measure, isAdded, words }: FrontierPlotProps) {
  const texts = useTexts();
  const { t } = texts;
  const title = t("laboratory.frontier.title", { measure: words.measure(measure) });
  const line = useMemo(() => points.map((point) => placeOfPoint(point, measure)), [points, measure]);
  const beside = useMemo(() => {
    const { done, nothing, constants } = placesBeside(draft, measure);
    const all = [
      ...(done ? [{ name: t("laboratory.frontier.done"), isAbove: false, ...done }] : []),
      ...(nothing ? [{ name: t("laboratory.frontier.nothing"), isAbove: false, ...nothing }] : []),
      ...constants.map(({ action, ...place }) => ({ name: words.action(action), isAbove: true, ...place })),
    ];
    const most = reach * Math.max(...line.map(({ spend }) => spend));
    return all.filter(({ spend }) => spend <= most);
  }, [draft, measure, words, t, line]);
  const draw = useCallback(
    (plot: Plot, width: number) => {
      const picked = line.slice(place, place + 1);
      return plot.plot({
        ...{ width, height, marginTop: 26, marginLeft: 64, marginBottom: 44, marginRight: 24, className: "plot" },
        x: {
          ticks: width < 500 ? 3 : 6,
          tickFormat: (value: number) => words.tick("spend", value),
          ...{ label: words.plannedAxis, labelAnchor: "center", labelArrow: "none", insetRight: 40 },
        },
        y: {
          grid: true,
          ticks: 6,
          tickFormat: (value: number) => words.tick(measure, value),
          ...{ label: words.axis(measure, isAdded), labelArrow: "none" },
        },
        marks: [
          // Figures that are no differences lie far from 0, which would press the curve flat.
          ...(isAdded ? [plot.ruleY([0], { stroke: "var(--edge)" })] : []),
          plot.areaY(line, { x: "spend", y1: "low", y2: "high", fill: "var(--accent)", fillOpacity: 0.14 }),
          plot.lineY(line, { x: "spend", y: "value", stroke: "var(--accent)", strokeWidth: 2, curve: "monotone-x" }),
          plot.dot(line, { x: "spend", y: "value", fill: "var(--accent)", r: 2.5 }),
          plot.dot(beside, { x: "spend", y: "value", stroke: "var(--soft)", strokeWidth: 1.5, r: 4 }),
          ...named(plot, beside, line),
          plot.ruleX(picked, { x: "spend", y1: "low", y2: "high", stroke: "var(--accent)", strokeWidth: 2 }),
          plot.dot(picked, {
            x: "spend",
            y: "value",
            fill: "var(--card)",
            stroke: "var(--accent)",
            strokeWidth: 3,
            r: 7,
          }),
        ],
      });
    },
    [line, beside, place, measure, isAdded, words],
  );
  const values = line.map(({ value }) => value);
  return (
    <PlotFigure
      title={title}
      caption={
        draft.basis === "simulation"
          ? `${t("laboratory.frontier.caption")} ${t("laboratory.frontier.simulated")}`
          : t("laboratory.frontier.caption")
      }
      label={t("laboratory.frontier.label", {
        count: line.length,
        low: words.one("spend", line[0]?.spend ?? 0),
        high: words.one("spend", line.at(-1)?.spend ?? 0),
        measure: words.measure(measure, isAdded),
        least: words.one(measure, Math.min(...values)),
        most: words.one(measure, Math.max(...values)),
      })}
      height={height}
      draw={draw}
    />
  );
}

interface Named {
  readonly name: string;
  readonly isAbove: boolean;
  readonly spend: number;
  readonly value: number;
}

/** Names beside their points, towards the middle of the picture, so that none runs out of it. */
function named(plot: Plot, beside: readonly Named[], line: readonly { readonly spend: number }[]) {
  const spends = [...beside, ...line].map(({ spend }) => spend);
  const middle = (Math.min(...spends) + Math.max(...spends)) / 2;
  return [true, false].flatMap((isLeft) =>
    [true, false].map((isAbove) =>
      plot.text(
        beside.filter((each) => each.spend <= middle === isLeft && each.isAbove === isAbove),
        {
          ...{ x: "spend", y: "value", text: "name", fill: "var(--soft)" },
          textAnchor: isLeft ? "start" : "end",
          ...{ dx: isLeft ? 9 : -9, dy: isAbove ? -9 : 11 },
        },
      ),
    ),
  );
}

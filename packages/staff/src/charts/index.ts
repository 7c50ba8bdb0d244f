export { type Plot, PlotFigure } from "./plot-figure.tsx";
export { useMonths } from "./use-months.ts";
export { useTimeAxis } from "./use-time-axis.ts";

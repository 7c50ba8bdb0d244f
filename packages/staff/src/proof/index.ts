export { CurrencySelect } from "./currency-select.tsx";
export { EarnedCurve } from "./earned-curve.tsx";
export { MeasureDefinition } from "./earned-figures.tsx";
export { EarnedReport, PendingNote, type ReportSearch } from "./earned-report.tsx";
export { figureFormats, useFigureWords } from "./figure-words.ts";
export { type Division, divisions, oneOf, type ProgramMeasurement } from "./measured.ts";
export { WhenKnown } from "./when-known.tsx";

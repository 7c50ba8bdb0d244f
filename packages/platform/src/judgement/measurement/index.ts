export { type CountedRow, countOnce } from "./count-once.ts";
export { type Effect, effectOf, type Interval } from "./effect.ts";
export { type Figure, type Measured, type Measurement, startMeasurement } from "./measure.ts";
export type { Measure, MeasuredRow } from "./measured-row.ts";
export { measurementOperations } from "./measurement-operations.ts";
export { type Outlook, outlookOf } from "./outlook.ts";
export { addRow, startTally, type Tally } from "./tally.ts";

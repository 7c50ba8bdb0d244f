export { fromColumns } from "./from-columns.ts";
export { isMissing } from "./missing-cells.ts";
export { numberReader } from "./number-cells.ts";
export { readTable } from "./read-table.ts";
export { type CsvTable, numberColumn, textColumn } from "./table.ts";

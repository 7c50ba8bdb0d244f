import { basename } from "node:path";
import { evaluationTask } from "../evaluation-task.ts";
import { readCsvRows } from "../tables/read-csv-rows.ts";
import { evaluatePrice } from "./evaluate-price.ts";
import { readPriceRows } from "./price-rows.ts";

/** What a used thing is worth, with an interval that states four in five. */
export const priceTask = evaluationTask({
  options: { data: { value: "FILE", required: true }, target: { value: "COLUMN", required: true } },
  run({ data, target }, { seed, say }) {
    return evaluatePrice(basename(data), readPriceRows(readCsvRows(data), target), { seed, say });
  },
});

import { evaluatePrice, foldsByHash, readPriceRows } from "@aftercare/evaluation/methods";
import { readTable } from "@aftercare/evaluation/tables";
import type { BenchResult } from "../result.ts";
import { dataFile } from "./data/data-file.ts";

/** Trade-in prices of used phones and tablets (on the file's log scale), with an interval that states four in five. */
export async function runPrice(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const file = "used_devices.csv.gz";
  const rows = readPriceRows(readTable(dataFile(file)), "normalized_used_price");
  const task = evaluatePrice(file, rows, foldsByHash(rows, options.quick ? 2 : 5), { say: options.log });
  const value = (method: string, metric: string) =>
    task.results.find((each) => each.method === method)!.metrics[metric]!.mean;
  const { lower, upper } = task.differences!.find(({ method }) => method === "boosting")!;
  const rmse = value("auto", "rmse");
  const coverage = value("auto", "coverage_80");
  const boosted = (metric: string) => ({ value: value("auto", metric), baseline: value("boosting", metric) });
  return [
    {
      name: `RMSE, baseline boosting (difference 95 % ${lower.toFixed(4)} to ${upper.toFixed(4)}; linear ${value("linear", "rmse").toFixed(3)})`,
      ...{ ...boosted("rmse"), unit: "log price", ratio: rmse / value("boosting", "rmse") },
      ...{ goal: "at most 0.222", met: rmse <= 0.222 },
    },
    {
      ...{ name: "share within the 80 % interval", ...boosted("coverage_80"), unit: "share" },
      ...{ goal: "0.77 to 0.83", met: coverage >= 0.77 && coverage <= 0.83 },
    },
    { name: "width of the 80 % interval", ...boosted("width_80"), unit: "log price" },
    { name: "MAE", ...boosted("mae"), unit: "log price" },
    { name: "R²", ...boosted("r2"), unit: "" },
  ];
}

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { MethodResult, TaskResult } from "@aftercare/evaluation";
import type { BenchResult } from "../result.ts";
import { dataFile } from "./data/data-file.ts";

const program = fileURLToPath(new URL("../../../packages/platform/src/surfaces/cli/cli.ts", import.meta.url));

interface Shop {
  readonly name: string;
  readonly args: readonly string[];
  readonly quick: boolean;
}

const retail = (cut: string, quick: boolean): Shop => ({
  name: `online_retail from ${cut}`,
  args: [
    ...["--data", dataFile("online_retail_to_2011-06-30.csv.gz"), "--cut", cut],
    ...["--shopper", "CustomerID", "--item", "StockCode", "--time", "InvoiceDate"],
  ],
  quick,
});

const shops: readonly Shop[] = [
  { name: "tafeng", args: ["--data", dataFile("tafeng_train_val.jsonl.gz")], quick: true },
  retail("2011-04-01", true),
  retail("2011-05-01", false),
];

/**
 * Next basket, what goes with an item and the next purchase day, on two shops: every method in the same process on the same
 * shoppers, the automatic one first. Choices inside the automatic methods are made on what was known at the cut.
 */
export async function runBaskets(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const rows: BenchResult[] = [];
  for (const shop of shops.filter(({ quick }) => quick || !options.quick)) {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [program, "evaluate", "basket", ...shop.args, "--seed", "1", "--json"],
      {
        maxBuffer: 2 ** 26,
      },
    );
    for (const line of stderr.split("\n")) if (line !== "") options.log(`${shop.name}: ${line}`);
    const evaluation: TaskResult = JSON.parse(stdout);
    for (const chosen of evaluation.chosen ?? []) options.log(`${shop.name}: chose ${chosen}`);
    rows.push(
      ...recalls(shop.name, evaluation),
      ...companionHits(shop.name, evaluation),
      ...gapErrors(shop.name, evaluation),
    );
  }
  return rows;
}

function recalls(shop: string, evaluation: TaskResult): BenchResult[] {
  const auto = evaluation.results.find(({ method }) => method === "auto")!;
  const singles = evaluation.results.filter(({ method, metrics }) => method !== "auto" && "recall_at_10" in metrics);
  const best = singles.reduce((top, each) => (mean(each, "recall_at_10") > mean(top, "recall_at_10") ? each : top));
  const value = mean(auto, "recall_at_10");
  const baseline = mean(best, "recall_at_10");
  const rows: BenchResult[] = [
    {
      name: `${shop}: auto, recall@10; best single ${best.method}; ${differenceIn(evaluation, best.method, "recall_at_10")}`,
      ...{ value, unit: "recall", baseline, ratio: value / baseline },
      ...{ goal: "at least the best single method", met: value >= baseline },
    },
  ];
  if (shop === "tafeng") {
    const seconds = auto.fit_seconds + auto.predict_seconds;
    rows.push(
      { name: `${shop}: auto, recall@10`, value, unit: "recall", goal: "≥ 0.160", met: value >= 0.16 },
      { name: `${shop}: auto, fit and predict, CPU`, value: seconds, unit: "s", goal: "≤ 3 s", met: seconds <= 3 },
      {
        name: `${shop}: auto, peak memory`,
        value: auto.peak_mb,
        unit: "MB",
        goal: "≤ 400 MB",
        met: auto.peak_mb <= 400,
      },
    );
  }
  for (const result of [auto, ...singles]) {
    for (const [metric, { mean: value }] of Object.entries(result.metrics))
      if (metric.includes("_at_") && !metric.startsWith("complement"))
        rows.push({ name: `${shop}: ${result.method}, ${metric.replaceAll("_", " ")}`, value, unit: "share" });
    const seconds = result.fit_seconds + result.predict_seconds;
    rows.push({ name: `${shop}: ${result.method}, CPU`, value: seconds, unit: "s" });
  }
  return rows;
}

function companionHits(shop: string, evaluation: TaskResult): BenchResult[] {
  const [auto, counts] = ["auto", "co-purchase count"].map(
    (name) => evaluation.results.find(({ method }) => method === name)!,
  );
  if (!auto || !counts || !("complement_hit_at_10" in auto.metrics)) return [];
  const [value, baseline] = [mean(auto, "complement_hit_at_10"), mean(counts, "complement_hit_at_10")];
  return [
    {
      name: `${shop}: auto, complement hit@10; co-purchase count; ${differenceIn(evaluation, counts.method, "complement_hit_at_10")}`,
      ...{ value, unit: "share", baseline, ratio: value / baseline },
      ...(shop === "tafeng" ? {} : { goal: "≥ 0.015 above counts", met: value >= baseline + 0.015 }),
    },
  ];
}

function gapErrors(shop: string, evaluation: TaskResult): BenchResult[] {
  const baseline = evaluation.results.find(({ method }) => method === "mean gap");
  if (!baseline) return [];
  const reference = mean(baseline, "gap_mae");
  return evaluation.results
    .filter(({ method, metrics }) => method !== "mean gap" && "gap_mae" in metrics)
    .flatMap((result) => {
      const value = mean(result, "gap_mae");
      const paired = result.method === "auto" ? `; ${differenceIn(evaluation, "mean gap", "gap_mae")}` : "";
      return [
        {
          name: `${shop}: ${result.method}, error of the next purchase day; mean gap${paired}`,
          ...{ value, unit: "days", baseline: reference, ratio: value / reference },
          ...{ goal: "≥ 8 % below the mean gap", met: value <= 0.92 * reference },
        },
        {
          name: `${shop}: ${result.method}, 80 % interval holds the day`,
          ...{ value: mean(result, "gap_coverage_80"), unit: "share" },
        },
      ];
    });
}

function mean(result: MethodResult, metric: string): number {
  return result.metrics[metric]?.mean ?? Number.NaN;
}

function differenceIn({ differences = [] }: TaskResult, other: string, name: string): string {
  const found = differences.find(({ method, metric }) => method === other && metric === name);
  if (!found) return "not compared";
  const [estimate, lower, upper] = [found.estimate, found.lower, found.upper].map((each) => each.toFixed(4));
  return `difference ${estimate} (95 % ${lower} to ${upper})`;
}

import { returnIncentive } from "../../packages/platform/src/care/incentives/index.ts";
import { type Evaluation, evaluate, type TrainingRow } from "../../packages/platform/src/judgement/learning/index.ts";
import { repurchaseRows } from "../../packages/platform/src/judgement/repurchase/index.ts";
import { onFreshPlatform } from "./fresh-platform.ts";
import type { BenchResult } from "./result.ts";
import { fillShop } from "./shop-history.ts";

const horizonMs = returnIncentive.horizons[0] * 86_400_000;

/**
 * How well "buys again within 60 days of a return" is told, on later returns than those it was learned from: beside
 * purchase frequency alone, on the same rows. Without a file the sample retailer stands in, whose shoppers are invented.
 * @param args `[FILE.csv[.gz] [CUT]]`; the cut is an ISO date, by default four fifths of the way through
 */
export async function buysAgain([file, cutText]: readonly string[]): Promise<BenchResult[]> {
  const rows = await onFreshPlatform(async (platform, folder) => {
    await fillShop(platform, folder, file);
    return platform.work.run("bench", (tx) => repurchaseRows(tx, { now: platform.clock.now(), horizonMs }));
  });
  const cut = cutText === undefined ? defaultCut(rows) : new Date(cutText);
  const test = rows.filter((row) => row.at >= cut);
  const earlier = rows.filter((row) => row.at < cut);
  // What could have been known at the cut, and the wider protocol of published references, whose training rows' last
  // outcomes fall into the time of the test rows.
  const known = earlier.filter((row) => row.at.getTime() + horizonMs <= cut.getTime());
  return [
    ...figures("outcomes known at the cut", known, test),
    ...figures("all returns before the cut", earlier, test),
  ];
}

function figures(protocol: string, train: readonly TrainingRow[], test: readonly TrainingRow[]) {
  const found = evaluate(train, test);
  if (!found) return [{ name: `${protocol}: too few rows`, value: train.length, unit: "rows" }];
  return [
    { name: `${protocol}: training rows`, value: found.trainRows, unit: "rows" },
    { name: `${protocol}: test rows`, value: found.testRows, unit: "rows" },
    ...areas(protocol, found),
    calibrationError(protocol, found),
  ];
}

/** Beside the error what chance alone gives on so many rows: the mean of |observed − p| where p is right in every bin. */
function calibrationError(protocol: string, { calibration, testRows }: Evaluation): BenchResult {
  const over = (of: (bin: Evaluation["calibration"][number]) => number) =>
    calibration.reduce((sum, bin) => sum + (bin.rows / testRows) * of(bin), 0);
  const value = over(({ predicted, observed }) => Math.abs(predicted - observed));
  const chance = over(({ predicted, rows }) => Math.sqrt((2 / Math.PI) * ((predicted * (1 - predicted)) / rows)));
  return {
    name: `${protocol}: expected calibration error, baseline a perfect model's on as many rows`,
    ...{ value, unit: "share", baseline: chance, goal: "at most 0.03", met: value <= 0.03 },
  };
}

function areas(protocol: string, { auc, baselineAuc, difference }: Evaluation) {
  const inWords = (low: number, high: number) => `${low.toFixed(3)} to ${high.toFixed(3)}`;
  const frequency = baselineAuc.auc;
  return [
    {
      name: `${protocol}: AUC (95 % ${inWords(auc.lower, auc.upper)}), baseline frequency alone (${inWords(baselineAuc.lower, baselineAuc.upper)})`,
      ...{ value: auc.auc, unit: "AUC", baseline: frequency, ratio: auc.auc / frequency },
    },
    {
      name: `${protocol}: paired difference (95 % ${inWords(difference.lower, difference.upper)})`,
      ...{ value: difference.difference, unit: "AUC" },
    },
  ];
}

function defaultCut(rows: readonly TrainingRow[]): Date {
  const first = rows[0]?.at.getTime() ?? 0;
  const last = rows.at(-1)?.at.getTime() ?? 0;
  return new Date(first + 0.8 * (last - first));
}

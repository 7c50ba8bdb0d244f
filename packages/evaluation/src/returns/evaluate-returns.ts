import {
  aucWithInterval,
  brier,
  calibratedProbability,
  calibrateScores,
  calibrationByDecile,
  fitBoosting,
  fitLogistic,
  linearLogistic,
  logLoss,
  pairedAucDifference,
  rawBoosting,
  rowOf,
} from "@aftercare/learn";
import { measured } from "../measured.ts";
import { fromColumns } from "../tables/from-columns.ts";
import { type MethodResult, meanMetric, type TaskResult } from "../task-result.ts";
import { averagePrecision } from "./average-precision.ts";
import { effectFeatures } from "./effect-features.ts";
import { historyFeatures } from "./history-features.ts";
import type { OrderLines } from "./lines.ts";
import { orderFeatures } from "./order-features.ts";
import { type Columns, labelLag, plainFeatures } from "./plain-features.ts";

/** Lines to learn from, by position, and lines to score. */
interface Split {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/** Which lines are asked about. */
export interface ReturnsOptions {
  /** First day asked about, since 1970; the day at three quarters of the lines if not given. */
  readonly from?: number;
  readonly say?: (line: string) => void;
}

/**
 * The chance of each line to come back, told at the order. Lines before `from` whose outcome was known by then are learned from;
 * all figures of a line rest on what was known at its order.
 */
export function evaluateReturns(data: string, lines: OrderLines, options: ReturnsOptions = {}): TaskResult {
  const { say = () => {} } = options;
  const n = lines.time.length;
  const from = options.from ?? Math.floor(lines.time[Math.floor(n * 0.75)]!);
  const positions = Array.from({ length: n }, (_, i) => i);
  const split = {
    train: positions.filter((i) => lines.time[i]! + labelLag <= from),
    test: positions.filter((i) => lines.time[i]! >= from),
  };
  const plain = plainFeatures(lines);
  const labels = split.test.map((i) => lines.returned[i]!);
  const scores = new Map<string, Float64Array>();
  const results: MethodResult[] = [];
  const add = (method: string, run: () => Float64Array) => {
    const { answer, cost } = measured(run, (found) => found);
    scores.set(method, answer);
    results.push({ method, metrics: metricsOf(answer, labels), ...cost });
    say(`${method}: AUC ${results.at(-1)!.metrics.auc!.mean.toFixed(4)}`);
  };
  add("logistic", () => probabilities(logistic(plain, lines, split)));
  add("boosting", () => probabilities(boosting(plain, lines, split)));
  add("auto", () => {
    const rich = { ...plain, ...orderFeatures(lines), ...historyFeatures(lines), ...effectFeatures(lines, plain) };
    return auto(rich, lines, split, from, say);
  });
  const differences = ["logistic", "boosting"].map((method) => {
    const { difference, lower, upper } = pairedAucDifference(scores.get("auto")!, scores.get(method)!, labels);
    return { method, metric: "auc", estimate: difference, lower, upper };
  });
  const day = new Date(from * 86_400_000).toISOString().slice(0, 10);
  const protocol = `${split.test.length} lines ordered from ${day} on, learned from ${split.train.length} earlier ones known by then`;
  return { data, protocol, results, differences };
}

/**
 * Candidates are judged on the last quarter of the lines to learn from, by models that learned from those known before it; the best in log
 * loss is fitted again on all, and calibrated by what it said there.
 */
function auto(
  columns: Columns,
  lines: OrderLines,
  split: Split,
  from: number,
  say: (line: string) => void,
): Float64Array {
  const { train } = split;
  const begin = Math.min(from - labelLag, Math.floor(lines.time[train[Math.floor(train.length * 0.75)]!]!));
  const inner = {
    train: train.filter((i) => lines.time[i]! + labelLag <= begin),
    test: train.filter((i) => lines.time[i]! >= begin),
  };
  const enough = inner.train.length >= 500 && inner.test.length >= 200;
  const found = candidates(columns, lines, enough ? inner : split);
  if (!enough) return probabilities(found.blend);
  const labels = inner.test.map((i) => lines.returned[i]!);
  const groups = inner.test.map((i) => lines.order[i]!);
  const judged = Object.entries(found).map(([name, score]) => {
    // Steps would make ties of lines that the score tells apart.
    const { model } = calibrateScores(score, labels, { groups, methods: ["platt", "temperature"] });
    const calibrated = score.map((each) => calibratedProbability(model, each));
    return { name, model, loss: logLoss(calibrated, labels) };
  });
  const best = judged.reduce((a, b) => (b.loss < a.loss ? b : a));
  say(
    `auto: ${judged.map(({ name, loss }) => `${name} ${loss.toFixed(4)}`).join(", ")}; takes ${best.name}, ${best.model.method}`,
  );
  const final = candidates(columns, lines, split)[best.name as keyof typeof found];
  return final.map((score) => calibratedProbability(best.model, score));
}

function candidates(columns: Columns, lines: OrderLines, split: Split) {
  const linear = logistic(columns, lines, split, 300);
  const boosted = boosting(columns, lines, split, 3);
  return { logistic: linear, boosting: boosted, blend: linear.map((score, k) => (score + boosted[k]!) / 2) };
}

const logistic = (columns: Columns, lines: OrderLines, { train, test }: Split, l2 = 10): Float64Array => {
  const means = Object.values(columns).map((column) => meanKnown(column, train));
  const rows = (positions: readonly number[]) =>
    fromColumns(
      Object.values(columns).map((column, j) =>
        Float64Array.from(positions, (i) => (Number.isNaN(column[i]!) ? means[j]! : column[i]!)),
      ),
    );
  const model = fitLogistic(
    rows(train),
    train.map((i) => lines.returned[i]!),
    { l2 },
  );
  const x = rows(test);
  return Float64Array.from(test, (_, k) => linearLogistic(model, rowOf(x, k)));
};

const boosting = (columns: Columns, lines: OrderLines, { train, test }: Split, seeds = 1): Float64Array => {
  const rows = (positions: readonly number[]) => {
    const lists = Object.values(columns);
    const values = new Float64Array(positions.length * lists.length);
    for (const [k, i] of positions.entries()) {
      for (let j = 0; j < lists.length; j++) values[k * lists.length + j] = lists[j]![i]!;
    }
    return { rows: positions.length, columns: lists.length, values };
  };
  const x = rows(train);
  const asked = rows(test);
  const y = train.map((i) => lines.returned[i]!);
  const sum = new Float64Array(test.length);
  for (let seed = 1; seed <= seeds; seed++) {
    const slow = {
      trees: 300,
      learningRate: 0.02,
      columnShare: 0.3,
      rowShare: 0.7,
      maxLeaves: 16,
      minLeaf: 100,
      l2: 5,
    };
    const plain = { trees: 150, learningRate: 0.05, columnShare: 0.5, maxLeaves: 16, minLeaf: 100, l2: 5 };
    const model = fitBoosting(x, y, { loss: "logistic", ...(seeds > 1 ? slow : plain), seed });
    for (const [k, score] of rawBoosting(model, asked).entries()) sum[k]! += score / seeds;
  }
  return sum;
};

function metricsOf(found: Float64Array, labels: readonly number[]) {
  const area = aucWithInterval(found, labels);
  return {
    auc: { mean: area.auc, se: area.standardError },
    ap: { mean: averagePrecision(found, labels) },
    brier: { ...meanMetric(found.map((p, k) => (p - labels[k]!) ** 2)), mean: brier(found, labels) },
    ece: { mean: calibrationByDecile(found, labels).expectedCalibrationError },
  };
}

function probabilities(scores: Float64Array): Float64Array {
  return scores.map((score) => 1 / (1 + Math.exp(-score)));
}

function meanKnown(column: Float64Array, rows: readonly number[]): number {
  const known = rows.filter((i) => !Number.isNaN(column[i]!));
  return known.length === 0 ? 0 : known.reduce((sum, i) => sum + column[i]!, 0) / known.length;
}

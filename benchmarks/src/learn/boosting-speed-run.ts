import { createHash } from "node:crypto";
import { auc, fitBoosting, predictBoosting, seededRandom } from "@aftercare/learn";
import { fitBoostingOnWorkers } from "@aftercare/learn/workers";

/** What one fit took, as this program prints it. */
export interface SpeedRun {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly predictSeconds: number;
  readonly auc: number;
  readonly peakMegabytes: number;
  /** SHA-256 of the model. */
  readonly model: string;
}

export const columns = 30;
export const trees = 100;

/**
 * One fit in a process of its own, so that its peak of memory is its own: `boosting-speed-run.ts ROWS THREADS`. Standard normal 32-bit
 * numbers, every third column rounded to quarters; y ~ Bernoulli(sigmoid(x0·x1 + sin 2x2 + 0.5·x3 − 0.3·x4²)).
 */
async function run(rows: number, threads: number): Promise<SpeedRun> {
  const random = seededRandom("boosting speed");
  const values = new Float32Array(new SharedArrayBuffer(4 * rows * columns));
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * columns, (i + 1) * columns);
    for (let j = 0; j < columns; j++) {
      const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
      row[j] = j % 3 === 2 ? Math.round(4 * normal) / 4 : normal;
    }
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = row;
    const logit = a * b + Math.sin(2 * c) + 0.5 * d - 0.3 * e * e;
    y[i] = random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
  }
  const x = { rows, columns, values };
  const options = { loss: "logistic", trees, maxLeaves: 31, learningRate: 0.1, minLeaf: 20, bins: 255, l2: 0 } as const;
  const cpu = process.cpuUsage();
  const start = performance.now();
  const model =
    threads === 1 ? fitBoosting(x, y, options) : await fitBoostingOnWorkers(x, y, { ...options, workers: threads });
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  const predicting = performance.now();
  const predicted = predictBoosting(model, x);
  return {
    seconds,
    cpuSeconds: (used.user + used.system) / 1e6,
    predictSeconds: (performance.now() - predicting) / 1000,
    auc: auc(predicted, y),
    peakMegabytes,
    model: createHash("sha256").update(JSON.stringify(model)).digest("hex"),
  };
}

if (import.meta.main) {
  const [rows, threads] = process.argv.slice(2).map(Number);
  console.log(JSON.stringify(await run(rows ?? 1_000_000, threads ?? 1)));
}

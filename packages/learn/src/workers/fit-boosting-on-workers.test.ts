import assert from "node:assert/strict";
import { test } from "node:test";
import { type BoostingOptions, fitBoosting } from "../boosting/index.ts";
import { LearnError } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import { fitBoostingOnWorkers } from "./fit-boosting-on-workers.ts";

const rows = 5000;
const columns = 5;
const random = seededRandom("workers");
const values = Float32Array.from({ length: rows * columns }, (_, k) =>
  random.next() < 0.05 ? Number.NaN : k % columns === 4 ? random.int(30) : random.next() * 10,
);
const x = { rows, columns, values };
const y = Float64Array.from({ length: rows }, (_, i) => {
  const [a = 0, b = 0, , , e = 0] = values.subarray(i * columns).map((value) => (Number.isNaN(value) ? 5 : value));
  return Math.max(0, Math.round(a * Math.sin(b) + (e % 3) + 2 * random.next()));
});
const weights = Float64Array.from({ length: rows }, () => random.int(4) * random.next());
const half = {
  x: { rows: rows / 2, columns, values: values.subarray(0, (rows / 2) * columns) },
  y: y.subarray(0, rows / 2),
};

const cases: Record<string, { options: BoostingOptions; workers: number }> = {
  "squared loss with categories": { options: { loss: "squared", trees: 12, categorical: [4] }, workers: 2 },
  "weighted quantiles in order": {
    options: { loss: { quantile: 0.7 }, trees: 6, weights, monotone: [1, 0, 0, 0, 0] },
    workers: 3,
  },
  "Poisson with early stopping, weights and sampling": {
    options: {
      ...{ loss: "poisson", trees: 12, weights, rowShare: 0.6, columnShare: 0.6, learningRate: 0.5 },
      ...{ validation: { ...half, weights: weights.subarray(0, rows / 2) }, patience: 3 },
    },
    workers: 2,
  },
};

for (const [name, { options, workers }] of Object.entries(cases)) {
  test(`${name}: ${workers} threads give the model of one, to the last bit`, async () => {
    assert.deepEqual(await fitBoostingOnWorkers(x, y, { ...options, workers }), fitBoosting(x, y, options));
  });
}

test("bad input is refused as on one thread", async () => {
  const refuses = (argument: string, run: Promise<unknown>): Promise<void> =>
    assert.rejects(run, (error) => error instanceof LearnError && error.argument === argument);
  await refuses("y", fitBoostingOnWorkers(x, y.subarray(1), { loss: "squared", workers: 2 }));
  await refuses("options.workers", fitBoostingOnWorkers(x, y, { loss: "squared", workers: 0 }));
  await refuses("options.trees", fitBoostingOnWorkers(x, y, { loss: "squared", trees: -1, workers: 1 }));
});

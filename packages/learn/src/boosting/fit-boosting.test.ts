import assert from "node:assert/strict";
import { test } from "node:test";
import { matrixFromRows } from "../matrix/index.ts";
import { seededRandom } from "../random/index.ts";
import { fitBoosting } from "./fit-boosting.ts";
import { loadBoosting } from "./load-boosting.ts";
import { predictBoosting } from "./predict-boosting.ts";

test("a step and a slope are learned, and a model loaded from JSON predicts to the last bit the same", () => {
  const random = seededRandom("fit-boosting");
  const x = matrixFromRows(Array.from({ length: 2000 }, () => [random.int(100) / 10, random.next()]));
  const y = Float64Array.from({ length: 2000 }, (_, i) => (x.values[2 * i]! > 4 ? 3 : 0) + x.values[2 * i + 1]!);
  const model = fitBoosting(x, y, { loss: "squared" });
  const predicted = predictBoosting(model, x);
  assert.ok(meanSquare(predicted.map((each, i) => each - y[i]!)) < 0.002);
  assert.deepEqual(predictBoosting(loadBoosting(JSON.parse(JSON.stringify(model))), x), predicted);
});

function meanSquare(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each * each, 0) / values.length;
}

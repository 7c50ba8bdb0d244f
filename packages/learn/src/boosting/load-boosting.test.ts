import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import { fitBoosting } from "./fit-boosting.ts";
import { loadBoosting } from "./load-boosting.ts";
import { predictBoosting } from "./predict-boosting.ts";

const random = seededRandom("load");
const values = Float64Array.from({ length: 900 }, (_, k) => (k % 3 === 2 ? random.int(9) : random.next() / 3));
values[0] = Number.NaN;
const x = { rows: 300, columns: 3, values };
const y = Float64Array.from({ length: 300 }, (_, i) => ((values[3 * i + 2]! % 3) + random.next() > 1.2 ? 1 : 0));
const model = fitBoosting(x, y, { loss: "logistic", categorical: [2], trees: 20 });
const stored = JSON.parse(JSON.stringify(model));

test("a model that went through JSON predicts to the last bit the same, also in another process", () => {
  const predicted = predictBoosting(model, x);
  assert.deepEqual(loadBoosting(stored), model);
  const program = `
    import { readFileSync } from "node:fs";
    import { loadBoosting, predictBoosting } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
    const { model, rows } = JSON.parse(readFileSync(0, "utf8"));
    const values = Float64Array.from(rows, (value) => value ?? Number.NaN);
    console.log(JSON.stringify([...predictBoosting(loadBoosting(model), { rows: 300, columns: 3, values })]));`;
  const answer = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    input: JSON.stringify({ model, rows: [...values] }),
    encoding: "utf8",
  });
  assert.deepEqual(Float64Array.from(JSON.parse(answer)), predicted);
});

test("what is not a model is refused by the field", () => {
  const tree = stored.trees[0];
  const withTree = (change: object): object => ({ ...stored, trees: [{ ...tree, ...change }] });
  refuses("stored", undefined);
  refuses("stored.kind", { ...stored, kind: "forest" });
  refuses("stored.version", { ...stored, version: 2 });
  refuses("stored.loss", { ...stored, loss: "absolute" });
  refuses("stored.loss.quantile", { ...stored, loss: {} });
  refuses("stored.columns", { ...stored, columns: "3" });
  refuses("stored.start", { ...stored, start: null });
  refuses("stored.trees", { ...stored, trees: {} });
  refuses("stored.trees[0].column", withTree({ column: [] }));
  refuses("stored.trees[0].column", withTree({ column: [7, ...tree.column.slice(1)] }));
  refuses("stored.trees[0].value", withTree({ value: tree.value.slice(1) }));
  refuses("stored.trees[0].threshold", withTree({ threshold: tree.threshold.map(() => null) }));
  refuses("stored.trees[0].categories", withTree({ categories: undefined }));
  refuses("stored.trees[0]", withTree({ left: tree.left.map(() => 0) }));
  refuses("stored.training.rows", { ...stored, training: {} });
});

function refuses(argument: string, value: unknown): void {
  assert.throws(
    () => loadBoosting(value),
    (error) => error instanceof LearnError && error.argument === argument,
    `expected ${argument}`,
  );
}

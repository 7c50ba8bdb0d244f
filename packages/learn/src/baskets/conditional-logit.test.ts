import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { type ChoiceSet, fitConditionalLogit } from "./conditional-logit.ts";

const set = (rows: number[][], chosen: number[], weight: number): ChoiceSet => ({
  features: Float32Array.from(rows.flat()),
  chosen: Uint8Array.from(chosen),
  weight,
});
const sets = [
  set(
    [
      [1, 0],
      [0, 1],
      [1, 1],
      [0.5, 2],
    ],
    [1, 0, 0, 1],
    1,
  ),
  set(
    [
      [2, 1],
      [0, 0],
      [1, 3],
    ],
    [0, 0, 1],
    0.5,
  ),
  set(
    [
      [0, 1],
      [3, 1],
      [1, 1],
    ],
    [0, 1, 0],
    2,
  ),
];

// Golden: scipy 1.17.1 minimize(loss, method="BFGS", gtol 1e-12), loss = 0.35·|b|² − Σ weight·Σ chosen log softmax(x/sd·b), b/sd.
test("weights are those of an independent minimiser", () => {
  const { weights } = fitConditionalLogit(sets, 2, 0.7);
  assert.ok(Math.abs(weights[0]! - 1.0014393619090602) < 1e-3);
  assert.ok(Math.abs(weights[1]! - 0.5163214829807286) < 1e-3);
});

test("what is the same for all alternatives of a set changes nothing, and a constant column gets 0", () => {
  const { weights } = fitConditionalLogit(sets, 2, 0.7);
  const wider = sets.map(({ features, chosen, weight }) => {
    const rows = Array.from(chosen, (_, k) => [features[2 * k]!, features[2 * k + 1]!, 7]);
    return set(rows, [...chosen], weight);
  });
  const found = fitConditionalLogit(wider, 3, 0.7).weights;
  assert.equal(found[2], 0);
  assert.ok(Math.abs(found[0]! - weights[0]!) < 1e-6 && Math.abs(found[1]! - weights[1]!) < 1e-6);
});

test("sets without a choice do not count; nothing but such sets is refused", () => {
  const without = set(
    [
      [9, 9],
      [1, 1],
      [4, 4],
    ],
    [0, 0, 0],
    1,
  );
  assert.deepEqual(fitConditionalLogit([...sets, without], 2, 0.7), fitConditionalLogit(sets, 2, 0.7));
  assert.throws(() => fitConditionalLogit([without], 2, 0.7), LearnError);
  assert.throws(() => fitConditionalLogit([], 2, 0.7), LearnError);
  assert.throws(() => fitConditionalLogit(sets, 2, 0), LearnError);
  assert.throws(() => fitConditionalLogit(sets, 3, 1), LearnError);
});

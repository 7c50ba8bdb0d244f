import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import { trainModel } from "./train-model.ts";
import type { TrainingRow } from "./training-row.ts";

const day = 86_400_000;
const start = Date.parse("2025-01-01T00:00:00Z");
const now = new Date(start + 400 * day);
const about = { features: ["orders", "recency-days"], horizonMs: 60 * day, now };

/** One row a day whose outcome hangs on the second column only; the baseline sees the first. */
function history(days: number, seed = "train"): TrainingRow[] {
  const random = seededRandom(seed);
  return Array.from({ length: days }, (_, i) => {
    const input = [random.next(), random.next()];
    const outcome = random.next() < 0.1 + 0.8 * input[1]! ? 1 : 0;
    return { at: new Date(start + i * day), group: `shopper-${i % 97}`, input, outcome, baseline: input[0]! };
  });
}

test("the card compares with the baseline on later rows, and what serves is fitted on all", () => {
  const { model, card } = trainModel(history(340), about);
  assert.ok(card.auc && card.baselineAuc && card.aucDifference);
  assert.ok(card.auc.low < card.auc.value && card.auc.value < card.auc.high);
  assert.ok(card.auc.value > 0.7 && card.aucDifference.low > 0);
  assert.equal(model?.training.rows, 340);
  assert.equal(card.features[0]?.feature, "recency-days");
  assert.equal(card.note, undefined);
});

test("a row whose outcome was not known at the cut does not train the judged model", () => {
  const rows = history(340);
  const cut = new Date(start + 272 * day);
  const { card } = trainModel(rows, { ...about, cut });
  assert.equal(card.trainRows, rows.filter((row) => row.at.getTime() + about.horizonMs <= cut.getTime()).length);
  assert.equal(card.testRows, rows.filter((row) => row.at >= cut).length);
  const unknown = (row: TrainingRow) => row.at.getTime() + about.horizonMs > cut.getTime() && row.at < cut;
  const changed = rows.map((row) => (unknown(row) ? { ...row, outcome: (1 - row.outcome) as 0 | 1 } : row));
  assert.deepEqual(trainModel(changed, { ...about, cut }).card.auc, card.auc);
});

test("the default cut lies at four fifths of the time that the rows span", () => {
  assert.equal(trainModel(history(341), about).card.cut, new Date(start + 272 * day).toISOString());
});

test("training on the same rows gives the same version, on others another", () => {
  assert.equal(trainModel(history(200), about).version, trainModel(history(200), about).version);
  assert.notEqual(trainModel(history(200), about).version, trainModel(history(201), about).version);
});

test("too little history, or one class only, gives a card without a model that says so", () => {
  const always = history(200).map((row) => ({ ...row, outcome: 1 as const }));
  for (const rows of [[], history(99), always]) {
    const { model, card } = trainModel(rows, about);
    assert.equal(model, undefined);
    assert.equal(card.note, "reasons.note.too-little-history");
    assert.equal(card.trainRows, rows.length);
  }
});

test("enough rows to learn from but not to judge by: the model serves without a figure", () => {
  const { model, card } = trainModel(history(120), { ...about, cut: new Date(start + 50 * day) });
  assert.ok(model);
  assert.equal(card.auc, undefined);
  assert.equal(card.note, "reasons.note.not-evaluated");
});

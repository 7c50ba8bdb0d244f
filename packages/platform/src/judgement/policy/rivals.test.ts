import assert from "node:assert/strict";
import { test } from "node:test";
import { fitProgramModel, judgeCandidate, rivalShares } from "./index.ts";
import { loadProgramModel } from "./load-program-model.ts";
import { log, logActions, logFeatures } from "./testing.ts";

const rows = log(6_000, "rivals", (arm) => (arm === 2 ? 0.6 : 0));
const model = fitProgramModel(rows, logActions, logFeatures);

test("what is surely the best for everybody is the rival; where nothing is known there is none", () => {
  const shares = rivalShares(judgeCandidate(rows, model, undefined), logActions)!;
  assert.ok(Math.abs(shares.reduce((sum, each) => sum + each, 0) - 1) < 1e-9);
  assert.ok(shares[2]! > 0.95 && shares.every((share) => share >= 0), `${shares}`);
  assert.equal(rivalShares({ kind: "refused", release: false, rows: 0, effectiveSample: 0 }, logActions), undefined);
});

test("rivals are stored with the model; a model whose rivals are no share for each action, of 1 in all, is damaged", () => {
  const stored = JSON.parse(JSON.stringify({ ...model, rivals: [0, 0.25, 0.75] }));
  assert.deepEqual(loadProgramModel(stored)?.rivals, [0, 0.25, 0.75]);
  assert.equal(loadProgramModel({ ...stored, rivals: [0.25, 0.75] }), undefined);
  for (const rivals of [
    [-1, 1, 1],
    [0.5, 0.5, 0.5],
  ])
    assert.equal(loadProgramModel({ ...stored, rivals }), undefined);
});

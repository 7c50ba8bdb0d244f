import assert from "node:assert/strict";
import { test } from "node:test";
import type { ModelRow } from "./model-types.ts";
import { hardestConstant, hurdlesOf, verdictOf } from "./verdict.ts";

const row: ModelRow = {
  ...{
    modelId: "mdl_1",
    trainedAt: "2026-03-02T09:00:00Z",
    state: "challenger",
    proven: false,
    rows: 900,
    actions: [],
  },
  againstConstants: [{ action: "none", estimate: 5, lower: 1, upper: 9 }],
  againstToday: { estimate: 1, lower: -1, upper: 3 },
  today: "belief",
};

test("a verdict names what is proven, what is not, and what the log cannot say", () => {
  const { againstToday: _, ...unjudged } = row;
  assert.equal(verdictOf({ ...row, proven: true }), "proven");
  assert.equal(verdictOf(row), "not-proven");
  assert.equal(verdictOf({ ...unjudged, againstConstants: [], effectiveSample: 12 }), "no-overlap");
  assert.equal(verdictOf({ ...unjudged, againstConstants: [], effectiveSample: 179 }), "uneven");
  assert.equal(verdictOf({ ...unjudged, againstConstants: [] }), "nothing-to-compare");
});

test("every comparison says whether it was passed", () => {
  assert.deepEqual(
    hurdlesOf(row).map(({ against, passed }) => [against, passed]),
    [
      ["belief", false],
      [{ action: "none" }, true],
    ],
  );
  const { today: _, ...old } = row;
  assert.equal(hurdlesOf(old)[0]?.against, "today");
});

test("the hardest constant to beat is the one that the model gains least over", () => {
  const [none] = row.againstConstants;
  const [mail, call] = [-1, 2].map((estimate) => ({ ...none!, action: `a ${estimate}`, estimate }));
  assert.equal(hardestConstant({ ...row, againstConstants: [none!, mail!, call!] }), mail);
  assert.equal(hardestConstant({ ...row, againstConstants: [] }), undefined);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { locales } from "@aftercare/messages";
import { ProgramDocument } from "../../judgement/programs/index.ts";
import { programReport } from "./program-report.ts";

const document = ProgramDocument.parse({
  ...{ name: "spring", title: "Spring", moment: "return.incentive", currency: "EUR" },
  actions: [{ id: "ten", terms: { kind: "percent-off", percent: 10 } }],
  goal: { horizonDays: 30 },
});
const changes = [{ field: "actions/ten/terms/percent", before: 10, after: 12 }];
const comparison = { version: 3, retired: false, changes, revision: 1 };
const trial = {
  ...{ subjects: 400, concerned: 120, addedWorth: 3, cost: 245.4 },
  actions: [{ action: "ten", eligible: 90, best: 40, refusals: [] }],
};

test("a fault is one line that an editor can jump to: file, line, column, part, reason", () => {
  const { fault } = programReport("en");
  const at = { file: "a.json", line: 4, column: 7 };
  assert.equal(fault({ ...at, field: "rank", message: "is no number" }), "a.json:4:7: rank: is no number");
  assert.match(fault({ ...at, key: "no-json", message: "CommaExpected" }), /^a\.json:4:7: is no JSON here \(CommaExp/);
  assert.equal(fault({ file: "x", key: "empty-folder", message: "" }), "x: holds no .json file");
});

test("what was only drafted says what changes, what it would do, and how exactly this is published", () => {
  const preview = { changes, standing: trial, drafted: { ...trial, concerned: 150 }, token: "t" };
  assert.deepEqual(
    programReport("en").applied("a.json", document, { outcome: "drafted", comparison, preview }).split("\n"),
    [
      "a.json: spring differs from version 3, which decides now",
      "  actions/ten/terms/percent: 10 → 12",
      "  Now: of the latest 400 cases it decides 120, at an expected cost of €2.45 each.",
      "    ten: possible 90 times, the best 40 times",
      "  As here: of the latest 400 cases it would decide 150, at an expected cost of €2.45 each.",
      "    ten: possible 90 times, the best 40 times",
      "  Saved as a draft; it decides nothing yet. To publish exactly this: --publish spring@3",
    ],
  );
});

test("another draft is named by the login of who saved it, not by an identifier that tells nobody anything", () => {
  const draft = { same: false, savedBy: "01a2022b", savedByName: "manager", savedAt: "2026-03-02T09:00:00Z" };
  const said = programReport("en").comparison("a.json", document, { ...comparison, draft });
  assert.match(said, /saved by manager on/);
  assert.doesNotMatch(said, /01a2022b/);
});

test("every outcome has its words in every language", () => {
  const preview = { changes, drafted: trial, token: "t" };
  const draft = { same: false, savedBy: "manager", savedAt: "2026-03-02T09:00:00Z" };
  for (const locale of locales) {
    const { applied, comparison: compared } = programReport(locale);
    const said = [
      applied("a.json", document, { outcome: "in-force", comparison: { ...comparison, changes: [] } }),
      applied("a.json", document, { outcome: "other-draft", comparison: { ...comparison, draft } }),
      applied("a.json", document, { outcome: "outdated", comparison, preview }),
      applied("a.json", document, { outcome: "drafted", comparison, preview }),
      applied("a.json", document, { outcome: "published", version: 4, preview }),
      compared("a.json", document, { ...comparison, version: 0 }),
      compared("a.json", document, { ...comparison, retired: true }),
    ];
    assert.equal(new Set(said).size, said.length);
    assert.ok(said.every((each) => each.includes("spring")));
  }
});

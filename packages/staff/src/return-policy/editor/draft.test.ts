import assert from "node:assert/strict";
import { test } from "node:test";
import type { PolicyDocument } from "../policy-types.ts";
import { documentOf, draftOf, moved, newRule, pricedByWay } from "./draft.ts";

const document: PolicyDocument = {
  usual: {
    ...{ windowDays: 30, logisticsFee: 495, restockingPercent: 0, bonusPercent: 10, refundTiming: "received" },
    ...{ methods: ["store", "drop-off"], resolutions: ["refund"] },
  },
  costOfSending: 395,
  rules: [
    {
      ...{ name: "gold", layer: "tier", when: 'tier == "gold"', grants: { windowDays: 60, methods: ["store"] } },
      says: { en: "Sixty days." },
    },
    { name: "sale", layer: "situation", when: "discount > 0.3", grants: {} },
  ],
  ...{ precedence: ["situation", "tier", "segment"], combine: "last-wins", promotionBreakage: "claw-back" },
};

test("what is opened and saved unchanged is the same document, and its order is kept", () => {
  const saved = documentOf(draftOf(document));
  for (const name of Object.keys(document)) assert.deepEqual(saved[name], document[name as keyof PolicyDocument]);
});

test("a number that somebody cleared is named by the check, and never becomes the usual one", () => {
  const draft = draftOf(document);
  const cleared = documentOf({
    ...{ ...draft, costOfSending: undefined, usual: { ...draft.usual, windowDays: undefined } },
    rules: [{ ...newRule(), grants: { bonusPercent: undefined } }],
  });
  assert.deepEqual(JSON.parse(JSON.stringify(cleared)), {
    ...{ usual: { ...document.usual, windowDays: null }, costOfSending: null },
    rules: [{ name: "", layer: "situation", when: "", grants: { bonusPercent: null } }],
    ...{ precedence: document.precedence, combine: document.combine, promotionBreakage: "claw-back" },
  });
});

test("ways that have prices of their own keep them; one that is cleared is named, and a way back to one price for all keeps the first", () => {
  const priced = { "drop-off": 495, locker: 395, "home-pick-up": 895 };
  const written: PolicyDocument = {
    ...document,
    usual: { ...document.usual, logisticsFee: priced },
    costOfSending: priced,
  };
  const { usual, costOfSending } = documentOf(draftOf(written));
  assert.deepEqual([usual, costOfSending], [written.usual, priced]);
  const cleared = documentOf({ ...draftOf(written), costOfSending: { ...priced, locker: undefined } });
  assert.deepEqual(JSON.parse(JSON.stringify(cleared))["costOfSending"], { ...priced, locker: null });
  assert.deepEqual(pricedByWay(300, true), { "drop-off": 300, locker: 300, "home-pick-up": 300 });
  assert.equal(pricedByWay(priced, false), 495);
});

test("moving a rule changes the order alone", () => {
  assert.deepEqual(moved(["a", "b", "c"], 2, 0), ["c", "a", "b"]);
  assert.deepEqual(moved(["a", "b", "c"], 0, 1), ["b", "a", "c"]);
  assert.deepEqual(moved(["a"], 4, 0), ["a"]);
});

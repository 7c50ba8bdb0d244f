import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReturnTerms } from "@aftercare/shopper";
import fc from "fast-check";
import { pickedIn, problemsOf, typedIn } from "./return-form.ts";

const line = (number: number, units: number): ReturnTerms["lines"][number] => ({
  ...{
    line: number,
    sku: `S-${number}`,
    units,
    isOpen: units > 0,
    isCureOnly: false,
    logisticsFee: 0,
    wayFees: [],
    restockingPercent: 0,
  },
  ...{ methods: ["drop-off"], refundTiming: "received", resolutions: ["refund"], bonusPercent: 0 },
  ...{ law: { isDue: true, source: "" }, because: [] },
});
const terms: ReturnTerms = {
  ...{ policyVersion: 0, currency: "EUR", arrival: "known" },
  lines: [line(1, 1), line(2, 3), line(3, 0)],
};

test("lines that were ticked are read with what was said of them; other fields of the form are not", () => {
  const fields = {
    line: ["2", "1"],
    "quantity-2": "2",
    "reason-2": " too-small ",
    "reason-1": "style",
    "reason-3": "x",
  };
  assert.deepEqual(pickedIn(fields), [
    { line: 2, quantity: 2, reason: "too-small" },
    { line: 1, quantity: 1, reason: "style" },
  ]);
  assert.deepEqual(pickedIn({ line: "1", "reason-1": ["a", "b"] }), [{ line: 1, quantity: 1, reason: "" }]);
});

test("what is missing is named with its line; of nothing at all the first line that can go back is named", () => {
  assert.deepEqual(problemsOf([], terms), [{ kind: "nothing", line: 1 }]);
  assert.deepEqual(problemsOf([{ line: 2, quantity: 4, reason: "" }], terms), [
    { kind: "quantity", line: 2, units: 3 },
    { kind: "reason", line: 2 },
  ]);
  assert.deepEqual(problemsOf([{ line: 1, quantity: 1, reason: "unknown" }], terms), []);
});

test("of an order that has nothing left nothing is missing: the page says so itself", () => {
  assert.deepEqual(problemsOf([], { ...terms, lines: [line(3, 0)] }), []);
});

test("no form, however odd, makes it fail or picks a line twice", () => {
  const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined), fc.integer());
  const name = fc.constantFrom("line", "quantity-1", "reason-1", "quantity-2", "detail-1", "method", "plea");
  fc.assert(
    fc.property(fc.dictionary(name, value), (fields) => {
      const picked = pickedIn(fields);
      assert.equal(new Set(picked.map((one) => one.line)).size, picked.length);
      for (const one of picked) assert.ok(Number.isSafeInteger(one.line) && one.line > 0);
      problemsOf(picked, terms);
      assert.ok(Object.values(typedIn(fields, picked).details).every((detail) => detail.length <= 2_000));
    }),
  );
});

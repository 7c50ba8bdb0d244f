import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type ConditionFact, completionAt } from "./completion.ts";

const facts: readonly ConditionFact[] = [
  { name: "orders", type: "number" },
  { name: "return_rate", type: "number" },
  { name: "store", type: "text" },
  { name: "in_store", type: "yes-no" },
];
const labels = (text: string, caret = text.length, asked = false) =>
  completionAt(text, caret, facts, asked)?.options.map(({ label }) => label);

test("facts are offered by their beginning, then by what they hold", () => {
  assert.deepEqual(labels("sto"), ["store", "in_store"]);
  assert.deepEqual(labels("orders > 2.0 && ret"), ["return_rate"]);
  assert.equal(labels("orders > 2.0 && zz"), undefined);
});

test("nothing is offered for a finished word, within quotes, or before anything is typed", () => {
  assert.equal(labels("orders"), undefined);
  assert.equal(labels('store == "or'), undefined);
  assert.equal(labels("orders > "), undefined);
  assert.ok(labels("orders > ", 9, true)?.includes("return_rate"));
});

test("a text has methods, a number has none", () => {
  assert.deepEqual(labels("store.st"), ['startsWith("…")']);
  assert.equal(labels("orders.st"), undefined);
});

test("the whole word under the caret is replaced", () => {
  const found = completionAt("ord > 1.0", 2, facts);
  assert.deepEqual([found?.start, found?.end], [0, 3]);
});

test("no text at any caret breaks it, and what it replaces lies around the caret", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(40), (text, place) => {
      const caret = Math.min(place, text.length);
      const found = completionAt(text, caret, facts, true);
      if (found) assert.ok(found.start <= caret && caret <= found.end && found.end <= text.length);
    }),
  );
});

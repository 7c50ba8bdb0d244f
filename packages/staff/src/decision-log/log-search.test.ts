import assert from "node:assert/strict";
import { test } from "node:test";
import { searchDecisions } from "@aftercare/platform/contract";
import fc from "fast-check";
import { askedBy, countFilters, isReversed, logFilters, modes } from "./log-search.ts";

test("both days of a window count in full, where the person sits", () => {
  const { from, until } = askedBy({ from: "2026-02-28", until: "2026-02-28" });
  assert.equal(from, new Date(2026, 1, 28).toISOString());
  assert.equal(until, new Date(2026, 2, 1).toISOString());
});

test("days are the wrong way round only where the first lies after the last", () => {
  assert.equal(isReversed({ from: "2026-03-02", until: "2026-02-28" }), true);
  assert.equal(isReversed({ from: "2026-02-28", until: "2026-02-28" }), false);
  assert.equal(isReversed({ from: "2026-03-02" }), false);
  assert.equal(isReversed({ from: "2026-03-02", until: "2026-02-30" }), false, "no such day: nobody asked for it");
});

test("what makes no sense in an address is left out, and never breaks the page", () => {
  assert.deepEqual(
    askedBy({ from: "2026-02-30", until: "soon", mode: "odd", outcome: "x", origin: "", version: "2" }),
    {},
  );
  const text = fc.option(fc.string({ minLength: 1, maxLength: 20 }), { nil: undefined });
  const named = logFilters.filter((name) => name !== "store" && name !== "shopper");
  fc.assert(
    fc.property(fc.record(Object.fromEntries(named.map((name) => [name, text]))), (search) => {
      const given = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
      assert.ok(searchDecisions.input.safeParse(askedBy(given)).success);
    }),
  );
});

test("every way of choosing can be asked for", () => {
  assert.deepEqual([...modes].sort(), [...(searchDecisions.input.shape.mode.unwrap().options as string[])].sort());
});

test("the search text is no filter", () => {
  assert.equal(countFilters({ q: "123", mode: "best", program: "greeting" }), 2);
});

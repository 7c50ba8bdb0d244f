import assert from "node:assert/strict";
import { test } from "node:test";
import { pendingTogether } from "./pending-together.ts";

test("of several programs the first outcome is the earliest of theirs, and their decisions add up", () => {
  const asOf = "2026-03-01T00:00:00.000Z";
  const programs = [
    { pending: { decisions: 3, nextAt: "2026-07-02T00:00:00.000Z" } },
    { pending: { decisions: 0 } },
    { pending: { decisions: 4, nextAt: "2026-06-30T00:00:00.000Z" } },
  ];
  assert.deepEqual(pendingTogether(asOf, programs), {
    asOf,
    pending: { decisions: 7, nextAt: "2026-06-30T00:00:00.000Z" },
  });
  assert.deepEqual(pendingTogether(asOf, []).pending, { decisions: 0, nextAt: undefined });
});

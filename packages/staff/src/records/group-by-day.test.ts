import assert from "node:assert/strict";
import { test } from "node:test";
import { groupByDay } from "./group-by-day.ts";

test("an evening in UTC is the next day further east", () => {
  const entries = [{ at: "2026-03-03T01:00:00Z" }, { at: "2026-03-02T23:30:00Z" }, { at: "2026-03-02T09:00:00Z" }];
  const days = (zone: string) => groupByDay(entries, zone).map(({ day, entries: ofDay }) => [day, ofDay.length]);
  assert.deepEqual(days("UTC"), [
    ["2026-03-03", 1],
    ["2026-03-02", 2],
  ]);
  assert.deepEqual(days("Europe/Berlin"), [
    ["2026-03-03", 2],
    ["2026-03-02", 1],
  ]);
});

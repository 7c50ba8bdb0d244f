import assert from "node:assert/strict";
import { test } from "node:test";
import { translator } from "@aftercare/messages";
import { toCsv } from "../csv/index.ts";
import { groupsCsv } from "./groups-csv.ts";
import type { Group } from "./measured.ts";
import { weeksCsv } from "./weeks-csv.ts";

test("groups and weeks are written with both bounds of both figures, money as decimals", () => {
  const effect = {
    perDecision: { value: 123.4, low: -50.2, high: 300 },
    total: { value: 12_340, low: -5_020, high: 30_000 },
    ...{ withProgram: 500, withoutProgram: 376.6, varianceReduction: 0.2 },
  };
  const open = { effect, outlook: { state: "open" as const, shoppers: 10 } };
  const group: Group = {
    key: "north",
    shoppers: { treated: 90, holdout: 10 },
    decisions: { treated: 100, holdout: 11 },
    withoutHoldout: 0,
    figures: { goal: open, margin: open, revenue: { outlook: { state: "too-early", shoppers: 3 } }, visits: open },
  };
  const texts = translator("en");
  const week = { week: "2026-03-02", shoppers: 110, effects: { margin: effect } };
  const [heads, goal, margin] = weeksCsv([week], "EUR", texts);
  assert.deepEqual([goal?.length, goal?.[3]], [heads?.length, ""]);
  assert.equal(margin?.join(), "2026-03-02,Added margin,110,1.23,-0.50,3.00,123.40,-50.20,300.00,EUR");
  const words = { group: () => "north", outlook: ({ state }: { state: string }) => state };
  const rows = groupsCsv([group], { by: "region", currency: "EUR" }, texts, words);
  assert.equal(new Set(rows.map(({ length }) => length)).size, 1);
  const lines = toCsv(rows).split("\r\n");
  assert.equal(lines[2], "north,Added margin,90,10,100,11,1.23,-0.50,3.00,123.40,-50.20,300.00,EUR,open");
  assert.equal(lines[3], "north,Added revenue,90,10,100,11,,,,,,,EUR,too-early");
  assert.equal(lines[4]?.split(",")[6], "123.4");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { translator } from "@aftercare/messages";
import type { Worth } from "./measured.ts";
import { sortPrograms } from "./sort-programs.ts";
import { worthCsv } from "./worth-csv.ts";

type Row = Worth["programs"][number];

function row(program: string, total: number | undefined, rest: Partial<Row> = {}): Row {
  const outlook = { state: total === undefined ? ("nothing-yet" as const) : ("proven" as const) };
  const interval = { value: total ?? 0, low: (total ?? 0) - 10, high: (total ?? 0) + 10 };
  const effect = { perDecision: interval, total: interval, withProgram: 0, withoutProgram: 0, varianceReduction: 0 };
  const figure = total === undefined ? { outlook } : { effect, outlook };
  return {
    ...{ program, title: program, spent: 0, pending: { decisions: 0 } },
    measured: {
      ...{ shoppers: { treated: 1, holdout: 1 }, decisions: { treated: 1, holdout: 1 }, withoutHoldout: 0 },
      figures: { goal: figure, margin: figure, revenue: figure, visits: figure },
    },
    ...rest,
  };
}

const rows = [
  row("unknown", undefined, { spent: 7 }),
  row("loss", -500, { since: "2026-03-01T00:00:00Z", perSpent: { value: -1, low: -2, high: 0 }, spent: 500 }),
  row("gain", 900, { since: "2026-01-01T00:00:00Z", perSpent: { value: 3, low: 1, high: 5 }, spent: 300 }),
];
const order = (by: Parameters<typeof sortPrograms>[1]) => sortPrograms(rows, by).map(({ program }) => program);

test("the best comes first, the oldest by time, and of whom nothing is known last", () => {
  assert.deepEqual(order("total"), ["gain", "loss", "unknown"]);
  assert.deepEqual(order("per-spent"), ["gain", "loss", "unknown"]);
  assert.deepEqual(order("spent"), ["loss", "gain", "unknown"]);
  assert.deepEqual(order("since"), ["gain", "loss", "unknown"]);
});

test("programs are written with bounds, amounts as decimals and days as programs read them", () => {
  const words = { outlook: ({ state }: { state: string }) => state };
  const [heads, unknown, , gain] = worthCsv({ programs: rows, currency: "EUR" }, translator("en"), words);
  assert.equal(heads?.length, gain?.length);
  assert.deepEqual(gain?.slice(0, 7), ["gain", "gain", "2026-01-01", "1", "1", "1", "1"]);
  assert.deepEqual(gain?.slice(7), [
    ...["9.00", "8.90", "9.10", "9.00", "8.90", "9.10"],
    ...["3.00", "3.0000", "1.0000", "5.0000", "EUR", "proven"],
  ]);
  assert.deepEqual(unknown?.slice(7, 13), ["", "", "", "", "", ""]);
});

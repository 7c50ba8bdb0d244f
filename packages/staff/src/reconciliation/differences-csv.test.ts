import assert from "node:assert/strict";
import { test } from "node:test";
import type { useTexts } from "../language/index.ts";
import type { Difference } from "./difference-words.ts";
import { differencesCsv } from "./differences-csv.ts";

const texts = { t: (key: string) => key } as unknown as ReturnType<typeof useTexts>;

test("sides are numbers that a spreadsheet reads: in the currency's own digits, and pieces without any", () => {
  const at = "2026-03-02T09:00:00Z";
  const row = { differenceId: "dif_1", state: "open" as const, foundAt: at, seenAt: at };
  const rows: Difference[] = [
    {
      ...row,
      kind: "provider-amount",
      ours: 12_345,
      theirs: 0,
      currency: "EUR",
      orderNumber: "O-1",
      reference: "re_1",
    },
    { ...row, kind: "provider-amount", ours: 5_800, theirs: 58, currency: "JPY" },
    { ...row, kind: "returned-units", ours: 3, theirs: 2, explanation: "counted" },
  ];
  const [head, ...cells] = differencesCsv(rows, texts);
  assert.ok(cells.every(({ length }) => length === head?.length));
  assert.deepEqual(
    cells.map((each) => [each[2], each[4], each[6], each[7], each[8], each[10]]),
    [
      ["O-1", "123.45", "0.00", "EUR", "re_1", ""],
      ["", "5800", "58", "JPY", "", ""],
      ["", "3", "2", "", "", "counted"],
    ],
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parcelsOf } from "../learning/testing.ts";
import { plannedDays } from "./planned-days.ts";

const near = { service: "standard", zone: "10", usual: 3, perDay: 3 };
const far = { service: "standard", zone: "80", usual: 15, perDay: 3 };
const rows = parcelsOf({ days: 160, ways: [near, far] });

test("what the shop told stands; where it mostly tells, a gap is filled with what it usually told on that lane", () => {
  const told = rows.map((row, k) => ({ ...row, planned: k % 5 === 0 ? null : row.zone === "80" ? 20 : 6 }));
  const planned = plannedDays(told);
  for (const [k, row] of told.entries()) {
    if (row.planned !== null) assert.equal(planned[k], row.planned);
    else if (row.starts > 10) assert.equal(planned[k], row.zone === "80" ? 20 : 6);
  }
});

test("where the shop never tells, lanes are told apart by how long they took, a new one stands with its service", () => {
  const added = { ...rows.at(-1)!, lane: "standard|ber|AT|80", zone: "80" };
  const planned = plannedDays([...rows, added]);
  const of = (zone: string) => planned[rows.findLastIndex((row) => row.zone === zone)]!;
  const service = planned.at(-1)!;
  assert.ok(of("10") < service && service < of("80"), `${of("10")}, ${service}, ${of("80")}`);
});

test("while little is known of a service, what its retailer says of it stands", () => {
  const stated = new Map([["standard", 7]]);
  const planned = plannedDays(rows, stated);
  assert.equal(planned[0], 7);
  assert.notEqual(planned.at(-1), 7);
  assert.equal(plannedDays(rows)[0], 0);
});

test("nothing that is delivered later changes a length", () => {
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 150 }), fc.nat(60), (day, more) => {
      const tampered = rows.map((row) =>
        row.ends !== null && row.ends >= day ? { ...row, ends: Math.max(day, row.ends + more) } : row,
      );
      const [before, after] = [plannedDays(rows), plannedDays(tampered)];
      const until = rows.findIndex(({ starts }) => starts > day);
      assert.deepEqual(after.subarray(0, until), before.subarray(0, until));
    }),
    { numRuns: 20 },
  );
});

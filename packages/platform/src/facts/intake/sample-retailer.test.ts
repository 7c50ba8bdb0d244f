import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleHistory } from "@aftercare/simulator";
import { IntakeRecord, type IntakeRecordJson } from "./record.schema.ts";

test("every record of the sample retailer is a valid intake record, in type and in value", () => {
  // The annotation is half of the test: it fails to compile when the simulator's types leave the schema's.
  const { records: told, life } = sampleHistory({
    seed: "schema",
    until: new Date("2026-11-21T20:00:00Z"),
    shoppers: 200,
  });
  const waiting = life.plans.flatMap((plan) => (plan.kind === "tell" ? [plan.record] : []));
  const records: readonly IntakeRecordJson[] = [...told, ...waiting];
  const types = new Set<string>();
  for (const record of records) {
    const result = IntakeRecord.safeDecode(record);
    assert.ok(result.success, `${JSON.stringify(record)}: ${result.error?.message}`);
    types.add(record.type);
  }
  assert.deepEqual([...types].sort(), [
    "merge",
    "order",
    "parcel",
    "payment",
    "product",
    "return",
    "scan",
    "shopper",
    "store",
  ]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { idOf, newId } from "../ids/index.ts";
import { MoneyAmount } from "../money/index.ts";
import { At } from "./contract.ts";
import { wireEncoder } from "./wire-encoder.ts";

const schema = z.object({
  id: idOf("ord"),
  at: At,
  kind: z.enum(["a", "b"]),
  note: z.string().optional(),
  lines: z.array(z.object({ sku: z.string(), amount: MoneyAmount, tax: MoneyAmount.optional() })),
  extra: z.record(z.string(), z.number()).optional(),
});
const line = fc.record(
  { sku: fc.string(), amount: fc.bigInt(-(2n ** 53n) + 1n, 2n ** 53n - 1n), tax: fc.bigInt(0n, 99n) },
  { requiredKeys: ["sku", "amount"] },
);
const value = fc.record(
  {
    id: fc.constant(null).map(() => newId<"ord">()),
    at: fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
    kind: fc.constantFrom("a" as const, "b" as const),
    note: fc.string(),
    lines: fc.array(line),
    extra: fc.dictionary(fc.string(), fc.integer()),
  },
  { requiredKeys: ["id", "at", "kind", "lines"] },
);

test("the compiled encoder answers what Zod's own does", () => {
  const encode = wireEncoder(schema);
  fc.assert(fc.property(value, (given) => assert.deepEqual(encode(given), z.encode(schema, given as never))));
});

test("an amount that JSON would not carry exactly is refused, as by Zod", () => {
  assert.throws(() => wireEncoder(MoneyAmount)(2n ** 60n), z.ZodError);
});

test("what the schema does not name does not reach the wire", () => {
  assert.deepEqual(wireEncoder(z.object({ a: z.string() }))({ a: "x", secret: "y" }), { a: "x" });
});

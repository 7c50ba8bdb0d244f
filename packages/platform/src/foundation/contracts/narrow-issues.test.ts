import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { narrowIssues } from "./index.ts";

const Price = z.int().refine((price) => price >= 0, { error: "expected 0 or more" });
const Schema = z.object({
  price: z.union([Price, z.strictObject({ locker: Price, home: Price })]),
  size: z.union([z.object({ s: z.int() }), z.object({ m: z.int() })]).optional(),
});
const found = (given: unknown) =>
  narrowIssues(Schema.safeParse(given).error?.issues ?? []).map(({ path, message }) => [path.join("/"), message]);

test("of several shapes the fault is told of the one that a value has", () => {
  assert.deepEqual(found({ price: -1 }), [["price", "expected 0 or more"]]);
  assert.deepEqual(found({ price: { locker: -1, home: 3 } }), [["price/locker", "expected 0 or more"]]);
  assert.deepEqual(found({ price: { locker: 1 } }), [
    ["price/home", "Invalid input: expected number, received undefined"],
  ]);
});

test("a value that has none is told of the first, and one that could be several as it was", () => {
  assert.deepEqual(found({}), [["price", "Invalid input: expected number, received undefined"]]);
  assert.deepEqual(found({ price: 1, size: {} }), [["size", "Invalid input"]]);
  assert.deepEqual(found({ price: 3 }), []);
});

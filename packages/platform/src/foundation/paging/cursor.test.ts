import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { At } from "../contracts/index.ts";
import { Problem } from "../problems/index.ts";
import { pageOf, readCursor, writeCursor } from "./index.ts";

const Key = z.object({ at: At, seq: z.string().regex(/^\d+$/) });

test("a cursor brings back the place it was made of", () => {
  const key = { at: new Date("2026-03-02T09:00:00.123Z"), seq: "12345678901234567890" };
  assert.deepEqual(readCursor(Key, writeCursor(Key, key)), key);
  assert.equal(readCursor(Key, undefined), undefined);
});

test("any other text is bad input that names the cursor, never an error of the server", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.throws(
        () => readCursor(Key, text),
        (error: unknown) => error instanceof Problem && error.status === 400 && error.fields[0]?.field === "cursor",
      );
    }),
  );
});

test("a page has a next one only when a row was left over", () => {
  const key = z.object({ n: z.int() });
  assert.deepEqual(
    pageOf([1, 2, 3], 3, key, (n) => ({ n })),
    { rows: [1, 2, 3] },
  );
  assert.deepEqual(
    pageOf([1, 2, 3], 2, key, (n) => ({ n })),
    { rows: [1, 2], next: writeCursor(key, { n: 2 }) },
  );
});

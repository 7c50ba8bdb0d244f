import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createScanner } from "./scanner.ts";

function type(keys: readonly string[], gap: number, start = 0, scanner = createScanner()): string | undefined {
  return keys.map((key, index) => scanner.press(key, start + index * gap)).at(-1);
}

test("a burst of digits that ends with Enter is a scan", () => {
  assert.equal(type([..."4006381333931", "Enter"], 8), "4006381333931");
  assert.equal(type(["Shift", "K", "7", "Q", "P", "-", "2", "Enter"], 20), "K7QP-2");
});

test("a hand is not a scanner", () => {
  assert.equal(type([..."4006381333931", "Enter"], 140), undefined);
  assert.equal(type([..."123", "Enter"], 5), undefined);
  assert.equal(type([..."1234", "ArrowDown", "Enter"], 5), undefined);
});

test("a slow Enter after a burst is a hand again", () => {
  const scanner = createScanner();
  type([..."12345678"], 5, 0, scanner);
  assert.equal(scanner.press("Enter", 2_000), undefined);
});

test("scans one after the other do not run together", () => {
  const scanner = createScanner();
  assert.equal(type([..."11112222", "Enter"], 5, 0, scanner), "11112222");
  assert.equal(type([..."33334444", "Enter"], 5, 50, scanner), "33334444");
});

test("what was typed slowly before a scan is not part of it", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{1,6}$/), fc.stringMatching(/^[0-9]{4,14}$/), (before, code) => {
      const scanner = createScanner();
      type([...before], 200, 0, scanner);
      assert.equal(type([...code, "Enter"], 5, 10_000, scanner), code);
    }),
  );
});

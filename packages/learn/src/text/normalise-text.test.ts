import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { normaliseText, READ_CHARACTERS } from "./normalise-text.ts";

test("what a reader sees as the same is spelled the same", () => {
  assert.equal(normaliseText("  Where’s   MY\tparcel?\n"), "where's my parcel?");
  assert.equal(normaliseText("where´s, where`s"), "where's, where's");
  assert.equal(normaliseText("ＡＢＣ　１２"), "abc 12");
  assert.equal(normaliseText("cafe\u0301"), "caf\u00e9");
  assert.equal(normaliseText("par\u00adcel\u200b"), "parcel");
  assert.equal(normaliseText("❤\ufe0f"), "❤");
});

test("spaces between signs of unspaced scripts are dropped, others are kept", () => {
  assert.equal(normaliseText("我 要 退货"), "我要退货");
  assert.equal(normaliseText("我的 iPhone 坏 了"), "我的 iphone 坏了");
});

test("nothing, long texts and broken ones are read as far as they go", () => {
  assert.equal(normaliseText(""), "");
  assert.equal(normaliseText(" \u200b\n"), "");
  assert.equal(normaliseText("a".repeat(READ_CHARACTERS + 500)).length, READ_CHARACTERS);
  assert.equal(normaliseText("a\ud800b"), "a\ufffdb");
});

test("a normalised text stays as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
      const once = normaliseText(text);
      assert.equal(normaliseText(once), once);
    }),
    { numRuns: 300 },
  );
});

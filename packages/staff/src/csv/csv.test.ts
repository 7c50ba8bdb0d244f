import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { decimalAmount, toCsv } from "./csv.ts";

test("what is written can be read back", () => {
  const word = fc.string().filter((text) => !/^[=+\-@\t\r]/.test(text));
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word, word), { minLength: 1 }), (rows) => {
      const read: unknown = parse(toCsv([["a", "b", "c"], ...rows]), { recordDelimiter: "\r\n" });
      assert.deepEqual(read, [["a", "b", "c"], ...rows]);
    }),
  );
});

test("a title cannot become a formula in a spreadsheet", () => {
  assert.equal(toCsv([["=HYPERLINK(1)", "@x", "-12.50", "-x"]]), "'=HYPERLINK(1),'@x,-12.50,'-x\r\n");
});

test("an amount has its currency's digits", () => {
  assert.equal(decimalAmount(1234, "EUR"), "12.34");
  assert.equal(decimalAmount(5, "EUR"), "0.05");
  assert.equal(decimalAmount(-5, "EUR"), "-0.05");
  assert.equal(decimalAmount(1500, "JPY"), "1500");
  assert.equal(decimalAmount(1500, "KWD"), "1.500");
});

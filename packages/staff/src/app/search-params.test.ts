import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { optionalTexts, parseSearch, stringifySearch } from "./search-params.ts";

test("a search survives the address, digits and all", () => {
  assert.deepEqual(parseSearch("?q=00123456789012345678901"), { q: "00123456789012345678901" });
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (q) => {
      assert.deepEqual(parseSearch(stringifySearch({ q, action: undefined })), { q });
    }),
  );
  assert.equal(stringifySearch({ q: undefined }), "");
});

test("unknown and empty parameters are dropped", () => {
  assert.deepEqual(optionalTexts("q", "action")({ q: "1e5", action: "", other: "x" }), { q: "1e5" });
});

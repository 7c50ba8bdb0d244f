import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Problem } from "../../foundation/problems/index.ts";
import { newOfferCode, readOfferCode } from "./offer-code.ts";

const alphabet = "23456789ABCDEFGHJKMNPQRTVWXYZ";
const mistyped = (error: unknown) => error instanceof Problem && error.type === "offer-code-mistyped";

test("a code has three groups of four symbols that cannot be confused, at least 50 random bits, and no two are alike", () => {
  const codes = Array.from({ length: 1000 }, newOfferCode);
  for (const code of codes) assert.match(code, /^[2-9A-HJKMNPQRTV-Z]{4}(-[2-9A-HJKMNPQRTV-Z]{4}){2}$/);
  assert.equal(new Set(codes).size, codes.length);
  assert.ok(Math.log2(alphabet.length) * 11 >= 50);
});

test("blanks, hyphens and small letters do not matter", () => {
  const code = newOfferCode();
  for (const typed of [code, code.toLowerCase(), code.replaceAll("-", ""), ` ${code.replaceAll("-", " ")} `]) {
    assert.equal(readOfferCode(typed), code);
  }
});

test("every wrong symbol is a typing error and not an unknown code", () => {
  const code = newOfferCode();
  for (const [at, right] of [...code].entries()) {
    if (right === "-") continue;
    for (const wrong of [...`${alphabet}0O1ILSU`].filter((symbol) => symbol !== right)) {
      assert.throws(() => readOfferCode(code.slice(0, at) + wrong + code.slice(at + 1)), mistyped);
    }
  }
});

test("two symbols that changed places are a typing error", () => {
  const position = fc.integer({ min: 0, max: 11 });
  fc.assert(
    fc.property(position, position, (a, b) => {
      const code = newOfferCode().replaceAll("-", "");
      const symbols = [...code];
      [symbols[a], symbols[b]] = [symbols[b]!, symbols[a]!];
      const swapped = symbols.join("");
      if (swapped !== code) assert.throws(() => readOfferCode(swapped), mistyped);
    }),
  );
});

test("a missing or a further symbol is a typing error", () => {
  const code = newOfferCode();
  for (const typed of ["", code.slice(1), `${code}2`, "退货"]) assert.throws(() => readOfferCode(typed), mistyped);
});

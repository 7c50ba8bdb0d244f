import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isLocale, negotiateLocale } from "./locale.ts";

test("a person's own choice beats the browser's wish", () => {
  assert.equal(negotiateLocale("de-DE,de;q=0.9", "nl"), "nl");
  assert.equal(negotiateLocale("de-DE,de;q=0.9", "fr"), "de");
});

test("the highest weight wins, and of equal weights the first", () => {
  assert.equal(negotiateLocale("fr-FR, nl;q=0.6, de;q=0.8, en;q=0.4"), "de");
  assert.equal(negotiateLocale("nl, de"), "nl");
  assert.equal(negotiateLocale("EN-us;q=0.3,ZH-Hant-TW;Q=0.7"), "zh");
});

test("weight zero refuses a language, and an unreadable weight is no wish", () => {
  assert.equal(negotiateLocale("de;q=0"), "en");
  assert.equal(negotiateLocale("de;q=high, nl;q=0.1"), "nl");
  assert.equal(negotiateLocale("de;q=7, nl;q=0.1"), "nl");
});

test("no header, a wildcard or a language we do not speak is answered in English", () => {
  for (const header of [undefined, "", "*", "fr;q=0.9, *;q=0.5"]) assert.equal(negotiateLocale(header), "en");
});

test("any header at all gives a locale", () => {
  fc.assert(
    fc.property(fc.string(), fc.option(fc.string(), { nil: undefined }), (header, own) =>
      isLocale(negotiateLocale(header, own)),
    ),
  );
});

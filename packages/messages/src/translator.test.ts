import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { loadTranslator } from "./browser.ts";
import { locales } from "./locale.ts";
import { MissingTextError, whenTextIsMissing } from "./missing-text.ts";
import { createTranslator } from "./translator.ts";
import { translator } from "./translators.ts";

afterEach(() => whenTextIsMissing("throw"));

test("texts are found by key and filled in, with plurals by language", () => {
  assert.equal(translator("en").t("common.orders", { count: 1 }), "1 order");
  assert.equal(translator("de").t("common.orders", { count: 1234 }), "1.234 Bestellungen");
  assert.equal(translator("nl").t("common.days", { count: 1 }), "1 dag");
  assert.equal(translator("zh").t("common.orders", { count: 1 }), "1 个订单");
  assert.equal(translator("en").t("common.results", { count: 0 }), "No results");
});

test("select chooses by value, and a value like a built-in name takes the other branch", () => {
  const { t } = createTranslator("en", { "x.way": "{way, select, store {in the store} other {by post}}" });
  assert.equal(t("x.way", { way: "store" }), "in the store");
  assert.equal(t("x.way", { way: "constructor" }), "by post");
});

test("a value is shown as it is, never read as a pattern", () => {
  const { t } = createTranslator("en", { "x.hello": "Hello {name}" });
  assert.equal(
    t("x.hello", { name: "{count, plural, other {#}} 'O''Neil'" }),
    "Hello {count, plural, other {#}} 'O''Neil'",
  );
});

test("a missing text throws and names the remedy", () => {
  assert.throws(
    () => translator("de").t("common.no-such-text"),
    (error) => {
      assert.ok(error instanceof MissingTextError);
      assert.deepEqual([error.key, error.locale], ["common.no-such-text", "de"]);
      assert.match(error.message, /locales\/\*\/common\.json/);
      return true;
    },
  );
  for (const key of ["toString", "__proto__", "constructor"]) {
    assert.throws(() => translator("de").t(key), MissingTextError);
    assert.equal(translator("de").has(key), false);
  }
});

test("in production a missing text falls back to English, then to the key", () => {
  whenTextIsMissing("fall-back");
  const { t } = createTranslator("de", {}, { "x.days": "{count, plural, one {# day} other {# days}}" });
  assert.equal(t("x.days", { count: 2 }), "2 days");
  assert.equal(t("x.nowhere"), "x.nowhere");
});

test("a translator of some namespaces knows no others", () => {
  assert.equal(translator("en", "common").has("common.yes"), true);
  assert.equal(translator("en", "cli").has("common.yes"), false);
  assert.equal(translator("en", "common"), translator("en", "common"));
});

test("the zone changes instants and keeps the texts", () => {
  const evening = new Date("2026-07-01T22:30:00Z");
  const berlin = translator("en").inTimeZone("Europe/Berlin");
  assert.equal(translator("en").timeZone, "UTC");
  assert.equal(berlin.date(evening), "2 Jul 2026");
  assert.equal(berlin.t("common.updated", { when: berlin.date(evening) }), "Updated 2 Jul 2026");
});

test("the browser's loader gives the same texts, a language at a time", async () => {
  for (const locale of locales) {
    const browser = await loadTranslator(locale, "Europe/Amsterdam");
    assert.equal(browser.t("common.days", { count: 3 }), translator(locale).t("common.days", { count: 3 }));
    assert.equal(browser.timeZone, "Europe/Amsterdam");
  }
});

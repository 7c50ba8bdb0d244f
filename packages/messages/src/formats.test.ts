import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatsOf } from "./formats.ts";
import { locales } from "./locale.ts";

/** `Intl` separates with several kinds of space, and which one depends on the release of its data. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, " ");

test("money has its currency's digits and its language's marks", () => {
  const euro = { amount: 123_456n, currency: "EUR" };
  assert.deepEqual(
    locales.map((locale) => plain(formatsOf(locale, "UTC").money(euro))),
    ["€1,234.56", "1.234,56 €", "€ 1.234,56", "€1,234.56"],
  );
  const { money } = formatsOf("en", "UTC");
  assert.equal(plain(money({ amount: 1500, currency: "JPY" })), "JP¥1,500");
  assert.equal(plain(money({ amount: 1500n, currency: "KWD" })), "KWD 1.500");
  assert.equal(money({ amount: -5n, currency: "EUR" }), "-€0.05");
  assert.equal(money({ amount: 0, currency: "GBP" }), "£0.00");
});

test("an estimate has whole units, whatever the currency's digits", () => {
  const { estimatedMoney } = formatsOf("en", "UTC");
  assert.equal(estimatedMoney({ amount: 123_456, currency: "EUR" }), "€1,235");
  assert.equal(estimatedMoney({ amount: -40, currency: "EUR" }), "€0");
  assert.equal(plain(estimatedMoney({ amount: 1500, currency: "JPY" })), "JP¥1,500");
});

test("money never rounds, however large the amount", () => {
  const { money } = formatsOf("en", "UTC");
  assert.equal(money({ amount: 90_071_992_547_409_931n, currency: "EUR" }), "€900,719,925,474,099.31");
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (amount) => {
      const digits = money({ amount, currency: "EUR" }).replaceAll(/[^0-9-]/g, "");
      assert.equal(BigInt(digits), amount);
    }),
  );
});

test("a broken amount is refused instead of shown", () => {
  const { money } = formatsOf("de", "UTC");
  for (const amount of [0.5, Number.NaN, 2 ** 60]) assert.throws(() => money({ amount, currency: "EUR" }), RangeError);
});

test("an instant is the day it is in the zone, a plain day is the same day everywhere", () => {
  const lateEvening = new Date("2026-03-02T23:30:00Z");
  assert.equal(formatsOf("en", "UTC").date(lateEvening), "2 Mar 2026");
  assert.equal(formatsOf("en", "Europe/Berlin").date(lateEvening), "3 Mar 2026");
  for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
    assert.equal(formatsOf("en", zone).date("2026-03-02", "long"), "2 March 2026");
  }
  assert.equal(formatsOf("zh", "UTC").date("2026-03-02", "long"), "2026年3月2日");
  assert.equal(formatsOf("nl", "UTC").date("2026-03-02", "full"), "maandag 2 maart 2026");
  assert.match(formatsOf("de", "Europe/Berlin").dateTime(lateEvening), /^03\.03\.2026,? 00:30$/);
});

test("a text that is no day is refused", () => {
  for (const day of ["2026-02-30", "2026-3-2", "yesterday", "2026-03-02T10:00:00Z"]) {
    assert.throws(() => formatsOf("en", "UTC").date(day), RangeError);
  }
});

test("an unknown time zone is refused at once", () => {
  assert.throws(() => formatsOf("en", "Europe/Atlantis"), RangeError);
});

test("numbers, shares and days follow the language", () => {
  const german = formatsOf("de", "UTC");
  assert.equal(german.number(12_345.678, { maximumFractionDigits: 1 }), "12.345,7");
  assert.equal(german.number(12_345n), "12.345");
  assert.equal(plain(german.percent(0.163)), "16 %");
  assert.equal(plain(german.percent(0.163, 1)), "16,3 %");
  assert.equal(german.relativeDays(-1), "gestern");
  assert.equal(formatsOf("nl", "UTC").relativeDays(3), "over 3 dagen");
  assert.equal(formatsOf("zh", "UTC").relativeDays(0), "今天");
});

test("a near day is said by its name, and how long ago in the largest unit that fits", () => {
  const all = <Said>(say: (formats: ReturnType<typeof formatsOf>) => Said) =>
    locales.map((locale) => say(formatsOf(locale, "Europe/Berlin")));
  const long = ["Thursday 26 November", "Donnerstag, 26. November", "donderdag 26 november", "11月26日星期四"];
  assert.deepEqual(
    all(({ weekday }) => weekday("2026-11-26")),
    long,
  );
  assert.deepEqual(
    all(({ weekday }) => weekday(new Date("2026-11-25T23:30:00Z"))),
    long,
  );
  const days = ["Thursday 26", "Donnerstag, 26.", "donderdag 26", "26日星期四"];
  assert.deepEqual(
    all(({ weekday }) => weekday("2026-11-26", "day")),
    days,
  );
  assert.deepEqual(
    all(({ time }) => time(new Date("2026-11-26T06:12:00Z"))),
    ["07:12", "07:12", "07:12", "07:12"],
  );
  const { ago } = formatsOf("en", "UTC");
  assert.deepEqual([0, 59_000, 40 * 60_000, 3_599_999, 90 * 60_000, 47 * 3_600_000].map(ago), [
    ...["1 minute ago", "1 minute ago", "40 minutes ago", "59 minutes ago", "1 hour ago", "1 day ago"],
  ]);
  assert.equal(formatsOf("de", "UTC").ago(3 * 86_400_000), "vor 3 Tagen");
});

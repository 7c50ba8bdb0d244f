import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { quietUntil } from "./quiet-hours.ts";
import { zonesOf } from "./zone-of.ts";

const night = { from: "21:00", until: "08:00" };
const berlin = { possible: ["Europe/Berlin"], retailer: "Europe/Berlin" };
const at = (text: string) => new Date(text);

const zone = fc.constantFrom(
  ...["Europe/Berlin", "America/New_York", "Pacific/Honolulu", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"],
);
const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const instant = fc.date({ min: at("2024-01-01T00:00:00Z"), max: at("2028-01-01T00:00:00Z"), noInvalidDate: true });

function minutesAt(when: Date, zone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(when.getTime()).toZonedDateTimeISO(zone);
  return local.hour * 60 + local.minute;
}

function isQuiet(when: Date, zone: string, { from, until }: typeof night): boolean {
  const [begin, end] = [from, until].map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
  const now = minutesAt(when, zone);
  return begin! <= end! ? now >= begin! && now < end! : now >= begin! || now < end!;
}

test("at night it is quiet until the morning, by day it is not", () => {
  assert.deepEqual(quietUntil(at("2026-03-02T22:30:00Z"), berlin, night), at("2026-03-03T07:00:00Z"));
  assert.deepEqual(quietUntil(at("2026-03-02T04:30:00Z"), berlin, night), at("2026-03-02T07:00:00Z"));
  assert.equal(quietUntil(at("2026-03-02T09:00:00Z"), berlin, night), undefined);
  assert.equal(quietUntil(at("2026-03-02T22:30:00Z"), berlin, { from: "09:00", until: "09:00" }), undefined);
});

test("the morning comes at the hour on the wall, also when the clocks change at night", () => {
  assert.deepEqual(quietUntil(at("2026-03-28T22:00:00Z"), berlin, night), at("2026-03-29T06:00:00Z"));
  assert.deepEqual(quietUntil(at("2026-10-24T22:00:00Z"), berlin, night), at("2026-10-25T07:00:00Z"));
  const twice = { from: "21:00", until: "02:30" };
  // 02:10 comes twice in this night; in the second one it is still quiet for twenty minutes and not for a day.
  assert.deepEqual(quietUntil(at("2026-10-25T01:10:00Z"), berlin, twice), at("2026-10-25T01:30:00Z"));
});

test("what it answers is later, within a day and awake wherever the person can be", () => {
  fc.assert(
    fc.property(
      fc.array(zone, { minLength: 1, maxLength: 3 }),
      zone,
      time,
      time,
      instant,
      (possible, retailer, from, until, now) => {
        const hours = { from, until };
        const end = quietUntil(now, { possible, retailer }, hours);
        if (end === undefined) return;
        assert.ok(end > now);
        const awake = (zones: readonly string[]) => zones.every((one) => !isQuiet(end, one, hours));
        assert.ok(awake(possible) || awake([retailer]));
      },
    ),
    { numRuns: 1_000 },
  );
});

test("where it is quiet in one of several zones, it waits for the last of them to wake", () => {
  const coasts = { possible: zonesOf({ country: "US" }, "Europe/Berlin"), retailer: "Europe/Berlin" };
  // Nine in the morning in New York is three at night in Honolulu, which wakes at 18:00 UTC.
  assert.deepEqual(quietUntil(at("2026-03-02T14:00:00Z"), coasts, night), at("2026-03-02T18:00:00Z"));
});

test("a zone is known by the person or their country, and never guessed from a language", () => {
  assert.deepEqual(zonesOf({ timeZone: "Asia/Tokyo", country: "DE" }, "Europe/Berlin"), ["Asia/Tokyo"]);
  assert.ok(zonesOf({ country: "DE" }, "Europe/Amsterdam").includes("Europe/Berlin"));
  assert.deepEqual(zonesOf({}, "Europe/Amsterdam"), ["Europe/Amsterdam"]);
  assert.deepEqual(zonesOf({ country: "XX" }, "Europe/Amsterdam"), ["Europe/Amsterdam"]);
  assert.deepEqual(zonesOf({ country: "de" }, "Europe/Amsterdam"), ["Europe/Amsterdam"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { estimateOf, instantOf } from "./sent-values.ts";

test("an instant has an offset, or is the shop's time, or a day of it", () => {
  const berlin = (text: string, timeOfDay?: string) => instantOf(text, "Europe/Berlin", timeOfDay)?.toISOString();
  assert.equal(berlin("2026-03-02T09:00:00Z"), "2026-03-02T09:00:00.000Z");
  assert.equal(berlin("2026-03-02T09:00:00.250-05:00"), "2026-03-02T14:00:00.250Z");
  assert.equal(berlin("2026-03-02T09:00:00+0530"), "2026-03-02T03:30:00.000Z");
  assert.equal(berlin("2026-07-02 09:00"), "2026-07-02T07:00:00.000Z");
  assert.equal(berlin("2026-03-29T02:30:00"), "2026-03-29T01:30:00.000Z", "an hour that is left out in spring");
  assert.equal(berlin("2026-03-02"), "2026-03-02T11:00:00.000Z");
  assert.equal(berlin("2026-03-02", "23:59"), "2026-03-02T22:59:00.000Z");
});

test("whatever is no instant is none, and breaks nothing", () => {
  for (const text of [
    "",
    "soon",
    "2026-02-30",
    "2026-13-01T00:00:00Z",
    "2026-03-02T25:00:00",
    "1772442000",
    "2026-03-02T09",
  ])
    assert.equal(instantOf(text, "Europe/Berlin"), undefined, text);
  fc.assert(
    fc.property(fc.string(), (text) => {
      const at = instantOf(text, "Europe/Berlin");
      assert.ok(at === undefined || !Number.isNaN(at.getTime()));
    }),
  );
});

test("what is expected on a day is expected until that day ends in the shop, however midnight is written", () => {
  const until = (text: string) => estimateOf(text, "Europe/Berlin", "end")?.toISOString();
  for (const day of ["2026-03-04", "2026-03-04T00:00:00Z", "2026-03-04T00:00:00.000+00:00", "2026-03-04 00:00:00"])
    assert.equal(until(day), "2026-03-04T22:59:00.000Z", day);
  assert.equal(until("2026-03-04T00:00:01Z"), "2026-03-04T00:00:01.000Z");
  assert.equal(until("2026-03-04T00:00:00+01:00"), "2026-03-03T23:00:00.000Z", "an instant of its own");
  assert.equal(estimateOf("2026-03-04", "Europe/Berlin", "begin")?.toISOString(), "2026-03-03T23:00:00.000Z");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { shopTime } from "./shop-time.ts";

test("local times of London become instants, in summer and in winter, in both ways of writing", () => {
  const timeOf = shopTime();
  const at = (text: string) => new Date(timeOf(text) ?? Number.NaN).toISOString();
  assert.equal(at("2010-12-01 08:26:00"), "2010-12-01T08:26:00.000Z");
  assert.equal(at("2011-06-30 20:08:59"), "2011-06-30T19:08:59.000Z");
  assert.equal(at("6/30/2011 20:08"), "2011-06-30T19:08:00.000Z");
  assert.equal(at("12/1/2010 8:26"), "2010-12-01T08:26:00.000Z");
  assert.equal(at("2011-10-30 01:30:00"), "2011-10-30T00:30:00.000Z", "the first of the hour that comes twice");
  assert.equal(at("2011-03-27 01:30:00"), "2011-03-27T01:30:00.000Z", "the hour that is skipped");
});

test("what is no time is none", () => {
  const timeOf = shopTime();
  for (const text of [
    "",
    "today",
    "2011-02-29 10:00:00",
    "2011-13-01 10:00:00",
    "2010-12-01 24:00:00",
    "2010-12-01 10:60:00",
  ])
    assert.equal(timeOf(text), undefined, text);
});

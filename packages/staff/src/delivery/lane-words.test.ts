import assert from "node:assert/strict";
import { test } from "node:test";
import { laneWords } from "./lane-words.ts";

test("a lane is said without what is not known of it", () => {
  assert.equal(laneWords("express|vienna|AT|60"), "express · vienna → AT 60");
  assert.equal(laneWords("-|-|DE|10"), "DE 10");
  assert.equal(laneWords("standard|-|NL|-"), "standard → NL");
  assert.equal(laneWords("-|-|-|-"), "");
});

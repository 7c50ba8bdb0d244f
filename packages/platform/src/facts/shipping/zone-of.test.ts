import assert from "node:assert/strict";
import { test } from "node:test";
import { zoneOf } from "./index.ts";

test("a zone is the beginning of a post code, as long as the country divides it", () => {
  const zones = [
    ...[zoneOf("DE", "22765"), zoneOf("US", "94103-1234"), zoneOf("GB", "ec1a 1bb"), zoneOf("GB", "M1 1AE")],
    ...[zoneOf("NL", "1012 AB"), zoneOf("PT", "1000-001"), zoneOf("GB", "123"), zoneOf("DE", " - ")],
  ];
  assert.deepEqual(zones, ["22", "941", "EC", "M", "10", "10", undefined, undefined]);
});

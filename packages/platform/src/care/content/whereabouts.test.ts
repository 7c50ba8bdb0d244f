import assert from "node:assert/strict";
import { test } from "node:test";
import { type HoldingParcel, momentsAt, whereIs } from "./whereabouts.ts";

const first = new Date("2026-03-02T10:00:00Z");
const second = new Date("2026-03-04T10:00:00Z");
const parcel = (phase: number, lines?: number[], deliveredAt: Date | null = null): HoldingParcel => ({
  ...{ phase, lines, deliveredAt },
});

test("a line is where the parcels are that hold it", () => {
  assert.deepEqual(whereIs(1, []), { at: "shop" });
  assert.deepEqual(whereIs(1, [parcel(0, [1])]), { at: "shop" });
  assert.deepEqual(whereIs(1, [parcel(1, [1]), parcel(2, [2], first)]), { at: "way" });
  assert.deepEqual(whereIs(2, [parcel(1, [1]), parcel(2, [2], first)]), { at: "shopper", since: first });
  assert.deepEqual(whereIs(3, [parcel(1, [1]), parcel(2, [2], first)]), { at: "shop" }, "in no parcel yet");
});

test("what is in a parcel that nobody described has arrived when all of those have", () => {
  assert.deepEqual(whereIs(1, [parcel(2, undefined, first), parcel(1)]), { at: "way" });
  assert.deepEqual(whereIs(1, [parcel(2, undefined, first), parcel(0)]), { at: "way" }, "a part has left");
  assert.deepEqual(whereIs(1, [parcel(2, undefined, first), parcel(2, undefined, second)]), {
    ...{ at: "shopper", since: second },
  });
  assert.deepEqual(whereIs(1, [parcel(2, [1], first), parcel(1)]), { at: "shopper", since: first });
});

test("of what turned round nothing is said", () => {
  assert.deepEqual(whereIs(1, [parcel(3)]), { at: "back" });
  assert.deepEqual(momentsAt({ at: "back" }, second), []);
});

test("care comes a week after arrival, beside what helped on arrival", () => {
  const place = { at: "shopper", since: first } as const;
  assert.deepEqual(momentsAt(place, second), ["on-arrival"]);
  assert.deepEqual(momentsAt(place, new Date("2026-03-09T10:00:00Z")), ["on-arrival", "week-later"]);
  assert.deepEqual(momentsAt({ at: "way" }, second), ["before-arrival"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type ParcelStatus, ScanStatus } from "../../../facts/parcels/status.schema.ts";
import { carrierPage } from "./carrier-page.ts";
import { expectedDays, type WhatIsSaid } from "./expected-days.ts";
import { inTen } from "./in-ten.ts";
import { timelineOf } from "./timeline.ts";
import { type Situation, stateOf } from "./tracking-state.ts";

const day = fc
  .integer({ min: 0, max: 40 })
  .map((after) => new Date(Date.UTC(2026, 10, 1 + after)).toISOString().slice(0, 10));
const days = fc.tuple(day, day).map((two) => ({ earliest: two.toSorted()[0]!, latest: two.toSorted()[1]! }));

const calm: Situation = {
  ...{ today: "2026-11-22", collected: false, parcels: [], incident: undefined, lines: [] },
  ...{ promisedLatest: "2026-11-25", expectedLatest: "2026-11-25" },
};
const moving = parcel(1, "in_transit");
const arrived = parcel(2, "delivered");
function parcel(phase: number, status: ParcelStatus, ...lines: number[]): Situation["parcels"][number] {
  return { phase, status, lines: lines.map((line) => ({ line, quantity: 1 })) };
}

test("the state is what a shopper has to know first", () => {
  const said = (given: Partial<Situation>) => stateOf({ ...calm, ...given });
  assert.equal(said({}), "not-shipped");
  assert.equal(said({ parcels: [parcel(0, "label_created")] }), "not-shipped");
  assert.equal(said({ collected: true }), "arrived");
  assert.equal(said({ parcels: [moving] }), "on-its-way");
  assert.equal(said({ parcels: [moving], expectedLatest: "2026-11-22" }), "arriving");
  assert.equal(said({ parcels: [parcel(1, "out_for_delivery")], promisedLatest: "2026-11-20" }), "arriving");
  assert.equal(said({ parcels: [moving, arrived] }), "on-its-way");
  assert.equal(said({ parcels: [moving, parcel(1, "out_for_delivery")] }), "on-its-way");
  assert.equal(said({ parcels: [arrived, arrived] }), "arrived");
  assert.equal(said({ parcels: [moving], expectedLatest: "2026-11-27" }), "late");
  assert.equal(said({ parcels: [moving], promisedLatest: "2026-11-21", expectedLatest: undefined }), "late");
  assert.equal(said({ parcels: [], promisedLatest: "2026-11-21", expectedLatest: undefined }), "late");
  assert.equal(said({ parcels: [moving], incident: { kind: "no-movement" } }), "in-trouble");
  assert.equal(said({ parcels: [parcel(1, "customs")], expectedLatest: "2026-11-27" }), "in-trouble");
  assert.equal(said({ parcels: [moving], incident: { kind: "wrong-address" } }), "waiting-for-you");
  assert.equal(said({ parcels: [parcel(1, "pickup_ready")] }), "waiting-for-you");
  assert.equal(said({ parcels: [parcel(3, "returning")] }), "coming-back");
  assert.equal(said({ parcels: [parcel(0, "cancelled")] }), "cancelled");
  assert.equal(said({ parcels: [parcel(0, "cancelled"), moving] }), "on-its-way");
});

test("an order has arrived with all that is known to be in it; a lost parcel in whose place another came holds it up no more", () => {
  const lines = [1, 2].map((line) => ({ line, quantity: 1 }));
  const said = (given: Partial<Situation>) => stateOf({ ...calm, lines, ...given });
  assert.equal(said({ parcels: [parcel(2, "delivered", 1)] }), "not-shipped");
  assert.equal(said({ parcels: [parcel(2, "delivered", 1), parcel(2, "delivered", 2)] }), "arrived");
  assert.equal(said({ parcels: [arrived] }), "arrived", "nobody said what was in it");
  assert.equal(said({ parcels: [parcel(1, "lost", 1, 2), parcel(2, "delivered", 1, 2)] }), "arrived");
  const lost = { parcels: [parcel(1, "lost", 2), parcel(2, "delivered", 1)] };
  assert.equal(said(lost), "not-shipped");
  assert.equal(said({ ...lost, incident: { kind: "lost" } }), "in-trouble");
});

test("the days that are shown lie ahead, begin with today at the earliest, and are shown as long as anybody knows of any", () => {
  const said = fc.record({
    today: day,
    promise: fc.option(
      fc
        .tuple(days, fc.boolean())
        .map(([two, isRevised]) => ({ ...two, ...{ confidence: 0.9, slot: undefined, isRevised } })),
      { nil: undefined },
    ),
    watched: fc.option(
      fc.tuple(days, fc.constantFrom("learned" as const, "stated" as const)).map(([two, basis]) => ({ ...two, basis })),
      { nil: undefined },
    ),
    isInTrouble: fc.boolean(),
    incident: fc.option(days, { nil: undefined }),
    carrier: fc.array(days, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(said, (given: WhatIsSaid) => {
      const found = expectedDays(given);
      const { incident, promise, watched, carrier, isInTrouble } = given;
      const ofIncident = isInTrouble || promise === undefined || promise.isRevised ? incident : undefined;
      const all = [ofIncident, promise, watched, ...carrier].filter((one) => one !== undefined);
      assert.equal(
        found === undefined,
        all.every(({ latest }) => latest < given.today),
      );
      if (!found) return;
      assert.ok(given.today <= found.earliest && found.earliest <= found.latest);
    }),
  );
});

test("the promise is shown as long as it is believed, then what is found when it is looked at, then what was found in trouble", () => {
  const on = (one: string) => ({ earliest: one, latest: one });
  const [a, b, c, d] = [on("2026-11-24"), on("2026-11-25"), on("2026-11-26"), on("2026-11-27")];
  const promise = { ...b, confidence: 0.93, slot: undefined, isRevised: false };
  const calm = { today: "2026-11-22", promise, watched: { ...c, basis: "learned" as const } };
  const said = { ...calm, incident: d, isInTrouble: false, carrier: [a] };
  assert.deepEqual(expectedDays(said), { ...b, basis: "promise", confidence: 0.93, inTen: 9 });
  const found = { ...c, basis: "learned", confidence: 0.9, inTen: 9 };
  const trouble = { ...said, isInTrouble: true };
  assert.deepEqual(expectedDays(trouble), found);
  assert.deepEqual(expectedDays({ ...said, promise: { ...promise, isRevised: true } }), found);
  assert.deepEqual(expectedDays({ ...trouble, watched: { ...c, basis: "stated" } }), { ...c, basis: "stated" });
  assert.deepEqual(expectedDays({ ...trouble, watched: undefined }), { ...d, basis: "incident" });
  const carrier = { ...said, promise: undefined, watched: undefined, incident: undefined };
  assert.deepEqual(expectedDays(carrier), { ...a, basis: "carrier" });
  assert.deepEqual(expectedDays({ ...said, today: "2026-11-26" }), { ...found, ...c });
  assert.equal(expectedDays({ ...said, today: "2026-11-30" }), undefined);
});

test("a chance is said in tenths and never rounded up", () => {
  assert.deepEqual([1, 0.999, 0.9, 0.1 * 9, 0.8999, 0.7, 0.6, 0.59, 0.4, 0.39, 0].map(inTen), [
    9,
    9,
    9,
    9,
    8,
    7,
    6,
    5,
    5,
    undefined,
    undefined,
  ]);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      (chance) => (inTen(chance) ?? 0) <= Math.max(5, chance * 10 + 1e-6),
    ),
  );
});

test("a parcel's way is told latest first, nothing twice, and never without its beginning", () => {
  const scan = (hours: number, given: object = {}) => ({
    ...{ status: "in_transit" as const, fault: null, at: new Date(Date.UTC(2026, 10, 20, hours)), text: null },
    ...{ place: null, source: "test", code: "x" },
    ...given,
  });
  const way = timelineOf({
    scans: [
      scan(5, { status: null, code: "ZZ9" }),
      scan(4, { status: null, text: "Held for inspection" }),
      scan(3, { place: "Bremen" }),
      scan(2),
      scan(1, { place: "Kiel" }),
      scan(0, { status: "picked_up" }),
    ],
  });
  assert.deepEqual(
    way.map(({ status, text, place }) => [status, text, place].filter(Boolean).join(" ")),
    ["Held for inspection", "in_transit Bremen", "in_transit Kiel", "picked_up"],
  );
  const many = fc.array(
    fc.record({ status: fc.constantFrom(...ScanStatus.options), place: fc.string({ maxLength: 3 }) }),
    { maxLength: 90 },
  );
  fc.assert(
    fc.property(many, (given) => {
      const scans = given.map((one, index) => scan(90 - index, one));
      const steps = timelineOf({ scans });
      assert.ok(steps.length <= 40);
      if (scans.length > 0) assert.deepEqual(steps.at(-1)?.at, scans.at(-1)?.at);
    }),
  );
});

test("a carrier's page is known for carriers that need the number only, and takes no number for markup", () => {
  assert.equal(carrierPage("ups", "1Z A&b"), "https://www.ups.com/track?tracknum=1Z%20A%26b");
  assert.equal(carrierPage("unheard-of", "1"), undefined);
  assert.equal(carrierPage("dhl", null), undefined);
});

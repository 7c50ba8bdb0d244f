import assert from "node:assert/strict";
import { test } from "node:test";
import { featureColumns } from "./feature-columns.ts";
import type { JourneyRow } from "./read-journeys.ts";

const plain: JourneyRow = {
  ...{
    id: "1",
    lane: "-|-|-|-",
    service: null,
    carrier: null,
    origin: null,
    country: null,
    zone: null,
    starts: 0,
    hour: 9,
  },
  ...{ planned: null, handover: null, waited: null, handoverHour: null, ends: null, leaves: null, isCancelled: false },
  ...{ startedMs: 0, endedMs: null, features: {} },
};

test("columns of a file keep their order, names become places in the order in which they come up, what is missing says so", () => {
  const rows = [
    { ...plain, hour: 7, planned: 5, features: { weight: 2.5, kind: "b", parts: null } },
    { ...plain, features: { weight: null, kind: "a", parts: 3, colour: "red" } },
    { ...plain, features: { kind: null, weight: 4 } },
  ];
  const found = featureColumns(rows);
  assert.deepEqual(
    found.map(({ name }) => name),
    ["hour", "told", "weight", "kind", "parts", "colour"],
  );
  const valuesOf = (name: string) => [...found.find((column) => column.name === name)!.values];
  assert.deepEqual(valuesOf("hour"), [7, 9, 9]);
  assert.deepEqual(valuesOf("told"), [1, 0, 0]);
  assert.deepEqual(valuesOf("weight"), [2.5, Number.NaN, 4]);
  assert.deepEqual(valuesOf("kind"), [0, 1, Number.NaN]);
  assert.deepEqual(found.find(({ name }) => name === "kind")!.levels, ["b", "a"]);
  assert.equal(found.find(({ name }) => name === "weight")!.levels, undefined);
});

test("a part of the lane is a column where it tells parcels apart and no column of the file says the same", () => {
  const to = (service: string, zone: string, speed: string): JourneyRow => ({
    ...plain,
    ...{ service, zone, country: "DE", features: { speed } },
  });
  const rows = [to("EX", "10", "fast"), to("ST", "10", "slow"), to("ST", "80", "slow"), to("EX", "80", "fast")];
  assert.deepEqual(
    featureColumns(rows).map(({ name }) => name),
    ["hour", "told", "speed", "zone"],
  );
  const mixed = [...rows, to("EX", "80", "slow")];
  assert.deepEqual(
    featureColumns(mixed).map(({ name }) => name),
    ["hour", "told", "speed", "service", "zone"],
  );
});

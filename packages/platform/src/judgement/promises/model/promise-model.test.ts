import assert from "node:assert/strict";
import { test } from "node:test";
import { dayNumber } from "../../../foundation/calendar/index.ts";
import { testDatabase } from "../../../foundation/database/testing.ts";
import { migrationFolders } from "../../../migrations.ts";
import { currentPromiseModel } from "../index.ts";
import { groupsOf, type LaneEntry, startDays } from "./lane-tables.ts";
import { savePromiseModel } from "./save-promise-model.ts";

const horizon = 20;

/** Tables whose numbers say where they stand: early is the entry, likely the group, late the day of starting. */
function tables(entries: readonly LaneEntry[]) {
  const values = entries.flatMap((entry, e) =>
    Array.from({ length: groupsOf(entry) * startDays }, (_, k) => [
      ...[e, Math.floor(k / startDays), k % startDays, 10],
      ...Array.from({ length: horizon + 1 }, (_, day) => (day + 1) / (horizon + 1)),
    ]).flat(),
  );
  return { entries, horizon, values: Float32Array.from(values) };
}

const entries: readonly LaneEntry[] = [
  { of: "lane", name: "express|ber|DE|10", journeys: 400, groups: [], usual: 0 },
  { of: "lane", name: "standard|ber|DE|10", journeys: 300, groups: [2, 4, 9], usual: 1 },
  { of: "service", name: "express", journeys: 900, groups: [], usual: 0 },
  { of: "all", name: "", journeys: 5000, groups: [], usual: 0 },
];

test("the newest model answers: a lane for itself, a new one by its service, a service that is new not at all", async () => {
  const database = await testDatabase(migrationFolders);
  const current = () => database.transaction(currentPromiseModel);
  const none = await current();
  assert.equal(none.id, undefined);
  assert.equal(none.outlook({}, 20_000), undefined);

  const learned = { asOf: "2026-03-01", kind: "life-tables", calibrator: "none", card: {}, tables: tables(entries) };
  const at = new Date("2026-03-01T04:00:00Z");
  const id = await database.transaction((tx) => savePromiseModel(tx, learned, at));
  const model = await current();
  assert.equal(model.id, id);
  assert.equal(model.asOf, "2026-03-01");
  assert.equal(await current(), model, "the tables are read once");
  const today = dayNumber("2026-03-01");
  const express = { service: "express", origin: "ber", country: "DE", zone: "10" };
  const own = model.outlook(express, today + 3)!;
  assert.deepEqual([own.early, own.late, own.promise, own.journeys, own.basis], [0, 3, 10, 400, "learned"]);
  assert.equal(own.chances.length, horizon + 1);
  assert.ok(Math.abs(own.chances[4]! - 5 / 21) < 1e-6);
  assert.equal(model.outlook({ ...express, zone: "99" }, today)!.journeys, 900);
  assert.equal(model.outlook({}, today)!.journeys, 5000);
  assert.equal(model.outlook({ service: "drone" }, today), undefined);

  const later = { ...learned, asOf: "2026-03-02" };
  await database.transaction((tx) => savePromiseModel(tx, later, new Date("2026-03-02T04:00:00Z")));
  assert.equal((await current()).asOf, "2026-03-02");
  await database.close();
});

test("a planned length is read as the nearest one that has tables, a day far off as one of its weekday", async () => {
  const database = await testDatabase(migrationFolders);
  const learned = { asOf: "2026-03-01", kind: "life-tables", calibrator: "none", card: {}, tables: tables(entries) };
  await database.transaction((tx) => savePromiseModel(tx, learned, new Date("2026-03-01T04:00:00Z")));
  const model = await database.transaction(currentPromiseModel);
  const standard = { service: "standard", origin: "ber", country: "DE", zone: "10" };
  const today = dayNumber("2026-03-01");
  const group = (planned?: number) => model.outlook(standard, today, planned)!.likely;
  assert.deepEqual([group(), group(1), group(5), group(8), group(14), group(100)], [1, 0, 0, 1, 2, 2]);
  const start = (days: number) => model.outlook(standard, today + days)!.late;
  assert.deepEqual([start(-1), start(-7), start(13), start(14), start(15), start(700)], [6, 0, 13, 7, 8, 7]);
  await database.close();
});

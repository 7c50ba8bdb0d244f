import assert from "node:assert/strict";
import { test } from "node:test";
import { dayText } from "../../../foundation/calendar/index.ts";
import { journeysOf } from "../history/journeys-of.ts";
import type { JourneyRow } from "../history/read-journeys.ts";
import { promiseModel } from "../model/promise-model.ts";
import { fitPromises } from "./fit-promises.ts";
import { knownBefore, parcelsOf } from "./testing.ts";

function learned(rows: readonly JourneyRow[], today: number) {
  const fitted = fitPromises(journeysOf(rows), today, undefined);
  return { fitted, model: promiseModel("model", dayText(today), fitted.tables) };
}

const laneOf = ({ service, zone }: { service: string; zone: string }) => ({
  service,
  origin: "ber",
  country: "DE",
  zone,
});

const near = { service: "standard", zone: "10", usual: 3, perDay: 8 };
const far = { service: "standard", zone: "80", usual: 9, perDay: 8 };
const express = { service: "express", zone: "10", usual: 2, perDay: 5 };

test("in a storm nine in ten still arrive within what is told, since parcels under way tell that they have not arrived", () => {
  const today = 214;
  const storm = { from: today - 21, slower: 2 };
  const busy = { ...far, usual: 8, perDay: 25 };
  const all = parcelsOf({ days: 221, ways: [busy], told: ({ usual }) => 2 * usual, storm });
  const known = knownBefore(all, today);
  const coverage = (rows: readonly JourneyRow[]) => {
    const { model } = learned(rows, today);
    const asked = all.filter(({ starts }) => starts >= today);
    const inTime = asked.filter(({ service, zone, starts, ends, planned }) => {
      const lane = laneOf({ service: service!, zone: zone! });
      return ends! - starts <= model.outlook(lane, starts, planned!)!.late;
    });
    return inTime.length / asked.length;
  };
  const held = coverage(known);
  assert.ok(held >= 0.86, `covered ${held}`);
  // What a model would promise that learned from the delivered ones.
  const trap = coverage(known.filter(({ ends }) => ends !== null));
  assert.ok(trap < 0.6, `of delivered ones only ${trap}, of all ${held}`);
});

test("lanes are told apart though the shop tells no day, and a window holds what it says", () => {
  const today = 200;
  const all = parcelsOf({ days: 214, ways: [near, far, express] });
  const { model, fitted } = learned(knownBefore(all, today), today);
  const likely = [express, near, far].map((way) => model.outlook(laneOf(way), today + 3)!.likely);
  assert.ok(likely[0]! <= likely[1]! && likely[1]! < likely[2]!, likely.join());
  for (const way of [express, near, far]) {
    const outlook = model.outlook(laneOf(way), today)!;
    assert.ok(outlook.early <= outlook.likely && outlook.likely <= outlook.late && outlook.late <= outlook.promise + 3);
    assert.ok(outlook.chances.every((chance, day) => day === 0 || chance >= outlook.chances[day - 1]!));
    assert.equal(outlook.chances.at(-1), 1);
    const own = all.filter(
      ({ service, zone, starts }) => service === way.service && zone === way.zone && starts >= today,
    );
    const share = own.filter(({ starts, ends }) => ends! - starts <= outlook.promise).length / own.length;
    assert.ok(share >= 0.88, `${way.service} ${way.zone}: ${share} within ${outlook.promise}`);
  }
  assert.equal(fitted.tables.entries.filter(({ of }) => of === "lane").length, 3);
});

test("a lane of few parcels lies between its own days and its service's, a new one takes its service's", () => {
  const today = 200;
  const thin = { service: "standard", zone: "25", usual: 20, perDay: 1, since: 150 };
  const few = parcelsOf({ days: 214, ways: [near, thin] });
  const { model } = learned(knownBefore(few, today), today);
  const service = model.outlook({ service: "standard", zone: "99" }, today)!;
  const own = model.outlook(laneOf(thin), today)!;
  const quick = model.outlook(laneOf(near), today)!;
  assert.ok(
    quick.late <= service.late && service.late < own.late,
    [quick, service, own].map(({ late }) => late).join(),
  );
  const between = (day: number) => service.chances[day]! >= own.chances[day]! - 1e-6;
  assert.ok([2, 5, 10, 15].every(between));
  assert.ok(own.journeys < quick.journeys);
});

test("a lane whose shop tells days has a table for each length it tells", () => {
  const today = 200;
  const ways = [near, { ...near, usual: 12 }];
  const { model, fitted } = learned(
    knownBefore(parcelsOf({ days: 214, ways, told: ({ usual }) => 2 * usual, lost: 0.02 }), today),
    today,
  );
  const [entry] = fitted.tables.entries.filter(({ of }) => of === "lane");
  assert.deepEqual(entry!.groups, [3, 12]);
  const outlook = (planned?: number) => model.outlook(laneOf(near), today, planned)!;
  assert.ok(outlook(6).likely < outlook(24).likely);
  assert.ok([outlook(6).likely, outlook(24).likely].includes(outlook().likely));
});

test("a contest holds for four weeks: what was decided is fitted again and not decided again", () => {
  const all = parcelsOf({ days: 214, ways: [near, far] });
  const { fitted } = learned(knownBefore(all, 180), 180);
  assert.equal(fitted.verdicts.heldOn, 180);
  assert.ok(fitted.verdicts.way.losses!.journeys >= 300);
  const before = { ...fitted.verdicts, calibration: { winner: "none" } as const };
  const kept = fitPromises(journeysOf(knownBefore(all, 200)), 200, before);
  assert.equal(kept.verdicts, before);
  const anew = fitPromises(journeysOf(knownBefore(all, 208)), 208, before);
  assert.equal(anew.verdicts.heldOn, 208);
});

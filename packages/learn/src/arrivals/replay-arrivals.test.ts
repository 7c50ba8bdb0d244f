import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import {
  arrivalHistory,
  arrivalHorizon,
  fitArrivals,
  fromHandOver,
  type Journeys,
  replayArrivals,
  replayLateRisk,
  tabledArrivals,
} from "./index.ts";

/** Parcels that leave the warehouse after one to three days and arrive two to six days later; every tenth is lost. */
function parcels(days: number, until = Number.POSITIVE_INFINITY): Journeys {
  const random = seededRandom("replay");
  const starts: number[] = [];
  const ends: number[] = [];
  const handovers: number[] = [];
  for (let day = 0; day < days; day++) {
    for (let k = 0; k < 12; k++) {
      const handover = day + 1 + random.int(3);
      const end = k === 7 && day % 2 === 0 ? Number.NaN : handover + 2 + random.int(5);
      if (day >= until) continue;
      starts.push(day);
      handovers.push(handover < until ? handover : Number.NaN);
      ends.push(end < until ? end : Number.NaN);
    }
  }
  const features = { rows: starts.length, columns: 1, values: Float64Array.from(starts, (_, i) => i % 5) };
  return { starts, ends, handovers, planned: starts.map(() => 6), features, categorical: [0] };
}

const rowsFrom = ({ starts }: Journeys, from: number, to = Number.POSITIVE_INFINITY) =>
  Array.from(starts, (day, row) => (day >= from && day < to ? row : -1)).filter((row) => row >= 0);

test("a replay says the same of a day whatever came after it, and keeps the level that it aims at", () => {
  const all = parcels(160);
  const asked = rowsFrom(all, 120, 148);
  const found = replayArrivals(all, asked, { horizon: 20 });
  const asKnown = parcels(160, 148);
  assert.deepEqual(replayArrivals(asKnown, rowsFrom(asKnown, 120), { horizon: 20 }).q90, found.q90);
  const ended = asked.flatMap((row, k) => (Number.isNaN(all.ends[row]!) ? [] : [k]));
  const share = (within: (k: number, took: number) => boolean) =>
    ended.filter((k) => within(k, all.ends[asked[k]!]! - all.starts[asked[k]!]!)).length / ended.length;
  assert.ok(Math.abs(share((k, took) => took <= Math.ceil(found.q90[k]!)) - 0.93) < 0.05);
  assert.ok(share((k, took) => took <= found.promise[k]!) > 0.93);
  for (const k of ended) {
    assert.ok(found.q50[k]! <= Math.ceil(found.q90[k]!));
    assert.ok(found.confidence[k]! >= 0.9 && found.confidence[k]! <= 1);
  }
  assert.ok(found.verdict);
  assert.equal(replayArrivals(all, asked, { horizon: 20, way: "life-tables" }).verdict, undefined);
  assert.equal(replayArrivals(all, [], { horizon: 20 }).q50.length, 0);
});

test("what leaves unfinished is followed until it leaves, and says nothing after", () => {
  const called = parcels(100);
  const unfinished = Array.from(called.ends, (end, row) => (Number.isNaN(end) ? called.starts[row]! + 4 : Number.NaN));
  const leaving = arrivalHistory({ ...called, leaves: unfinished }, { horizon: 20 });
  const staying = arrivalHistory(called, { horizon: 20 });
  // Given that all arrive, those that were called off make nobody wait at the end of the tables.
  const hazard = (history: typeof staying, age: number) => history.hazardsAsOf(90)[3 * 21 + age]!;
  assert.ok(hazard(leaving, 8) > hazard(staying, 8));
  const later = Array.from(called.ends, () => 1000);
  const same = arrivalHistory({ ...called, leaves: later }, { horizon: 20 });
  assert.deepEqual(same.hazardsAsOf(90), staying.hazardsAsOf(90));
  assert.deepEqual(same.queuesAsOf(90), staying.queuesAsOf(90));
  const trees = { trees: 5, minLeaf: 40 };
  assert.deepEqual(
    fitArrivals(same, { asOf: 90, boosting: trees }).hazard,
    fitArrivals(staying, { asOf: 90, boosting: trees }).hazard,
  );
});

test("other journeys can be asked about as of a day, without counting among those under way", () => {
  const journeys = parcels(120, 110);
  const history = arrivalHistory(journeys, { horizon: 20 });
  const asked = {
    ...journeys,
    ...{ starts: [110, 123], ends: [Number.NaN, Number.NaN], handovers: [Number.NaN, Number.NaN], planned: [6, 6] },
    features: { rows: 2, columns: 1, values: Float64Array.of(0, 0) },
  };
  const chances = tabledArrivals({ ...history, journeys: asked }, [0, 1], () => 110);
  assert.deepEqual(chances.values.slice(0, 21), chances.values.slice(21));
});

test("the risk at the hand-over is told from what was known then, and not where too little was", () => {
  const all = parcels(160);
  const waited = Array.from(all.handovers!, (day, row) => day - all.starts[row]!);
  const { rows, journeys } = fromHandOver(all, { waited, hour: waited.map(() => 15) });
  assert.equal(journeys.features.columns, 4);
  const asked = rowsFrom(journeys, 120, 140);
  const risks = replayLateRisk(journeys, asked, { horizon: 20 })!;
  const late = asked.map((row) => !(all.ends[rows[row]!]! <= all.starts[rows[row]!]! + 6));
  const mean = (which: boolean) => {
    const chosen = [...risks].filter((_, k) => late[k] === which);
    return chosen.reduce((sum, each) => sum + each, 0) / chosen.length;
  };
  assert.ok(mean(true) > mean(false) + 0.05, `${mean(true)}, ${mean(false)}`);
  assert.equal(replayLateRisk(journeys, rowsFrom(journeys, 5, 8), { horizon: 20 }), undefined);
  const { handovers: _, ...without } = all;
  assert.throws(
    () => fromHandOver(without, { waited, hour: waited }),
    (error) => error instanceof LearnError && error.argument === "journeys.handovers",
  );
});

test("the horizon is a fifth above what hardly anything takes longer than, within bounds", () => {
  assert.equal(arrivalHorizon([]), 14);
  assert.equal(arrivalHorizon(Array.from({ length: 1000 }, (_, k) => (k < 994 ? 10 : 50))), 60);
  assert.equal(arrivalHorizon([400]), 150);
});

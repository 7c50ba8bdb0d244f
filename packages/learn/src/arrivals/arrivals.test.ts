import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { matrixFromRows, rowOf } from "../matrix/index.ts";
import { weightedQuantile } from "../quantiles/index.ts";
import { seededRandom } from "../random/index.ts";
import {
  type ArrivalHistory,
  arrivalHistory,
  arrivalQuantile,
  chanceLater,
  fitArrivals,
  type Journeys,
  latenessPrice,
  predictArrivals,
  promiseDays,
  tabledArrivals,
} from "./index.ts";

const boosting = { trees: 40, minLeaf: 40 };

/** Parcels over 200 days: planned 6 or 14 days, usually done in two thirds of it, twice as slow from day 150 on. */
function parcels(until: number): { journeys: Journeys; truth: number[] } {
  const random = seededRandom("parcels");
  const starts: number[] = [];
  const planned: number[] = [];
  const truth: number[] = [];
  for (let day = 0; day < 200; day++) {
    for (let k = 0; k < 14; k++) {
      const plan = k % 2 === 0 ? 6 : 14;
      let age = 0;
      for (;;) {
        age++;
        const speed = day + age >= 150 ? 0.5 : 1;
        if (age >= 2 && random.next() < (speed * 2) / plan) break;
      }
      starts.push(day);
      planned.push(plan);
      truth.push(age);
    }
  }
  const known = starts.map((_, i) => i).filter((i) => starts[i]! < until);
  const ends = known.map((i) => (starts[i]! + truth[i]! < until ? starts[i]! + truth[i]! : Number.NaN));
  return {
    journeys: {
      starts: known.map((i) => starts[i]!),
      ends,
      planned: known.map((i) => planned[i]!),
      features: { rows: known.length, columns: 1, values: Float64Array.from(known, (i) => i % 3) },
      categorical: [0],
    },
    truth,
  };
}

test("as of a day the forecast is calibrated for what starts then, and tells slow plans from quick ones", () => {
  const { journeys, truth } = parcels(200);
  const history = arrivalHistory(journeys, { horizon: 40 });
  const model = fitArrivals(history, { asOf: 120, window: 110, keep: 0.5, boosting });
  const rows = journeysFrom(journeys, 120, 140);
  const chances = predictArrivals(model, history, rows);
  const inTime = rows.filter((row, k) => truth[row]! <= arrivalQuantile(chances, k, 0.9)).length / rows.length;
  assert.ok(inTime > 0.85 && inTime < 0.97, `${inTime}`);
  const medians = [6, 14].map((plan) => {
    const k = rows.findIndex((row) => journeys.planned[row] === plan);
    return arrivalQuantile(chances, k, 0.5);
  });
  assert.ok(medians[0]! < medians[1]!, medians.join());
  for (let k = 0; k < 5; k++) {
    const row = rowOf(chances, k);
    assert.ok(row.every((chance, age) => age === 0 || chance >= row[age - 1]!));
    assert.ok(Math.abs(row.at(-1)! - 1) < 1e-12);
    assert.ok(Math.abs(chanceLater(chances, k, 5) + row[5]! - 1) < 1e-12);
  }
  assert.equal(chanceLater(chances, 0, -1), 1);
  assert.equal(chanceLater(chances, 0, 99), 0);
});

test("it follows a storm from parcels still under way, where those delivered so far look quick", () => {
  const { journeys, truth } = parcels(164);
  const history = arrivalHistory(journeys, { horizon: 40 });
  const model = fitArrivals(history, { asOf: 164, window: 150, keep: 0.5, boosting });
  const rows = journeysFrom(journeys, 163, 164);
  const slow = rows.filter((row) => journeys.planned[row] === 14);
  const forecast = arrivalQuantile(
    predictArrivals(model, history, slow, () => 164),
    0,
    0.9,
  );
  const isSlow = (row: number) => journeys.planned[row] === 14;
  const since = journeysFrom(journeys, 150, 164).filter(isSlow);
  const delivered = since.filter((row) => !Number.isNaN(journeys.ends[row]!));
  const seemed = weightedQuantile(
    delivered.map((row) => truth[row]!),
    0.9,
  );
  const came = weightedQuantile(
    since.map((row) => truth[row]!),
    0.9,
  );
  assert.ok(Math.abs(forecast - came) < Math.abs(seemed - came), `${forecast}, came ${came}, seemed ${seemed}`);
});

test("nothing that happens on or after the day asked about changes a forecast", () => {
  const { journeys } = parcels(200);
  const cut = 100;
  const rows = journeysFrom(journeys, cut, cut + 3);
  const tampered = {
    ...journeys,
    ends: Array.from(journeys.ends, (end, i) => (end >= cut ? Math.max(journeys.starts[i]!, cut + (i % 7)) : end)),
  };
  const forecast = (history: ArrivalHistory) => {
    const model = fitArrivals(history, { asOf: cut, window: 60, boosting: { trees: 10, minLeaf: 40 } });
    return predictArrivals(model, history, rows, () => cut).values;
  };
  assert.deepEqual(
    forecast(arrivalHistory(tampered, { horizon: 30 })),
    forecast(arrivalHistory(journeys, { horizon: 30 })),
  );
});

test("the model survives JSON to the last bit", () => {
  const { journeys } = parcels(80);
  const history = arrivalHistory(journeys, { horizon: 30 });
  const model = fitArrivals(history, { asOf: 80, boosting: { trees: 5, minLeaf: 40 } });
  const loaded: typeof model = JSON.parse(JSON.stringify(model));
  assert.deepEqual(predictArrivals(loaded, history, [3, 500]), predictArrivals(model, history, [3, 500]));
});

test("a longer queue before the same throughput is told as a positive ratio", () => {
  const starts: number[] = [];
  const handovers: number[] = [];
  for (let day = 0; day < 100; day++) {
    for (let k = 0; k < 20; k++) {
      starts.push(day);
      handovers.push(day < 90 ? day + 1 : Number.NaN);
    }
  }
  const journeys: Journeys = {
    ...{ starts, handovers, ends: handovers.map((day) => day + 2), planned: starts.map(() => 5) },
    features: { rows: starts.length, columns: 1, values: new Float64Array(starts.length) },
  };
  const history = arrivalHistory(journeys, { horizon: 20 });
  assert.ok(Math.abs(history.queuesAsOf(85)[0]) < 0.05);
  assert.ok(history.queuesAsOf(96)[0] > 1);
});

test("life tables alone are calibrated too, and tell slow plans from quick ones", () => {
  const { journeys, truth } = parcels(150);
  const history = arrivalHistory(journeys, { horizon: 40 });
  const rows = journeysFrom(journeys, 120, 140);
  const chances = tabledArrivals(history, rows);
  const inTime = rows.filter((row, k) => truth[row]! <= arrivalQuantile(chances, k, 0.9)).length / rows.length;
  assert.ok(inTime > 0.85 && inTime < 0.97, `${inTime}`);
  assert.ok(arrivalQuantile(chances, 0, 0.5) < arrivalQuantile(chances, 1, 0.5));
  refuses("rows", () => tabledArrivals(history, [-1]));
});

test("one price of lateness promises less than one level of all quantiles, at the same share late", () => {
  // The chance to be late falls by e every day, or every eight days.
  const rows = Array.from({ length: 20 }, (_, k) =>
    Array.from({ length: 61 }, (_, days) => (days === 60 ? 1 : 1 - Math.exp(-days / (k % 2 === 0 ? 1 : 8)))),
  );
  const chances = matrixFromRows(rows);
  const price = latenessPrice(chances, 0.1);
  const promises = rows.map((_, k) => promiseDays(chances, k, price));
  const late = (days: readonly number[]) => days.reduce((sum, each, k) => sum + 1 - rows[k]![each]!, 0) / rows.length;
  const mean = (days: readonly number[]) => days.reduce((sum, each) => sum + each, 0) / rows.length;
  const quantiles = rows.map((_, k) => arrivalQuantile(chances, k, 0.9));
  assert.ok(late(promises) <= 0.1 && late(promises) > 0.05, `${late(promises)}`);
  assert.ok(mean(promises) < mean(quantiles), `${mean(promises)}, ${mean(quantiles)}`);
  const bounded = rows.map((_, k) => promiseDays(chances, k, price, 0.08));
  for (const [k, days] of bounded.entries()) assert.ok(1 - rows[k]![days]! <= 0.08 + 1e-12);
  assert.equal(promiseDays(chances, 0, 0), 0);
  refuses("price", () => promiseDays(chances, 0, -1));
  refuses("most", () => promiseDays(chances, 0, 1, 0));
  refuses("late", () => latenessPrice(chances, 1));
});

test("bad input is refused by name", () => {
  const { journeys } = parcels(40);
  refuses("journeys.starts", () => arrivalHistory({ ...journeys, starts: [] }));
  refuses("journeys.ends", () => arrivalHistory({ ...journeys, ends: [1] }));
  refuses("journeys.ends", () => arrivalHistory({ ...journeys, ends: Array.from(journeys.starts, (day) => day - 1) }));
  refuses("journeys.planned", () => arrivalHistory({ ...journeys, planned: Array.from(journeys.starts, () => 0.5) }));
  refuses("options.horizon", () => arrivalHistory(journeys, { horizon: 0 }));
  const history = arrivalHistory(journeys, { horizon: 20 });
  refuses("options.asOf", () => fitArrivals(history, { asOf: 0 }));
  refuses("options.keep", () => fitArrivals(history, { asOf: 30, keep: 0 }));
  const model = fitArrivals(history, { asOf: 40, boosting: { trees: 1 } });
  refuses("rows", () => predictArrivals(model, history, [1e9]));
  refuses("history", () => predictArrivals(model, arrivalHistory(journeys, { horizon: 21 }), [0]));
  refuses("level", () => arrivalQuantile(predictArrivals(model, history, [0]), 0, 1));
});

function journeysFrom(journeys: Journeys, from: number, to: number): number[] {
  return Array.from(journeys.starts).flatMap((day, i) => (day >= from && day < to ? [i] : []));
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import { calibrate, type Issued, offsetOf } from "./calibrate.ts";

const course = { asOf: 260, horizon: 16 };

/** Ten parcels a day on two lanes that take 2 to 9 days, of which nine in ten are told to take `told` days. */
function issued(told: (lane: string, day: number) => number, shift: (day: number) => number = () => 0): Issued[] {
  const random = seededRandom("calibrate");
  return Array.from({ length: 2400 }, (_, k) => {
    const starts = Math.floor(k / 10);
    const lane = k % 2 === 0 ? "near" : "far";
    const ends = starts + 2 + random.int(8) + shift(starts);
    return { starts, ends: ends < course.asOf ? ends : Number.NaN, lane, service: "s", q90: told(lane, starts) };
  });
}

test("what is told well is left alone, and so is what too little is known of", () => {
  const { winner, losses, offsets } = calibrate(
    issued(() => 9),
    course,
  );
  assert.equal(winner, "none");
  assert.equal(offsets, undefined);
  assert.ok(losses!.none * 0.99 <= Math.min(losses!["lane-offsets"], losses!.adaptive) && losses!.journeys > 700);
  assert.deepEqual(calibrate(issued(() => 9).slice(0, 250), course), { winner: "none" });
});

test("a lane that is told too short is moved, the other one hardly, an unknown one as all together", () => {
  const verdict = calibrate(
    issued((lane) => (lane === "far" ? 5 : 9)),
    course,
  );
  assert.equal(verdict.winner, "lane-offsets");
  assert.ok(verdict.losses!["lane-offsets"] < verdict.losses!.none);
  const [near, far, other] = ["near", "far", "new"].map((lane) => offsetOf(verdict, lane, "s"));
  assert.ok(far! >= 3 && far! <= 5, `${far}`);
  assert.ok(near! < far! && other! >= near! && other! <= far!);
});

test("where the world drifts, outcomes as they come in win", () => {
  const drift = (day: number) => Math.max(0, Math.floor((day - 120) / 14));
  const verdict = calibrate(
    issued(() => 9, drift),
    course,
  );
  assert.equal(verdict.winner, "adaptive");
  assert.ok(offsetOf(verdict, "near", "s") >= 3);
  assert.equal(offsetOf(verdict, "near", "another"), 0);
});

test("nothing that became known later changes what would have been told", () => {
  const rows = issued((lane) => (lane === "far" ? 5 : 9));
  const early = { ...course, asOf: 200 };
  const tampered = rows.map((row) => (row.ends >= 200 ? { ...row, ends: row.starts + 29 } : row));
  assert.deepEqual(calibrate(tampered, early), calibrate(rows, early));
});

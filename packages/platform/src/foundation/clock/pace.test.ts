import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { businessTimeAt, extended, type Pace, speedAt, withSpeed } from "./pace.ts";

/** What happens to a pace: a wait, then another speed, or its user extends it. */
const step = fc.record({
  wait: fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 100_000 })),
  speed: fc.option(fc.oneof(fc.constantFrom(1, 60, 1_440, 10_080), fc.double({ min: 1, max: 20_000, noNaN: true }))),
});
const realPace: Pace = { offset: 0, anchor: 0, speedBefore: 1, speed: 1, until: 0 };
const start = Date.parse("2026-11-22T10:00:00Z");

/** The paces that are stored one after the other, each with the instant from which it is. */
function stored(steps: readonly { wait: number; speed: number | null }[]): { from: number; pace: Pace }[] {
  let at = start;
  const paces = [{ from: start, pace: realPace }];
  for (const { wait, speed } of steps) {
    at += wait;
    const { pace } = paces.at(-1)!;
    paces.push({ from: at, pace: speed === null ? extended(pace, at) : withSpeed(pace, at, speed) });
  }
  return paces;
}

const inForce = (paces: ReturnType<typeof stored>, at: number) => paces.findLast(({ from }) => from <= at)!.pace;

test("through any changes of speed business time never stands, never goes back, and never leaps", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const paces = stored(steps);
      const end = paces.at(-1)!.from + 15_000;
      let before = businessTimeAt(realPace, start);
      for (let at = start; at <= end; at += 250) {
        const now = businessTimeAt(inForce(paces, at), at);
        assert.ok(now - before >= (at === start ? 0 : 250) - 1, `${now - before} ms in 250`);
        assert.ok(now - before <= 250 * 20_000 + 2, `${now - before} ms in 250`);
        before = now;
      }
      for (const { from, pace } of paces.slice(1)) {
        const earlier = paces[paces.findIndex((each) => each.pace === pace) - 1]!.pace;
        const leap = businessTimeAt(pace, from) - businessTimeAt(earlier, from);
        assert.ok(leap >= -0.01 && leap <= 1.01, `a leap of ${leap} ms where the pace was changed`);
      }
    }),
  );
});

test("a process that learns of a change three quarters of a second late tells the same time as one that made it", () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 20_000, noNaN: true }), fc.integer({ min: 0, max: 750 }), (speed, late) => {
      const before = withSpeed(realPace, start, 1_440);
      const change = start + 5_000;
      const after = withSpeed(before, change, speed);
      const difference = businessTimeAt(after, change + late) - businessTimeAt(before, change + late);
      assert.ok(difference >= 0 && difference <= 1.01, `${difference} ms apart`);
    }),
  );
});

test("a speed counts a second after it was chosen, and as long as it is extended; then time goes on as real time does", () => {
  const pace = withSpeed(realPace, start, 60);
  const passed = (from: number, to: number) => businessTimeAt(pace, to) - businessTimeAt(pace, from);
  assert.equal(passed(start, start + 1_000), 1_000);
  assert.equal(passed(start + 1_000, start + 11_000), 600_000);
  assert.equal(passed(start + 11_000, start + 3_600_000), 3_589_000);
  assert.deepEqual([speedAt(pace, start), speedAt(pace, start + 5_000), speedAt(pace, start + 20_000)], [1, 60, 1]);
  const longer = extended(pace, start + 8_000);
  assert.equal(speedAt(longer, start + 17_000), 60);
  const anew = extended(pace, start + 3_600_000);
  assert.equal(businessTimeAt(anew, start + 3_600_500), businessTimeAt(pace, start + 3_600_500));
  assert.equal(speedAt(anew, start + 3_602_000), 60);
});

test("a change of mind within the second leaves no trace of the first choice", () => {
  const first = withSpeed(realPace, start, 10_080);
  const second = withSpeed(first, start + 400, 1);
  assert.equal(businessTimeAt(second, start + 60_000), start + 60_000);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { stretchChances } from "./stretch-chances.ts";

const chances = fc
  .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 15, maxLength: 60 })
  .map((steps) => {
    const total = steps.reduce((sum, each) => sum + each, 0);
    const found = Float64Array.from(steps, (each) => each / total);
    for (let day = 1; day < found.length; day++) found[day]! += found[day - 1]!;
    found[found.length - 1] = 1;
    return found;
  });

test("what one day reached the other reaches; chances go on rising to 1, and longer never promises sooner", () => {
  fc.assert(
    fc.property(chances, fc.nat(12), fc.integer({ min: -3, max: 7 }), (told, from, offset) => {
      const to = Math.min(told.length - 2, Math.max(0, from + offset));
      const moved = stretchChances(told, from, to);
      assert.ok(Math.abs(moved[to]! - told[from]!) < 1e-9);
      assert.equal(moved.at(-1), 1);
      for (const [day, chance] of moved.entries()) {
        assert.ok(day === 0 || chance >= moved[day - 1]! - 1e-12);
        if (to > from) assert.ok(chance <= told[day]! + 1e-12);
        if (to < from) assert.ok(chance >= told[day]! - 1e-12);
      }
    }),
  );
  const same = Float64Array.of(0.2, 0.6, 1);
  assert.equal(stretchChances(same, 1, 1), same);
});

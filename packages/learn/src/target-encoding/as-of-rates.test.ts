import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { asOfRates } from "./index.ts";

const row = fc.record({
  id: fc.constantFrom("a", "b", "c"),
  time: fc.integer({ min: 0, max: 40 }),
  outcome: fc.constantFrom(0, 1, Number.NaN),
});
const rows = fc.array(row, { minLength: 1, maxLength: 30 });

test("each rate is the shrunk mean of exactly the outcomes known by then", () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(0, 3, 10), (sample, lag) => {
      const { rate, count } = encode(sample, { lag, strength: 2, start: 0.3 });
      for (const [i, { id, time }] of sample.entries()) {
        const known = sample.filter((other) => {
          const visible = lag === 0 ? other.time < time : other.time + lag <= time;
          return visible && !Number.isNaN(other.outcome);
        });
        const own = known.filter((other) => other.id === id);
        const prior = known.length > 0 ? known.reduce((sum, each) => sum + each.outcome, 0) / known.length : 0.3;
        const expected = (own.reduce((sum, each) => sum + each.outcome, 0) + 2 * prior) / (own.length + 2);
        assert.ok(Math.abs(rate[i]! - expected) < 1e-12);
        assert.equal(count[i], own.length);
      }
    }),
  );
});

test("no outcome changes a rate of its own or an earlier row, and the order of rows does not matter", () => {
  fc.assert(
    fc.property(rows, fc.nat(), (sample, pick) => {
      const options = { lag: 5, strength: 1 };
      const k = pick % sample.length;
      const changed = sample.map((each, i) => (i === k ? { ...each, outcome: 1 - (each.outcome || 0) } : each));
      const before = encode(sample, options).rate;
      const after = encode(changed, options).rate;
      for (const [i, { time }] of sample.entries()) {
        if (time < sample[k]!.time + 5) assert.equal(before[i], after[i]);
      }
      const back = encode(sample.toReversed(), options).rate.toReversed();
      for (const [i, rate] of before.entries()) assert.ok(Math.abs(rate - back[i]!) < 1e-12);
    }),
  );
});

test("old outcomes fade by half in each half-life", () => {
  const { rate, count } = asOfRates(["a", "a", "a"], [0, 10, 20], [1, 0, Number.NaN], {
    ...{ lag: 0, strength: 1, halfLife: 10 },
    prior: [0.5, 0.5, 0.5],
  });
  assert.equal(rate[0], 0.5);
  assert.ok(Math.abs(count[2]! - 0.75) < 1e-12);
  assert.ok(Math.abs(rate[2]! - (0.25 + 0.5) / 1.75) < 1e-12);
});

test("bad input is refused by name", () => {
  refuses("times", () => asOfRates(["a"], [], [1], { lag: 0, strength: 1 }));
  refuses("times", () => asOfRates(["a"], [Number.NaN], [1], { lag: 0, strength: 1 }));
  refuses("outcomes", () => asOfRates(["a"], [1], [Number.POSITIVE_INFINITY], { lag: 0, strength: 1 }));
  refuses("options.lag", () => asOfRates(["a"], [1], [1], { lag: -1, strength: 1 }));
  refuses("options.strength", () => asOfRates(["a"], [1], [1], { lag: 0, strength: 0 }));
  refuses("options.halfLife", () => asOfRates(["a"], [1], [1], { lag: 0, strength: 1, halfLife: 0 }));
  refuses("options.prior", () => asOfRates(["a"], [1], [1], { lag: 0, strength: 1, prior: [] }));
});

function encode(
  sample: readonly { id: string; time: number; outcome: number }[],
  options: Parameters<typeof asOfRates>[3],
): ReturnType<typeof asOfRates> {
  return asOfRates(
    sample.map(({ id }) => id),
    sample.map(({ time }) => time),
    sample.map(({ outcome }) => outcome),
    options,
  );
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}

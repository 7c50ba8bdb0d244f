import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { hashToUnit } from "./hash-to-unit.ts";
import { seededRandom } from "./seeded-random.ts";
import { xoshiro128 } from "./xoshiro128.ts";

test("xoshiro128** gives the words of its definition in unbounded integers", () => {
  // python3: s = [1, 2, 3, 4]; eight rounds of the published recurrence with "& 0xffffffff" after each step.
  const next = xoshiro128([1, 2, 3, 4]);
  const expected = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849];
  assert.deepEqual(
    expected.map(() => next()),
    expected,
  );
});

test("a seed gives one stream, another seed another", () => {
  const first = seededRandom("a");
  const again = seededRandom("a");
  const other = seededRandom("b");
  const values = Array.from({ length: 20 }, () => first.next());
  assert.deepEqual(
    values.map(() => again.next()),
    values,
  );
  assert.ok(values.every((value) => value !== other.next()));
  assert.equal(seededRandom(7).next(), seededRandom("7").next());
});

test("numbers lie in [0, 1) with the mean and variance of the uniform distribution", () => {
  const random = seededRandom("uniform");
  const values = Array.from({ length: 20_000 }, () => random.next());
  assert.ok(values.every((value) => value >= 0 && value < 1));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  assert.ok(Math.abs(mean - 0.5) < 0.01);
  assert.ok(Math.abs(variance - 1 / 12) < 0.002);
});

test("whole numbers cover their range evenly", () => {
  const random = seededRandom("int");
  const counts = new Array<number>(7).fill(0);
  for (let i = 0; i < 14_000; i++) counts[random.int(7)]! += 1;
  assert.ok(
    counts.every((count) => Math.abs(count - 2000) < 200),
    counts.join(),
  );
});

test("a shuffle keeps every item and reaches every order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
      const shuffled = seededRandom(seed).shuffle([...items]);
      assert.deepEqual(shuffled.toSorted(), items.toSorted());
    }),
  );
  const random = seededRandom("orders");
  const orders = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = random.shuffle(["a", "b", "c"]).join("");
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  assert.equal(orders.size, 6);
  assert.ok([...orders.values()].every((count) => Math.abs(count - 1000) < 150));
});

test("bad arguments are refused by name", () => {
  refuses("seed", () => seededRandom(Number.NaN));
  refuses("n", () => seededRandom(1).int(0));
  refuses("n", () => seededRandom(1).int(1.5));
  refuses("n", () => seededRandom(1).int(2 ** 33));
});

test("the hash of a text is the documented one", () => {
  // python3: int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) / 2**32
  assert.equal(hashToUnit("aftercare"), 0.6092000685166568);
  assert.equal(hashToUnit(""), 0.8894159947521985);
  assert.equal(hashToUnit("退货"), 0.159829635405913);
  assert.equal(hashToUnit("shopper-42"), 0.29410070995800197);
});

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}

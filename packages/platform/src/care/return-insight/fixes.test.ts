import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import fc from "fast-check";
import type { CostOfUnit } from "./cost-of-unit.ts";
import { fixesOf as fixesAmong, type ReasonCount } from "./fixes.ts";

const cost = { sending: 400n, handling: 200n, lostShare: 0.1 };
const count = (product: string, bought: number, returned: number, reason = "too-small"): ReasonCount => ({
  ...{ product, category: "Jackets", reason, bought, returned },
  value: BigInt(returned) * 10_000n,
});

/** With no product that came back for no reason at all. */
const fixesOf = (counts: readonly ReasonCount[], of: CostOfUnit, days: number) => fixesAmong(counts, counts, of, days);

test("what comes back no more often than others, or by chance, is nothing to fix", () => {
  assert.deepEqual(fixesOf([count("A", 100, 10), count("B", 100, 10)], cost, 365), []);
  assert.deepEqual(fixesOf([count("A", 4, 3), count("B", 4, 2)], cost, 365), []);
});

test("what comes back beyond chance is named with what a year would save, drawn towards its kind", () => {
  const [fix, ...rest] = fixesOf([count("A", 100, 40), count("B", 1_000, 100)], cost, 365);
  assert.equal(rest.length, 0);
  assert.deepEqual([fix?.product, fix?.fix, fix?.usual], ["A", "size", 0.1]);
  // (40 + 20 · 0.1) / 120 − 0.1 = 0.25 of 100 units at 6.00 and a tenth of 100.00 each.
  assert.equal(fix?.saves, 40_000n);
  assert.equal(fixesOf([count("A", 100, 40), count("B", 1_000, 100)], cost, 73)[0]?.saves, 200_000n);
});

test("a change of mind is nothing that a shop can mend", () => {
  assert.deepEqual(
    fixesOf([count("A", 100, 60, "changed-my-mind"), count("B", 900, 9, "changed-my-mind")], cost, 365),
    [],
  );
});

test("savings are never below zero, and dearest come first", () => {
  const one = fc.record({
    product: fc.constantFrom("A", "B", "C"),
    bought: fc.integer({ min: 1, max: 500 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), (list) => {
      const fixes = fixesOf(
        list.map(({ product, bought, share }) => count(product, bought, Math.floor(bought * share))),
        cost,
        200,
      );
      for (const { saves, rate, usual } of fixes) assert.ok(saves >= 0n && rate.value > usual);
      const sums = fixes.map(({ saves }) => saves);
      assert.deepEqual(
        sums,
        sums.toSorted((a, b) => Number(b - a)),
      );
    }),
  );
});

test("others that never came back for a reason count as well", () => {
  const products = [...["A", "B", "C"].map((product) => ({ product, category: "Jackets", bought: 100 }))];
  const [fix] = fixesAmong([count("A", 100, 20), count("B", 100, 10)], products, cost, 365);
  assert.equal(fix?.usual, 10 / 200);
});

test("where nothing differs between products hardly anything is listed, however many are looked at", () => {
  const random = seededRandom("nothing differs");
  const reasons = ["too-small", "too-big", "style", "damaged-or-defective", "item-not-as-described"];
  const shops = 40;
  let withAny = 0;
  for (let shop = 0; shop < shops; shop++) {
    const products = Array.from({ length: 60 }, (_, index) => ({
      ...{ product: `P${index}`, category: `K${index % 6}`, bought: 100 + 10 * (index % 30) },
    }));
    const counts = products.flatMap(({ product, category, bought }) =>
      reasons.map((reason): ReasonCount => {
        const returned = Array.from({ length: bought }, () => random.int(50) === 0).filter(Boolean).length;
        return { product, category, reason, bought, returned, value: BigInt(returned) * 5_000n };
      }),
    );
    const flawed = counts.map((each) =>
      each.product === "P7" && each.reason === "too-small" ? { ...each, returned: 40 } : each,
    );
    if (fixesAmong(counts, products, cost, 365).length > 0) withAny++;
    assert.equal(fixesAmong(flawed, products, cost, 365)[0]?.product, "P7", "what is really wrong is found among it");
  }
  assert.ok(withAny <= 8, `${withAny} of ${shops} shops without any difference list something`);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import { autoComplements } from "./auto-complements.ts";
import { basketLog } from "./basket-log.ts";
import { coPurchaseRanking } from "./co-purchase-ranking.ts";
import { companionRanking } from "./companion-ranking.ts";
import { itemRelations } from "./item-relations.ts";

/**
 * Pasta (0) goes with sauce: brand A (1) or brand B (2), never both; cheese (3) comes with either. Bread (4) is bought by
 * everyone at random, so that liking both is no relation. 5 to 14 are chance.
 */
function kitchen(shoppers: number) {
  const random = seededRandom("kitchen");
  return Array.from({ length: shoppers }, () =>
    Array.from({ length: 6 }, () => {
      const basket = [5 + random.int(10)];
      if (random.next() < 0.5) basket.push(4);
      if (random.next() < 0.6) basket.push(0, random.next() < 0.5 ? 1 : 2);
      if (basket.includes(0) && random.next() < 0.8) basket.push(3);
      return basket;
    }),
  );
}
const log = basketLog(kitchen(150), 15);

test("a sauce's complement is pasta, and the other brand is its substitute", () => {
  const relations = itemRelations(log)(1);
  assert.deepEqual(new Set(relations.complements.slice(0, 2).map(({ item }) => item)), new Set([0, 3]));
  assert.equal(relations.substitutes[0]!.item, 2);
  assert.equal(relations.substitutes[0]!.together, 0);
  assert.ok(relations.substitutes[0]!.sameCompany > 0.7);
  assert.ok(!relations.complements.some(({ item }) => item === 2));
});

test("what everybody buys at random is hardly related, however often it stands beside", () => {
  const { complements, substitutes } = itemRelations(log)(0);
  assert.ok(coPurchaseRanking(log).rank(0, 4).includes(4), "by counts bread is among the first");
  assert.ok(![...complements, ...substitutes].some(({ item }) => item === 4));
});

test("one shopper's evidence is shrunk: the prior moves a relation towards none", () => {
  const baskets = Array.from({ length: 12 }, (_, basket) => (basket % 2 === 0 ? [0, 1] : [2]));
  const relation = (prior: number) => itemRelations(basketLog([baskets], 3), { prior })(0).complements[0];
  // Six baskets of twelve hold both, three would by chance.
  assert.equal(relation(1)!.expected, 3);
  assert.ok(Math.abs(relation(1)!.affinity - Math.log((6 + 1) / (3 + 1))) < 1e-12);
  assert.ok(Math.abs(relation(1)!.strength - 3 / 2) < 1e-12);
  assert.equal(relation(10), undefined);
});

test("companions with no decay, size, prior or diminishing are co-purchase counts", () => {
  const plain = companionRanking(log, 0, { halfLife: Number.POSITIVE_INFINITY, size: 0, prior: 0, repeat: 1 });
  for (let item = 0; item < 15; item++) assert.deepEqual(plain.rank(item, 10), coPurchaseRanking(log).rank(item, 10));
});

test("a list that covers takes from the second purpose before the first is exhausted", () => {
  // Item 0 stands with {1, 2, 3} in three baskets and with {4} in two: by counts 1, 2, 3 lead.
  const purposes = basketLog([[[0, 1, 2, 3]], [[0, 1, 2, 3]], [[0, 1, 2, 3]], [[0, 4]], [[0, 4]]], 5);
  const options = { halfLife: 90, size: 0, prior: 0 };
  assert.deepEqual([...companionRanking(purposes, 0, { ...options, repeat: 1 }).rank(0, 2)], [1, 2]);
  assert.deepEqual([...companionRanking(purposes, 0, { ...options, repeat: 0.5 }).rank(0, 2)], [1, 4]);
});

test("the automatic ranking is at least as good as counts on its own validation, and never names the item itself", () => {
  const auto = autoComplements(log);
  const [counts, ...others] = auto.validation;
  assert.equal(counts!.method, "co-purchase count");
  assert.ok(Math.max(...others.map(({ hit }) => hit)) >= counts!.hit - 1e-12);
  for (let item = 0; item < 15; item++) {
    const list = auto.rank(item, 14);
    assert.equal(new Set(list).size, 14);
    assert.ok(!list.includes(item));
  }
});

test("with few baskets it stays with counts; bad options are refused by name", () => {
  assert.equal(
    autoComplements(
      basketLog(
        [
          [
            [0, 1, 2],
            [0, 1, 2],
          ],
        ],
        3,
      ),
    ).chosen,
    "co-purchase count",
  );
  const refused = (argument: string, run: () => unknown) =>
    assert.throws(run, (error) => error instanceof LearnError && error.argument === argument);
  const options = { halfLife: 90, size: 0.5, prior: 5, repeat: 0.8 };
  refused("options.halfLife", () => companionRanking(log, 0, { ...options, halfLife: 0 }));
  refused("options.size", () => companionRanking(log, 0, { ...options, size: -1 }));
  refused("options.prior", () => companionRanking(log, 0, { ...options, prior: -1 }));
  refused("options.repeat", () => companionRanking(log, 0, { ...options, repeat: 2 }));
  refused("options.prior", () => itemRelations(log, { prior: 0 }));
  refused("item", () => itemRelations(log)(15));
  refused("options.now", () => autoComplements(basketLog([[[0], [1]]], 2, [[1, 5]]), { now: 5 }));
});

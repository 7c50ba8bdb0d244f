import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import { autoBasket } from "./auto-basket.ts";
import { basketLog } from "./basket-log.ts";
import type { BasketRanker } from "./ranking.ts";
import { personalTopFrequency } from "./top-frequency.ts";

/**
 * A shop where each shopper has four items of their own, of which each comes every fourth week, and chance beside. Counts are the
 * same for all four: only time tells which one is next.
 */
function shop(shoppers: number, weeks: number) {
  const random = seededRandom("a shop with rhythms");
  const histories: number[][][] = [];
  const days: number[][] = [];
  for (let shopper = 0; shopper < shoppers; shopper++) {
    const own = random.shuffle(Array.from({ length: 30 }, (_, item) => item)).slice(0, 4);
    histories.push(Array.from({ length: weeks }, (_, week) => [own[week % 4]!, 30 + random.int(20)]));
    days.push(Array.from({ length: weeks }, (_, week) => 7 * week));
  }
  return { histories, days };
}

const { histories, days } = shop(300, 13);
const cut = 7 * 12;
const past = basketLog(
  histories.map((each) => each.slice(0, 12)),
  50,
  days.map((each) => each.slice(0, 12)),
);
const firstIsRight = (ranker: BasketRanker) =>
  histories.filter((each, shopper) => each[12]!.includes(ranker.rank(shopper, 1)[0]!)).length / histories.length;

test("learns when, not only what: names the item that is due where all were bought equally often", () => {
  const auto = autoBasket(past, { now: cut });
  assert.match(auto.chosen, /^blend/);
  assert.ok(firstIsRight(personalTopFrequency(past)) < 0.4);
  assert.ok(firstIsRight(auto) > 0.9, `${firstIsRight(auto)}`);
});

test("the same log and seed give the same weights and ranking", () => {
  const [one, other] = [autoBasket(past, { now: cut }), autoBasket(past, { now: cut })];
  assert.deepEqual(one.weights, other.weights);
  assert.deepEqual(one.rank(5, 10), other.rank(5, 10));
});

test("without days the signals of time have no weight", () => {
  const undated = autoBasket(basketLog(histories, 50));
  assert.equal(undated.weights["days since"], 0);
  assert.equal(undated.weights.overdue, 0);
  assert.equal(undated.rank(0, 12).length, 12);
});

test("too few past baskets: personal top frequency, and it says so", () => {
  const small = basketLog(histories.slice(0, 10), 50);
  const auto = autoBasket(small);
  assert.equal(auto.chosen, "personal top frequency");
  assert.deepEqual(auto.validation, []);
  assert.deepEqual(auto.rank(3, 3), personalTopFrequency(small).rank(3, 3));
});

test("a log that reaches past the day asked on is refused: it would show the future", () => {
  const whole = basketLog(histories, 50, days);
  assert.throws(
    () => autoBasket(whole, { now: cut }),
    (error) => error instanceof LearnError && error.argument === "options.now",
  );
});

test("every list holds distinct items of the catalogue, also for a shopper without baskets", () => {
  const auto = autoBasket(basketLog([...histories.slice(0, 60), []], 50));
  for (const shopper of [0, 31, 60]) {
    const list = auto.rank(shopper, 50);
    assert.deepEqual(
      [...list].sort((a, b) => a - b),
      Array.from({ length: 50 }, (_, item) => item),
    );
  }
});

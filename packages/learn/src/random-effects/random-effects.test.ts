import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LearnError } from "../errors/index.ts";
import { auc } from "../evaluation/index.ts";
import { seededRandom } from "../random/index.ts";
import { fitRandomEffects, linearRandomEffects, randomEffect } from "./index.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Careful shoppers mostly buy what is returned much: rates of single ids mislead. */
function returns(rows: number) {
  const random = seededRandom("returns");
  const shopperEffect = Array.from({ length: 60 }, (_, s) => (s < 30 ? -1.2 : 1.2));
  const itemEffect = Array.from({ length: 20 }, (_, i) => (i < 10 ? 1.2 : -1.2));
  const shopper: number[] = [];
  const item: number[] = [];
  const noise: number[] = [];
  const y: number[] = [];
  for (let k = 0; k < rows; k++) {
    const s = random.int(60);
    const likesRisky = s < 30 ? random.next() < 0.85 : random.next() < 0.15;
    const i = likesRisky ? random.int(10) : 10 + random.int(10);
    shopper.push(s);
    item.push(i);
    noise.push(random.int(40));
    y.push(Number(random.next() < sigmoid(shopperEffect[s]! + itemEffect[i]!)));
  }
  return {
    factors: [shopper, item, noise],
    y,
    truth: shopper.map((s, k) => shopperEffect[s]! + itemEffect[item[k]!]!),
  };
}

test("effects that hide each other in single rates are told apart, and a factor without effect gets no variance", () => {
  const { factors, y, truth } = returns(6000);
  const model = fitRandomEffects(factors, y, { rounds: 40 });
  const linear = y.map((_, k) =>
    linearRandomEffects(
      model,
      factors.map((levels) => levels[k]!),
    ),
  );
  assert.ok(auc(linear, y) > auc(truth, y) - 0.01);
  assert.ok(randomEffect(model, 1, 3) > 0.7 && randomEffect(model, 1, 15) < -0.7);
  assert.ok(model.factors[0]!.variance > 0.5);
  assert.ok(model.factors[2]!.variance < 0.03, `${model.factors[2]!.variance}`);
});

test("at the end the penalised likelihood is all but level in every effect", () => {
  const { factors, y } = returns(400);
  const model = fitRandomEffects(factors, y, { rounds: 400 });
  const residual = y.map(
    (label, k) =>
      label -
      sigmoid(
        linearRandomEffects(
          model,
          factors.map((levels) => levels[k]!),
        ),
      ),
  );
  for (const [f, { effects, variance }] of model.factors.entries()) {
    for (const [level, effect] of effects.entries()) {
      const slope = residual.reduce((sum, each, k) => sum + (factors[f]![k] === level ? each : 0), 0);
      assert.ok(Math.abs(slope - effect / variance) < 0.02 * (1 + Math.abs(effect / variance)));
    }
  }
});

test("the order of rows does not matter, JSON changes nothing, and few rounds from a like model suffice", () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const { factors, y } = returns(300);
      const order = seededRandom(seed).shuffle(y.map((_, k) => k));
      const model = fitRandomEffects(factors, y);
      const shuffled = fitRandomEffects(
        factors.map((levels) => order.map((k) => levels[k]!)),
        order.map((k) => y[k]!),
      );
      assert.ok(Math.abs(randomEffect(model, 0, 5) - randomEffect(shuffled, 0, 5)) < 1e-9);
    }),
    { numRuns: 10 },
  );
  const { factors, y } = returns(3000);
  const model = fitRandomEffects(factors, y, { rounds: 60 });
  assert.deepEqual(JSON.parse(JSON.stringify(model)), model);
  const again = fitRandomEffects(factors, y, { rounds: 1, like: model });
  assert.ok(Math.abs(randomEffect(again, 0, 5) - randomEffect(model, 0, 5)) < 0.01);
});

test("levels without rows have no effect, and one class alone stays finite", () => {
  const model = fitRandomEffects([[0, 0, 2, 2]], [1, 1, 1, 1]);
  assert.equal(randomEffect(model, 0, 1), 0);
  assert.equal(randomEffect(model, 0, 99), 0);
  assert.ok(Number.isFinite(linearRandomEffects(model, [0])));
});

test("bad input is refused by name", () => {
  refuses("factors", () => fitRandomEffects([], [1]));
  refuses("factors", () => fitRandomEffects([[0]], [1, 0]));
  refuses("factors", () => fitRandomEffects([[0.5, 1]], [1, 0]));
  refuses("y", () => fitRandomEffects([[0]], [2]));
  refuses("options.rounds", () => fitRandomEffects([[0]], [1], { rounds: 0 }));
  const model = fitRandomEffects([[0, 1]], [1, 0]);
  refuses("levels", () => linearRandomEffects(model, [0, 1]));
  refuses("factor", () => randomEffect(model, 1, 0));
  refuses("options.like", () => fitRandomEffects([[0], [0]], [1], { like: model }));
});

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}

test("levels that tell the outcome without fail get large effects, not ever larger ones, in a chain of refits too", () => {
  const random = seededRandom("separated");
  const level = Array.from({ length: 3000 }, () => random.int(150));
  const again = level.map((each) => (each * 7) % 150);
  const y = level.map((each) => each % 2);
  let model = fitRandomEffects([level, again, level.map((each) => each % 10)], y);
  for (let k = 0; k < 40; k++) {
    model = fitRandomEffects([level, again, level.map((each) => each % 10)], y, { like: model, rounds: 5 });
  }
  const linear = level.map((each, k) => linearRandomEffects(model, [each, again[k]!, each % 10]));
  assert.ok(linear.every((each, k) => (y[k] === 1 ? each > 2 : each < -2) && Math.abs(each) < 60));
  assert.ok(model.factors.every(({ variance }) => variance <= 9));
});

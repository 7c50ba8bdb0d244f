import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import { defaultWorld } from "./default-world.ts";
import { playWorld } from "./play-world.ts";
import { startWorld } from "./start-world.ts";
import { withoutEffects } from "./without-effects.ts";
import type { World } from "./world.ts";
import { WorldError } from "./world-error.ts";
import type { WorldMoment } from "./world-moment.ts";
import type { ObservedOutcome, WorldPolicy } from "./world-policy.ts";

const small: World = { ...defaultWorld, shoppers: 1500, months: 6, historyMonths: 12 };
const actions = defaultWorld.actions.length;

function constant(action: number): WorldPolicy {
  return { choose: () => ({ action, propensity: 1 }), observe: () => undefined };
}

function uniform(seed: string): WorldPolicy {
  const random = seededRandom(seed);
  return { choose: () => ({ action: random.int(actions), propensity: 1 / actions }), observe: () => undefined };
}

test("the same seed gives the same months to the last bit, another seed others", () => {
  const play = (seed: number) => playWorld({ world: small, seed, policy: uniform("same") });
  assert.deepEqual(play(3), play(3));
  assert.notDeepEqual(play(3), play(4));
});

test("a policy sees outcomes in order, each once its horizon is over and never before", () => {
  const asked: WorldMoment[] = [];
  const observed: ObservedOutcome[] = [];
  const ended: number[] = [];
  let today = 0;
  const months = playWorld({
    world: small,
    seed: 1,
    policy: {
      choose(moment) {
        assert.ok(moment.day >= today);
        today = moment.day;
        asked.push(moment);
        return { action: 1, propensity: 1, holdout: moment.shopper % 10 === 0 };
      },
      observe(outcome) {
        if (ended.length < small.months) assert.ok(outcome.moment.day + small.horizonDays < today + 60);
        assert.ok(outcome.knownOn === outcome.moment.day + small.horizonDays + 1);
        observed.push(outcome);
      },
      endOfMonth: (month) => ended.push(month),
    },
  });
  assert.deepEqual(
    observed.map(({ moment }) => moment),
    asked,
  );
  assert.deepEqual(ended, [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(
    months.map(({ month }) => month),
    ended,
  );
  const apart = months.reduce((sum, { holdout }) => sum + holdout.moments, 0);
  const treated = months.reduce((sum, { moments }) => sum + moments, 0);
  assert.equal(apart, asked.filter(({ shopper }) => shopper % 10 === 0).length);
  assert.equal(apart + treated, asked.length);
});

test("no outcome is shown while its horizon runs", () => {
  let today = 0;
  const early: ObservedOutcome[] = [];
  let over = false;
  playWorld({
    world: small,
    seed: 2,
    policy: {
      choose(moment) {
        today = moment.day;
        return { action: 0, propensity: 1 };
      },
      // The day's first moment is asked after the day's outcomes, so a day's delay is allowed for here.
      observe(outcome) {
        if (!over && outcome.knownOn > today + 7) early.push(outcome);
      },
      endOfMonth(month) {
        over = month === small.months - 1;
      },
    },
  });
  assert.equal(early.length, 0);
});

test("the policy's figures are those of its actions; no policy beats the oracle", () => {
  for (const month of playWorld({ world: small, seed: 5, policy: constant(3) })) {
    assert.equal(month.chosen[3], month.moments);
    assert.deepEqual(month.policy, month.constants[3]);
    for (const { margin } of month.constants) assert.ok(margin < month.oracle.margin);
    assert.equal(month.constants[0]!.spend, 0);
    assert.equal(month.budgetOracle, null);
  }
});

test("spend is booked in the month in which it falls, and adds up", () => {
  const months = playWorld({ world: small, seed: 5, policy: constant(2) });
  const drawn = months.reduce((sum, month) => sum + month.drawn.spend, 0);
  const booked = months.reduce((sum, month) => sum + month.spentInMonth, 0);
  const lastDrawn = months.at(-1)!.drawn.spend;
  assert.ok(booked < drawn && booked > drawn - lastDrawn);
});

test("a budget's oracle keeps the budget and lies between doing nothing and the free oracle", () => {
  const free = playWorld({ world: { ...small, budget: { perMonth: 1e12 } }, seed: 6, policy: constant(0) });
  const need = Math.min(...free.map(({ oracle }) => oracle.spend));
  for (const { budgetOracle, oracle } of free) {
    assert.equal(budgetOracle!.price, 0);
    assert.ok(Math.abs(budgetOracle!.margin - oracle.margin) < 1e-6 * oracle.margin);
  }
  const perMonth = need / 3;
  for (const month of playWorld({ world: { ...small, budget: { perMonth } }, seed: 6, policy: constant(0) })) {
    const { margin, spend, price, upperBound } = month.budgetOracle!;
    assert.ok(spend <= perMonth && spend > 0.9 * perMonth);
    assert.ok(price > 0);
    assert.ok(margin > month.constants[0]!.margin && margin < month.oracle.margin && margin <= upperBound);
  }
});

test("two policies meet the same people with the same luck", () => {
  const outcomes = (action: number): Map<string, ObservedOutcome> => {
    const found = new Map<string, ObservedOutcome>();
    playWorld({
      world: small,
      seed: 7,
      policy: {
        choose: () => ({ action, propensity: 1 }),
        observe: (outcome) => found.set(`${outcome.moment.shopper}/${outcome.moment.number}`, outcome),
      },
    });
    return found;
  };
  const [none, twenty] = [outcomes(0), outcomes(2)];
  let [same, different, shared] = [0, 0, 0];
  for (const [key, a] of none) {
    const b = twenty.get(key);
    // Until two policies' outcomes differ, the shopper's life is one and the same.
    if (!b || b.moment.day !== a.moment.day) continue;
    shared++;
    if (a.bought === b.bought) same++;
    else different++;
  }
  assert.ok(shared > 1000);
  assert.ok(different / shared < 0.15 && different > 0, `${different} of ${shared} differ`);
  assert.ok(same > 0);
});

test("where no action has an effect, every policy earns the same to the cent", () => {
  const world = withoutEffects(small);
  const months = playWorld({ world, seed: 8, policy: uniform("a/a") });
  const idle = playWorld({ world, seed: 8, policy: constant(0) });
  for (const [m, { drawn, oracle, constants }] of months.entries()) {
    assert.equal(drawn.margin, idle[m]!.drawn.margin);
    assert.equal(drawn.spend, 0);
    for (const { margin } of constants) assert.ok(Math.abs(margin / oracle.margin - 1) < 1e-12);
  }
});

test("a shift turns the effects on its day and not before", () => {
  const shift = { afterMonth: 3, logRate: 0, effectFactors: [1, 0, 0, 0, -1] };
  const world: World = { ...small, drift: { ...small.drift, shift } };
  const before = playWorld({ world: small, seed: 9, policy: constant(0) });
  const after = playWorld({ world, seed: 9, policy: constant(0) });
  for (const [m, month] of after.entries()) {
    if (m < 3) assert.deepEqual(month, before[m]);
    else assert.ok(month.constants[4]!.margin < before[m]!.constants[4]!.margin);
  }
});

test("worlds of 2 and of 12 actions are played", () => {
  const [none, ten] = defaultWorld.actions;
  const twelve = Array.from({ length: 11 }, (_, n) => ({ ...ten!, name: `percent-${n + 1}`, discount: (n + 1) / 100 }));
  for (const list of [
    [none!, ten!],
    [none!, ...twelve],
  ]) {
    const world: World = { ...small, shoppers: 200, months: 2, actions: list };
    const months = playWorld({ world, seed: 1, policy: constant(list.length - 1) });
    assert.ok(months.every(({ constants, moments }) => constants.length === list.length && moments > 0));
  }
});

test("an answer without a chance, or that is no action, is refused", () => {
  for (const choice of [
    { action: 5, propensity: 1 },
    { action: 0.5, propensity: 1 },
    { action: 0, propensity: 0 },
    { action: 0, propensity: 1.1 },
  ]) {
    const policy = { choose: () => choice, observe: () => undefined };
    assert.throws(() => playWorld({ world: small, seed: 1, policy }), WorldError);
  }
});

test("a moment is answered once, and before the next", () => {
  const run = startWorld(small, 1);
  assert.throws(() => run.answer(0), WorldError);
  assert.ok(run.next());
  assert.throws(() => run.next(), WorldError);
  assert.throws(() => run.trueChance(5), WorldError);
  run.answer(0);
  assert.throws(() => run.trueMargin(0), WorldError);
  assert.ok(run.next());
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleHistory } from "../sample-retailer.ts";
import { answerRemedy, bearDelay, chanceOfStayingAway } from "./answer-trouble.ts";
import type { Plan } from "./plan.ts";
import { livingShop } from "./play.ts";

const until = new Date("2026-11-01T20:00:00Z");
const { life } = sampleHistory({ seed: "trouble", until, shoppers: 600, months: 6 });
const { state } = life;
const { calendar } = livingShop(state);
const trips = life.plans.filter((plan): plan is Extract<Plan, { kind: "shop" | "wait" }> =>
  /^(shop|wait)$/.test(plan.kind),
);
const many = Array.from({ length: 8_000 }, (_, index) => ({ next: trips[index % trips.length]!, order: `${index}` }));

const options = [
  { option: "credit", kind: "credit", recommended: true },
  { option: "express", kind: "express-upgrade", recommended: false },
  { option: "wait", kind: "wait", recommended: false },
];
const answers = many.map(({ next, order }) =>
  answerRemedy({ state, who: next.who, order, offeredAt: until.getTime(), options }),
);

function within(value: number, low: number, high: number): void {
  assert.ok(value >= low && value <= high, `${value.toFixed(3)} is not between ${low} and ${high}`);
}

test("most who are told look within hours, and choose by what they want; what is recommended more readily", () => {
  const given = answers.flatMap((answer) => answer ?? []);
  within(given.length / many.length, 0.67, 0.73);
  const hours = given.map(({ at }) => (at - until.getTime()) / 3_600_000);
  assert.ok(hours.every((hour) => hour > 0));
  within(hours.reduce((sum, hour) => sum + hour, 0) / hours.length, 6.4, 7.8);
  const share = (option: string) => given.filter((one) => one.option === option).length / given.length;
  within(share("credit"), 0.4, 0.65);
  within(share("express"), 0.15, 0.35);
  within(share("wait"), 0.1, 0.35);
});

test("the same question has the same answer; a word that nobody knows is no choice", () => {
  const { next, order } = many[0]!;
  const asked = { state, who: next.who, order, offeredAt: 0, options };
  assert.deepEqual(answerRemedy(asked), answerRemedy(asked));
  assert.equal(
    answerRemedy({ ...asked, options: [{ option: "x", kind: "unheard-of", recommended: true }] }),
    undefined,
  );
});

test("who stays away after a late delivery is what the hidden chances say: silence costs more than being told, amends most of it back", () => {
  const at = until.getTime();
  const soon = many.filter(({ next }) => next.at <= at + 180 * 86_400_000);
  const stays = (wasTold: boolean, wasMadeGood: boolean) => {
    const arrival = { daysLate: 5, wasTold, wasMadeGood };
    const away = soon.filter(
      ({ next, order }) => bearDelay({ state, calendar, order, at, next, ...arrival }).length > 0,
    );
    within(away.length / soon.length, chanceOfStayingAway(arrival) * 0.8, chanceOfStayingAway(arrival) * 1.2 + 0.005);
    return away.length;
  };
  const [silent, told, good] = [stays(false, false), stays(true, false), stays(true, true)];
  assert.ok(silent > 1.8 * told && told > 1.8 * good);
  const { next, order } = soon[0]!;
  for (const plan of bearDelay({ state, calendar, order, at, next, daysLate: 9, wasTold: false, wasMadeGood: false })) {
    assert.ok(plan.key === next.key && plan.at > at + 180 * 86_400_000);
  }
});

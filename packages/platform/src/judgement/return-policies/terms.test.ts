import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CarriedMethod } from "../../facts/return-requests/return-request.schema.ts";
import { dayNumber, dayText } from "../../foundation/calendar/index.ts";
import { type ReturnCase, returnFloor } from "../law/index.ts";
import { segments } from "./behaviour-segment.ts";
import { grantUnder } from "./grant.ts";
import { layers, PolicyDocument, usualPolicy } from "./policy.schema.ts";
import type { PolicyCase } from "./policy-facts.ts";
import { type ReadyPolicy, readyPolicy } from "./ready-policy.ts";
import { SendingFee } from "./sending-fee.schema.ts";
import { feesOf } from "./sending-fee.ts";
import { returnTerms } from "./terms.ts";

const facts: PolicyCase = {
  ...{ tier: "", segment: "regular", channel: "online", country: "DE", placed_on: "2026-03-02", today: "2026-03-10" },
  ...{
    category: "shirts",
    sku: "S-1",
    reason: "",
    discount: 0,
    paid: 49,
    order_total: 98,
    orders: 4,
    return_rate: 0.2,
  },
};
const law: ReturnCase = {
  ...{ country: "DE", atDistance: true, placedOn: dayNumber("2026-03-02"), receivedOn: dayNumber("2026-03-04") },
  ...{ statedOn: dayNumber("2026-03-10"), isHoliday: () => false, faulty: false },
};
function ready(document: unknown): ReadyPolicy {
  const policy = readyPolicy(PolicyDocument.parse(document));
  assert.ok("rules" in policy);
  return policy;
}
const usual = { ...usualPolicy.usual, logisticsFee: 495 };
const terms = (
  rules: readonly object[],
  given: Partial<PolicyCase> = {},
  more: object = {},
  legal: Partial<ReturnCase> = {},
) =>
  returnTerms(ready({ usual, rules, ...more }), {
    ...{ facts: { ...facts, ...given }, law: { ...law, ...legal }, windowFrom: legal.receivedOn ?? law.receivedOn },
    realLogistics: 600n,
  });

/** What each way costs, where all cost the same. */
const everyWay = (fee: bigint) => feesOf(fee);

const gold = { name: "gold", layer: "tier", when: 'tier == "gold"', grants: { windowDays: 60, logisticsFee: 0 } };
const returner = {
  ...{ name: "returner", layer: "segment", when: 'segment == "frequent-returner"' },
  grants: { logisticsFee: 595, refundTiming: "inspected" },
};
const christmas = {
  ...{ name: "christmas", layer: "situation" },
  ...{ when: 'placed_on >= "2026-11-01" && placed_on <= "2026-12-24"', grants: { windowDays: 75 } },
};

test("what is usual holds for everybody; a rule changes it for whom it holds, and says that it did", () => {
  const plain = terms([gold, returner]);
  assert.deepEqual(
    [dayText(plain.until!), plain.grants.logisticsFee, plain.untilBy],
    ["2026-04-03", everyWay(495n), "usual"],
  );
  const golden = terms([gold, returner], { tier: "gold" });
  assert.deepEqual([dayText(golden.until!), golden.grants.logisticsFee], ["2026-05-03", everyWay(0n)]);
  assert.deepEqual([golden.untilBy, golden.by.logisticsFee], [{ rule: "gold" }, { rule: "gold" }]);
});

test("three ways of looking at one return meet as the document says: the best for the shopper, or the last layer", () => {
  const who = { tier: "gold", segment: "frequent-returner" as const, placed_on: "2026-12-01" };
  const best = terms([christmas, returner, gold], who);
  assert.deepEqual(
    [best.grants.logisticsFee, best.grants.windowDays, best.grants.refundTiming],
    [everyWay(0n), 75, "inspected"],
  );
  const last = terms([christmas, returner, gold], who, { combine: "last-wins" });
  assert.deepEqual([last.grants.logisticsFee, last.grants.windowDays], [everyWay(595n), 75]);
  const otherWay = { combine: "last-wins", precedence: ["situation", "segment", "tier"] };
  assert.deepEqual(terms([christmas, returner, gold], who, otherWay).grants.windowDays, 60);
});

test("ways can have prices of their own; of two rules the shopper has each way at the cheaper, and the law caps each by what it really costs", () => {
  const priced = { "drop-off": 495, locker: 395, "home-pick-up": 895 };
  const byWay = { usual: { ...usual, logisticsFee: priced } };
  const fees = (
    rules: readonly object[],
    who: Partial<PolicyCase> = {},
    more: object = {},
    real: bigint | object = 900n,
  ) =>
    returnTerms(ready({ ...byWay, rules, ...more }), {
      ...{ facts: { ...facts, ...who }, law, windowFrom: law.receivedOn, realLogistics: SendingFee.parse(real) },
    });
  const real = { "drop-off": 450, locker: 390, "home-pick-up": 690 };
  const asWritten = fees([], {}, {}, { "drop-off": 500, locker: 500, "home-pick-up": 900 });
  assert.deepEqual(asWritten.grants.logisticsFee, { "drop-off": 495n, locker: 395n, "home-pick-up": 895n });
  assert.deepEqual([asWritten.by.logisticsFee, fees([], {}, {}, real).by.logisticsFee], ["usual", "law"]);
  assert.deepEqual(fees([], {}, {}, real).grants.logisticsFee, {
    "drop-off": 450n,
    locker: 390n,
    "home-pick-up": 690n,
  });
  const silver = { name: "silver", layer: "tier", when: "true", grants: { logisticsFee: { ...priced, locker: 0 } } };
  const sale = { name: "sale", layer: "situation", when: "true", grants: { logisticsFee: 300 } };
  const most = { "drop-off": 900, locker: 900, "home-pick-up": 900 };
  assert.deepEqual(fees([silver, sale], {}, {}, most).grants.logisticsFee, {
    ...{ "drop-off": 300n, locker: 0n, "home-pick-up": 300n },
  });
  const last = fees([silver, sale], {}, { combine: "last-wins" }, most);
  assert.deepEqual(last.grants.logisticsFee, everyWay(300n));
});

test("the law has the last word: a window of a week is two, a fee no more than what it costs, and money is money", () => {
  const mean = {
    usual: { ...usual, windowDays: 7, logisticsFee: 1_995, restockingPercent: 15, resolutions: ["store-credit"] },
  };
  const lawful = terms([], {}, mean);
  assert.deepEqual(
    [dayText(lawful.until!), lawful.untilBy, lawful.grants.logisticsFee, lawful.grants.restockingPercent],
    ["2026-03-18", "law", everyWay(600n), 0],
  );
  assert.deepEqual([lawful.grants.resolutions, lawful.by.resolutions], [["store-credit", "refund"], "law"]);
  const faulty = terms([], {}, mean, { faulty: true, statedOn: dayNumber("2027-06-01") });
  assert.deepEqual([faulty.isOpen, faulty.grants.logisticsFee], [true, everyWay(0n)]);
  const late = terms([], {}, mean, { statedOn: dayNumber("2026-04-01") });
  assert.deepEqual([late.isOpen, late.grants.restockingPercent], [false, 15]);
});

test("goods on their way can be given back, whatever the window; a condition that makes no sense is named", () => {
  const { until, isOpen } = returnTerms(ready({ usual }), {
    ...{ facts, law: { ...law, receivedOn: undefined }, windowFrom: undefined, realLogistics: 0n },
  });
  assert.deepEqual([until, isOpen], [undefined, true]);
  const wrong = PolicyDocument.parse({
    usual,
    rules: [
      { ...gold, when: "tier ==" },
      { ...christmas, when: "tier" },
    ],
  });
  const faulty = readyPolicy(wrong);
  assert.deepEqual("faults" in faulty && faulty.faults.map(({ path }) => path), ["rules/0/when", "rules/1/when"]);
});

/** One sum for all ways, or one for each. */
const fee = (max: number) => {
  const one = fc.integer({ min: 0, max });
  const each = fc.record({ "drop-off": one, locker: one, "home-pick-up": one }, { noNullPrototype: true });
  return fc.oneof(one, each);
};
const realCost = fee(2_000).map((written) => SendingFee.parse(written));

/** Documents as mean and as odd as the form allows. */
const grants = fc.record(
  {
    windowDays: fc.integer({ min: 0, max: 90 }),
    logisticsFee: fee(3_000),
    restockingPercent: fc.integer({ min: 0, max: 50 }),
    methods: fc.uniqueArray(fc.constantFrom("store", "drop-off", "keep-it", "donate-it"), { minLength: 1 }),
    refundTiming: fc.constantFrom("instant", "first-scan", "received", "inspected"),
    resolutions: fc.uniqueArray(fc.constantFrom("exchange", "store-credit", "gift-card", "refund"), { minLength: 1 }),
    bonusPercent: fc.integer({ min: 0, max: 50 }),
  },
  { noNullPrototype: true },
);
const some = grants.chain((all) =>
  fc
    .subarray(Object.keys(all) as (keyof typeof all)[])
    .map((names) => Object.fromEntries(names.map((n) => [n, all[n]]))),
);
const conditions = [
  "true",
  'tier == "gold"',
  'segment == "fitter"',
  'reason == "faulty"',
  "discount > 0.5",
  'country != "DE"',
];
const rule = fc.record({ layer: fc.constantFrom(...layers), when: fc.constantFrom(...conditions), grants: some });
const document = fc
  .record({
    usual: grants,
    rules: fc.array(rule, { maxLength: 6 }),
    combine: fc.constantFrom("last-wins", "best-for-shopper"),
    precedence: fc.shuffledSubarray([...layers], { minLength: 3, maxLength: 3 }),
  })
  .map(({ rules, ...rest }) => ({ ...rest, rules: rules.map((each, n) => ({ ...each, name: `rule-${n}` })) }));
const situation = fc.record({
  country: fc.constantFrom("DE", "NL", "GB", "CH", "US", undefined),
  channel: fc.constantFrom("online", "store"),
  tier: fc.constantFrom("", "gold"),
  segment: fc.constantFrom(...segments),
  arrivedAfter: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
  statedAfter: fc.integer({ min: 0, max: 800 }),
  placedOn: fc.integer({ min: dayNumber("2014-01-01"), max: dayNumber("2027-12-31") }),
  faulty: fc.boolean(),
  discount: fc.double({ min: 0, max: 1, noNaN: true }),
});

test("no policy, tier, segment, season or reason grants less than the law of the shopper's country on that day", () => {
  fc.assert(
    fc.property(document, situation, realCost, (written, given, realLogistics) => {
      const { country, channel, tier, segment, arrivedAfter, statedAfter, placedOn, faulty, discount } = given;
      const receivedOn = arrivedAfter === undefined ? undefined : placedOn + arrivedAfter;
      const statedOn = placedOn + statedAfter;
      const legal = { ...law, country, atDistance: channel !== "store", placedOn, receivedOn, statedOn, faulty };
      const reason = faulty ? "faulty" : "";
      const told = returnTerms(ready(written), {
        facts: { ...facts, country: country ?? "", channel, tier, segment, discount, reason },
        ...{ law: legal, windowFrom: receivedOn, realLogistics },
      });
      const floor = returnFloor(legal);
      if (!floor.isDue) return;
      assert.equal(told.isOpen, true);
      if (floor.until !== undefined && told.until !== undefined) assert.ok(told.until >= floor.until);
      assert.equal(told.grants.restockingPercent, 0);
      const most = feesOf(floor.mayChargeLogistics ? realLogistics : 0n);
      for (const way of CarriedMethod.options) assert.ok(told.grants.logisticsFee[way] <= most[way]);
      assert.equal(told.law.isSentFree, !floor.mayChargeLogistics);
      if (floor.owesRefund) assert.ok(told.grants.resolutions.includes("refund"));
      if (floor.owesCure) assert.ok(told.grants.resolutions.some((each) => each === "exchange" || each === "repair"));
      assert.ok(told.grants.methods.some((method) => method !== "keep-it" && method !== "donate-it"));
      assert.equal(told.refundBy, floor.refundBy);
    }),
    { numRuns: 3_000 },
  );
});

test("once neither window nor withdrawal lets it go back, a fault is repaired or replaced, and no policy makes money of the guarantee", () => {
  const faulty = { faulty: true, statedOn: dayNumber("2027-06-01") };
  const late = terms([], {}, {}, faulty);
  assert.deepEqual([late.isOpen, late.isCureOnly, late.grants.resolutions], [true, true, ["exchange"]]);
  assert.equal(late.by.resolutions, "law");
  const mended = { usual: { ...usual, resolutions: ["refund", "repair", "store-credit", "gift-card"] } };
  assert.deepEqual(terms([], {}, mended, faulty).grants.resolutions, ["repair"]);
  const choice = (given: Partial<ReturnCase>) => terms([], {}, {}, given).grants.resolutions.includes("refund");
  // In the window, before it came, once it was repaired in vain, and where the law lets it be rejected.
  assert.ok(choice({ faulty: true }));
  assert.ok(choice({ ...faulty, receivedOn: undefined }));
  assert.ok(choice({ ...faulty, repaired: true }));
  const mean = { usual: { ...usual, windowDays: 1 } };
  const british = terms([], {}, mean, { ...faulty, country: "GB", statedOn: dayNumber("2026-03-30") });
  assert.deepEqual([british.isCureOnly, british.grants.resolutions.includes("refund")], [false, true]);
});

test("of every policy, what the law has repaired or replaced first is offered nothing else, and what it does not loses nothing", () => {
  fc.assert(
    fc.property(document, situation, fc.boolean(), (written, given, repaired) => {
      const { country, channel, tier, segment, arrivedAfter, statedAfter, placedOn, faulty, discount } = given;
      const receivedOn = arrivedAfter === undefined ? undefined : placedOn + arrivedAfter;
      const legal: ReturnCase = {
        ...{ ...law, country, atDistance: channel !== "store", placedOn, receivedOn, faulty, repaired },
        statedOn: placedOn + statedAfter,
      };
      const about = { ...facts, country: country ?? "", channel, tier, segment, discount, reason: "" };
      const told = returnTerms(ready(written), { facts: about, law: legal, windowFrom: receivedOn, realLogistics: 0n });
      const floor = returnFloor(legal);
      const isOver = receivedOn !== undefined && legal.statedOn > receivedOn + told.grants.windowDays;
      const isCured = isOver && floor.withdrawal.standing !== "in-time" && floor.owesCure && !floor.owesRefund;
      assert.equal(told.isCureOnly, isCured);
      const { resolutions } = told.grants;
      if (isCured) assert.ok(resolutions.every((each) => each === "exchange" || each === "repair"));
      else
        assert.deepEqual(
          grantUnder(ready(written), about).grants.resolutions.filter((one) => !resolutions.includes(one)),
          [],
        );
    }),
    { numRuns: 2_000 },
  );
});

test("a rule that holds for nobody changes nothing, and the order in which rules are written changes nothing of the best", () => {
  const shuffledRules = fc.tuple(document, fc.integer());
  fc.assert(
    fc.property(shuffledRules, ([written, seed]) => {
      const best = { ...written, combine: "best-for-shopper" as const };
      const of = (rules: typeof written.rules) =>
        returnTerms(ready({ ...best, rules }), { facts, law, windowFrom: law.receivedOn, realLogistics: 0n });
      const silent = { name: "silent", layer: "tier" as const, when: "false", grants: { windowDays: 0 } };
      assert.deepEqual(of([...written.rules, silent]), of(written.rules));
      const turned = written.rules.toSorted((a, b) => (a.name + seed < b.name + seed ? 1 : -1));
      const figures = ({
        grants: { windowDays, logisticsFee, restockingPercent, bonusPercent },
      }: ReturnType<typeof of>) => [windowDays, logisticsFee, restockingPercent, bonusPercent];
      assert.deepEqual(figures(of(turned)), figures(of(written.rules)));
    }),
    { numRuns: 500 },
  );
});

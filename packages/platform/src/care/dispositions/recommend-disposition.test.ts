import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayNumber as day } from "../../foundation/calendar/index.ts";
import { companySizes, destructionLaw, productGroups } from "../../judgement/law/index.ts";
import { isAccepted, reachOf, takesFrom } from "./catchment.ts";
import { chanceOfSale } from "./chance-of-sale.ts";
import { Disposition, dispositionMeanings, Grade } from "./disposition.schema.ts";
import { type DispositionCase, recommendDisposition, type Taker } from "./recommend-disposition.ts";
import { seasonDays } from "./season.ts";
import { initialSettings as settings } from "./settings.ts";

const noLaw = destructionLaw({ country: "US", size: "large", group: "apparel", on: day("2026-11-22") });
const union = destructionLaw({ country: "DE", size: "large", group: "apparel", on: day("2026-11-22") });
const taker = (kind: Taker["kind"], dispositions: Disposition[], more: Partial<Taker> = {}): Taker => ({
  ...{ destinationId: `${kind}-1`, kind, dispositions, grades: Grade.options, fee: 0n, pays: 0, comes: true },
  ...more,
});
const charity = taker("charity", ["donate"]);
const recycler = taker("recycler", ["recycle"]);
const given = (more: Partial<DispositionCase> = {}): DispositionCase => ({
  ...{ grade: "N", price: 8_000n, cost: 3_000n, weightGrams: 400, ageDays: 20, seasonDays: undefined, sold: 28 },
  ...{ stock: 3, elsewhere: undefined, takers: [charity, recycler], law: noLaw, isForeign: false, ...more },
});
const first = (more: Partial<DispositionCase> = {}) => recommendDisposition(given(more), settings)[0]!;

test("what is as new and sells goes back on the shelf; with its season over and full shelves it goes elsewhere", () => {
  assert.equal(first().option, "rts");
  assert.equal(first({ stock: 400 }).option, "rts", "full shelves make nothing second-hand");
  const buyer = taker("buyer", ["b2b"], { pays: 0.5 });
  assert.equal(first({ seasonDays: 0, stock: 400, takers: [buyer] }).option, "b2b");
  assert.equal(first({ stock: 400, elsewhere: { storeId: "s", sold: 17 } }).option, "stock_transfer");
});

test("what has been worn is sold second-hand, what is cheap is given away, and what is beyond use becomes material", () => {
  assert.equal(first({ grade: "A" }).option, "d2c");
  assert.equal(first({ grade: "C", price: 900n }).option, "donate");
  assert.equal(first({ grade: "X", takers: [{ ...charity, grades: ["A", "B", "C"] }, recycler] }).option, "recycle");
  const vendor = taker("vendor", ["rtv"], { pays: 1 });
  assert.equal(first({ grade: "X", takers: [vendor, recycler] }).option, "rtv");
  const refurbisher = taker("refurbisher", []);
  assert.equal(first({ grade: "C", price: 60_000n, sold: 56, takers: [refurbisher] }).option, "refurbish");
});

test("where the law bans destruction, recycling stands behind what keeps goods in use, however dear that is", () => {
  const dear = { ...charity, fee: 50_000n };
  const options = recommendDisposition(given({ grade: "X", law: union, takers: [dear, recycler] }), settings);
  assert.deepEqual([options[0]?.option, options[0]?.needsGround], ["donate", false]);
  assert.ok(options.find(({ option }) => option === "recycle")?.needsGround);
  assert.equal(first({ grade: "X", takers: [dear, recycler] }).option, "recycle", "no law, no such order");
  const costly = { ...recycler, fee: 9_000n };
  for (const law of [noLaw, union]) {
    const order = recommendDisposition(given({ grade: "X", law, takers: [costly] }), settings).map(
      ({ option }) => option,
    );
    assert.deepEqual(order.slice(0, 2), ["recycle", "dispose"]);
  }
});

test("an option's value is what it brings less decay, handling and moving, and each says why", () => {
  const grades = fc.constantFrom(...Grade.options);
  const law = fc
    .record({
      country: fc.constantFrom("DE", "FR", "US", undefined),
      size: fc.constantFrom(...companySizes),
      group: fc.constantFrom(...productGroups, undefined),
      on: fc.integer({ min: day("2021-01-01"), max: day("2032-01-01") }),
    })
    .map((asked) => destructionLaw(asked));
  const takers = fc.subarray([
    ...[charity, recycler, taker("vendor", ["rtv", "rts_drop_ship"], { pays: 0.9 }), taker("refurbisher", [])],
    ...[taker("outlet", ["outlets"], { pays: 0.4, comes: false }), taker("buyer", ["b2b", "client_liquidation"])],
  ]);
  const cases = fc.record({
    ...{ grade: grades, law, takers, price: fc.bigInt(0n, 1_000_000n), isForeign: fc.boolean() },
    cost: fc.option(fc.bigInt(0n, 500_000n), { nil: undefined }),
    weightGrams: fc.option(fc.integer({ min: 0, max: 50_000 }), { nil: undefined }),
    ageDays: fc.float({ min: 0, max: 3_000, noNaN: true }),
    seasonDays: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
    sold: fc.float({ min: 0, max: 2_800, noNaN: true }),
    stock: fc.option(fc.integer({ min: 0, max: 2_000 }), { nil: undefined }),
    elsewhere: fc.option(fc.constant({ storeId: "s", sold: 11 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(cases, (asked) => {
      const options = recommendDisposition(asked, settings);
      const [best] = options;
      for (const { option, value, parts, because, chance } of options) {
        assert.equal(value, parts.resale - parts.decay - parts.handling - parts.move, option);
        assert.ok(parts.decay >= 0n && because.length > 0);
        assert.ok(chance === undefined || (chance >= 0 && chance <= 1));
        if (option === "rts" || option === "stock_transfer") assert.ok(settings.restockable.includes(asked.grade));
      }
      assert.ok(best && !best.isLastResort);
      if (best.needsGround) assert.ok(options.every(({ needsGround, isLastResort }) => needsGround || isLastResort));
      const destroyed = options.filter(({ option }) => option === "destroy");
      assert.ok(destroyed.length === 1 && destroyed[0]!.needsGround);
    }),
    { numRuns: 1_000 },
  );
});

test("the chance of a sale grows with time and demand, falls with what lies before it, and is never certain", () => {
  assert.equal(chanceOfSale({ sold: 0, share: 1, days: 100, ahead: 0 }), 0);
  assert.equal(chanceOfSale({ sold: 5, share: 1, days: 0, ahead: 0 }), 0, "its season is over");
  assert.equal(chanceOfSale({ sold: 90_000, share: 1, days: 120, ahead: 0 }), 0.99);
  const number = fc.integer({ min: 0, max: 400 });
  const sold = fc.float({ min: 0, max: 1_200, noNaN: true });
  fc.assert(
    fc.property(sold, number, number, (sales, days, ahead) => {
      const chance = (more: object) => chanceOfSale({ ...{ sold: sales, share: 1, days, ahead }, ...more });
      assert.ok(chance({}) >= 0 && chance({}) < 1);
      assert.ok(chance({ days: days + 1 }) >= chance({}) - 1e-9);
      assert.ok(chance({ ahead: ahead + 1 }) <= chance({}) + 1e-9);
      assert.ok(chance({ share: 0.3 }) <= chance({}) + 1e-9);
    }),
  );
});

test("the chance of a sale is the mean over every rate that may be, and nearer to even the fewer sales were seen", () => {
  // The gamma density by its sum over small steps, to which the closed form has to come.
  const byHand = (sold: number, days: number, ahead: number) => {
    const shape = 1 / (1 / sold + 0.25);
    const mean = (sold * days) / 56;
    let [weights, below] = [0, 0];
    for (let rate = 0.0005; rate < 40; rate += 0.001) {
      const weight = Math.exp((shape - 1) * Math.log(rate) - shape * rate);
      let term = Math.exp(-rate * mean);
      let sum = term;
      for (let units = 1; units <= ahead; units++) {
        term *= (rate * mean) / units;
        sum += term;
      }
      weights += weight;
      below += weight * sum;
    }
    return 1 - below / weights;
  };
  for (const [sold, days, ahead] of [
    [4, 56, 2],
    [20, 30, 6],
    [9, 120, 30],
  ] as const)
    assert.ok(Math.abs(chanceOfSale({ sold, share: 1, days, ahead }) - byHand(sold, days, ahead)) < 0.001);
  // Four units lie before it, and twice as many are sold in the time: from many sales that is surer than from few.
  const few = chanceOfSale({ sold: 1, share: 1, days: 8 * 56, ahead: 3 });
  const many = chanceOfSale({ sold: 100, share: 1, days: 8 * 0.56, ahead: 3 });
  assert.ok(few < many && many < 0.95, `${few} ${many}`);
});

test("every disposition has a meaning, and only two of them raise stock", () => {
  assert.equal(Disposition.options.length, 14);
  const restocking = Disposition.options.filter((each) => dispositionMeanings[each].restocks);
  assert.deepEqual(restocking, ["rts", "stock_transfer"]);
});

test("a destination takes goods from its neighbourhood or its whole country, and from nowhere else", () => {
  const munich = [{ country: "DE", postCodes: ["80", "81"] }];
  const place = (country: string | undefined, postCode?: string) => ({ country, postCode });
  assert.equal(reachOf(munich, place("DE", "80331")), "local");
  assert.equal(reachOf(munich, place("DE", "8")), "local", "a beginning that may be in it");
  assert.equal(reachOf(munich, place("DE", "10115")), undefined);
  assert.equal(reachOf(munich, place("AT", "8010")), undefined);
  assert.equal(reachOf(munich, place("DE")), undefined, "nobody knows how far it is");
  const british = [
    { country: "GB", postCodes: ["SW1"] },
    { country: "DE", postCodes: [] },
  ];
  assert.equal(reachOf(british, place("GB", "sw1a 1aa")), "local");
  assert.equal(reachOf(british, place("DE", "10115")), "country");
  assert.equal(takesFrom({ catchment: munich }, place("DE")), true, "goods of the house: people know where they are");
  assert.equal(takesFrom({ catchment: munich }, place("NL")), false);
  const shoes = { categories: ["Footwear"], grades: ["A" as const], dispositions: ["donate" as const] };
  assert.equal(isAccepted(shoes, { category: "footwear", grade: "A" }), true);
  assert.equal(isAccepted(shoes, { category: undefined }), false);
  assert.equal(isAccepted(shoes, { category: "Footwear", grade: "X" }), false);
});

test("a season ends on its last day, goes over the turn of the year, and is over outside", () => {
  const winter = [{ categories: ["Jackets"], from: "10-01", until: "02-29" }];
  const left = (on: string, category = "jackets") => seasonDays(winter, category, day(on));
  assert.equal(left("2026-12-31"), 60);
  assert.equal(left("2027-02-28"), 1);
  assert.equal(left("2028-02-28"), 2);
  assert.equal(left("2027-03-01"), 0);
  assert.equal(left("2026-09-30"), 0);
  assert.equal(left("2026-12-31", "Tents"), undefined);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { locales, translator } from "@aftercare/messages";
import fc from "fast-check";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../../facts/intake/index.ts";
import { readProfile } from "../../../facts/profiles/index.ts";
import { readRetailer } from "../../../facts/retailer/index.ts";
import type { Resolution } from "../../../facts/return-requests/return-request.schema.ts";
import { reserveStock } from "../../../facts/stock/index.ts";
import { type Id, newId } from "../../../foundation/ids/index.ts";
import { checkProgram, programsInForce } from "../../../judgement/programs/index.ts";
import { type TestHouse, testHouse } from "../../../testing.ts";
import { recommendMethod, returnRecommendation } from "./index.ts";
import { type AskedReturn, recommendResolution } from "./recommend-resolution.ts";
import { RecommendationContext, worthOfResolutions } from "./recommendation-context.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
  await shelve({ M: 3, L: 3 });
});
after(() => house.close());

const run = <T>(work: Parameters<typeof house.work.run<T>>[1]) => house.work.run("test", work);
let orders = 0;

/** The shirt in two sizes, of each so many pieces. */
async function shelve(stock: { readonly M: number; readonly L: number }) {
  const record = {
    ...{ type: "product", id: "shirt", title: "Shirt", category: "shirts", currency: "EUR" },
    variants: [
      { sku: "SHIRT", title: "M / Blue", price: 5_000, stock: stock.M },
      { sku: "SHIRT-L", title: "L / Blue", price: 5_000, stock: stock.L },
    ],
  } as IntakeRecordJson;
  await run((tx) => recordBatch(tx, "test", [IntakeRecord.parse(record)], { history: false, now: house.clock.now() }));
}

/** A shirt for fifty euros, by a shopper of their own. */
async function bought(): Promise<AskedReturn["order"]> {
  const id = `N-${++orders}`;
  const record = {
    ...{ type: "order", id, at: "2026-02-20T10:00:00Z", channel: "online", currency: "EUR" },
    ...{ contact: { country: "DE" }, lines: [{ sku: "SHIRT", quantity: 2, amount: 10_000 }] },
  } as IntakeRecordJson;
  await run((tx) => recordBatch(tx, "test", [IntakeRecord.parse(record)], { history: true, now: house.clock.now() }));
  return house.database.kysely
    .selectFrom("orders")
    .select(["id", "shopper_id", "currency", "channel"])
    .select((row) => row.val<string | null>("DE").as("country"))
    .where("key", "=", id)
    .executeTakeFirstOrThrow();
}

/** Who asks is read where it is asked. */
type Asked = Omit<AskedReturn, "profile" | "retailer">;

interface Wanted {
  readonly reason?: string;
  readonly resolutions?: readonly Resolution[];
  readonly bonusPercent?: number;
}

const asking = (
  order: AskedReturn["order"],
  { reason = "style", resolutions = ["exchange", "store-credit", "refund"], bonusPercent = 0 }: Wanted = {},
): Asked => ({
  order,
  wanted: [
    {
      ...{ line: 1, quantity: 1, reason, bought: { sku: "SHIRT", quantity: 2, paid: 10_000n } },
      terms: { grants: { bonusPercent } },
    },
  ],
  offer: { resolutions },
  document: { costOfSending: 495n },
});
const recommend = (asked: Asked) =>
  run(async (tx) => {
    const [profile, retailer] = await Promise.all([readProfile(tx, asked.order.shopper_id), readRetailer(tx)]);
    return recommendResolution({ tx, clock: house.clock }, { ...asked, profile, retailer });
  });

/** What is recommended to shoppers, one after the other, by how often. */
async function shares(wanted: Wanted, people = 60): Promise<ReadonlyMap<string, number>> {
  const found: string[] = [];
  for (let i = 0; i < people; i++) found.push((await recommend(asking(await bought(), wanted))).resolution ?? "none");
  return new Map([...Map.groupBy(found, (each) => each)].map(([name, all]) => [name, all.length / people]));
}

test("the program that the house ships with is right, and decides at this moment alone", async () => {
  const programs = await run((tx) => programsInForce(tx, returnRecommendation));
  assert.deepEqual(
    programs.map(({ document }) => document.name),
    ["what-to-recommend"],
  );
  for (const { document } of programs) assert.deepEqual(checkProgram(document, [returnRecommendation]), []);
});

test("another size for what does not fit, credit where it pays the shopper more, the money where nothing is better", async () => {
  const fit = await shares({ reason: "too-small" });
  assert.ok((fit.get("exchange") ?? 0) > 0.6, JSON.stringify([...fit]));
  const generous = await shares({ bonusPercent: 15 });
  assert.ok((generous.get("store-credit") ?? 0) > 0.6, JSON.stringify([...generous]));
  const plain = await shares({});
  assert.ok((plain.get("refund") ?? 0) > 0.6, JSON.stringify([...plain]));
  // Some are recommended nothing, so that what recommending does can be told.
  assert.ok((plain.get("none") ?? 0) > 0);
});

test("no exchange for a size that is not there, nor for another one in its stead", async () => {
  const exchanged = async (reason: string, stock: Parameters<typeof shelve>[0], quantity = 1) => {
    await shelve(stock);
    const found: (string | undefined)[] = [];
    for (let i = 0; i < 15; i++) {
      const asked = asking(await bought(), { reason });
      const wanted = asked.wanted.map((line) => ({ ...line, quantity }));
      found.push((await recommend({ ...asked, wanted })).resolution);
    }
    return found.includes("exchange");
  };
  assert.equal(await exchanged("too-small", { M: 3, L: 1 }), true);
  assert.equal(await exchanged("too-small", { M: 3, L: 0 }), false);
  assert.equal(await exchanged("too-small", { M: 3, L: 1 }, 2), false, "two go back, and one is there");
  assert.equal(await exchanged("too-big", { M: 3, L: 3 }), false, "the product has none that is smaller");
  assert.equal(await exchanged("damaged-or-defective", { M: 1, L: 0 }), true);
  assert.equal(await exchanged("damaged-or-defective", { M: 0, L: 3 }), false);
  // What is kept for somebody else is not there either.
  await shelve({ M: 3, L: 3 });
  const ask = asking(await bought(), { reason: "too-small" });
  await run((tx) =>
    reserveStock(tx, house.clock, {
      ...{ purpose: "somebody else", shopperId: ask.order.shopper_id as Id<"shp"> },
      ...{ until: new Date(house.clock.now().getTime() + 86_400_000), lines: [{ sku: "SHIRT-L", quantity: 3 }] },
    }),
  );
  assert.notEqual((await recommend(ask)).resolution, "exchange");
});

test("never what is not granted", async () => {
  const only = await shares({ reason: "too-small", resolutions: ["refund", "store-credit"] }, 40);
  assert.deepEqual(
    [...only.keys()].filter((name) => !["refund", "store-credit", "none"].includes(name)),
    [],
  );
});

test("the same question is answered the same and writes nothing; what became of it is written as it was shown", async () => {
  const order = await bought();
  const first = await recommend(asking(order));
  const again = await recommend(asking(order));
  assert.equal(first.resolution, again.resolution);
  const count = async () =>
    (
      await house.database.kysely
        .selectFrom("decisions")
        .select("id")
        .where("moment", "=", "return.recommendation")
        .execute()
    ).length;
  assert.equal(await count(), 0);
  const requestId = newId<"rrq">();
  await run((tx) => again.remember(tx, requestId));
  await run((tx) => again.remember(tx, requestId));
  assert.equal(await count(), 1);
  const decided = await house.database.kysely
    .selectFrom("decisions")
    .select(["chosen", "subject", "propensity", "is_incentive"])
    .where("subject", "=", requestId)
    .executeTakeFirstOrThrow();
  assert.deepEqual(
    [decided.chosen, decided.is_incentive],
    [first.resolution ?? "none", first.resolution === undefined],
  );
  assert.ok(decided.propensity > 0);
  const [seen] = await run((tx) => returnRecommendation.questions(tx, [requestId]));
  assert.equal(seen?.facts["return_value"], 5_000);
  assert.deepEqual(await run((tx) => returnRecommendation.latest(tx, 5)), [requestId]);
});

test("who was only told what fits them has been given nothing, and the next offer is not held back", async () => {
  const { rows } = await house.database.pool.query(
    "select count(*)::int as count from decisions where is_incentive and moment = 'return.recommendation' and chosen <> 'none'",
  );
  assert.equal(rows[0].count, 0);
});

test("a recommendation never costs less than nothing, nor is one worth anything that is not granted", () => {
  const amount = fc.double({ min: 0, max: 100_000, noNaN: true });
  const granted = fc.subarray(["exchange", "store-credit", "gift-card", "refund", "repair"] as const);
  fc.assert(
    fc.property(
      ...([granted, amount, amount, amount, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()] as const),
      (allowed, value, bonus, sending, marginRate, aboutFit) => {
        const context = RecommendationContext.parse({
          ...{ shopperId: "x", currency: "EUR", at: "", allowed, value, units: 1, reason: "", aboutFit, faulty: false },
          ...{ channel: "", country: "", bonus, sending, marginRate, marginKnown: true, orders: 0, purchaseDays: 0 },
          ...{ recencyDays: 0, tenureDays: 0, meanBasket: 0, meanUnits: 0, linesPerOrder: 0, discountShare: 0 },
          ...{ onlineShare: 0, returns: 0, returnRate: 0, tier: "", segment: "" },
        });
        const worth = worthOfResolutions(context);
        assert.deepEqual(Object.keys(worth).toSorted(), allowed.toSorted());
        for (const { cost, worth: given } of Object.values(worth)) assert.ok(cost >= 0 && given >= 0);
        assert.deepEqual(worth.refund, allowed.includes("refund") ? { cost: 0, worth: 0 } : undefined);
      },
    ),
  );
});

test("every sentence and every fact of a recommendation has its words in every language", () => {
  const keys = [
    "reasons.ineligible.not-granted",
    "reasons.assumed.recommendation",
    ...returnRecommendation.features.flatMap(({ name, reason }) => [
      `reasons.features.${name}`,
      `reasons.${reason}.raises`,
      `reasons.${reason}.lowers`,
    ]),
    ...returnRecommendation.facts.map(({ name }) => `programs.fact.${name.replaceAll("_", "-")}`),
    `programs.moment.${returnRecommendation.name}`,
    "programs.kind.recommend",
    "programs.field.terms.resolution",
  ];
  for (const locale of locales) {
    const { has } = translator(locale);
    assert.deepEqual(
      keys.filter((key) => !has(key)),
      [],
      locale,
    );
  }
});

test("of the ways back the cheapest is recommended, of those the one that warms the air least, and nobody is told to keep it", () => {
  const way = (method: "store" | "drop-off" | "locker" | "keep-it", fee: bigint, grams?: number) => ({
    ...{ method, fee },
    way: { days: { latest: 4 }, ...(grams !== undefined && { carbon: { grams } }) },
  });
  assert.equal(recommendMethod([way("drop-off", 495n, 10), way("store", 0n), way("keep-it", 0n, 0)]), "store");
  assert.equal(recommendMethod([way("drop-off", 0n, 300), way("locker", 0n, 120), way("store", 0n)]), "locker");
  assert.equal(recommendMethod([way("keep-it", 0n)]), undefined);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { migrationFolders } from "../../migrations.ts";
import { readPromotions } from "../orders/index.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "./index.ts";
import { checkPromotions } from "./order-promotions.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

type OrderJson = Extract<IntakeRecordJson, { type: "order" }>;
type PromotionJson = NonNullable<OrderJson["promotions"]>[number];

function orderWith(promotions: readonly PromotionJson[], more: Partial<OrderJson> = {}): OrderJson {
  return {
    ...{ type: "order", id: "O-1", at: "2026-03-02T09:00:00Z", channel: "online", currency: "EUR", discount: 1_000 },
    lines: [
      { sku: "A", quantity: 3, amount: 9_000, discount: 3_000 },
      { sku: "B", quantity: 1, amount: 4_000 },
    ],
    promotions: [...promotions],
    ...more,
  };
}

function faultOf(...promotions: PromotionJson[]) {
  const record = IntakeRecord.parse(orderWith(promotions));
  assert.equal(record.type, "order");
  return checkPromotions(record);
}

const threeForTwo: PromotionJson = {
  ...{ id: "3-for-2", needs: { units: 3, lines: [1] } },
  lines: [{ line: 1, amount: 3_000 }],
};
const spend: PromotionJson = { id: "spend-100", title: "10 off above 100", needs: { spend: 10_000 } };

test("promotions are frozen with their order: what each asked for, and its share of every line", async () => {
  const batch = [IntakeRecord.parse(orderWith([threeForTwo, spend]))];
  const take = () =>
    facts.work.run("test", (tx) => recordBatch(tx, "test", batch, { history: false, now: facts.clock.now() }));
  assert.deepEqual(
    (await take()).outcomes.map(({ outcome }) => outcome),
    ["taken"],
  );
  await take();
  const order = await facts.database.kysely.selectFrom("orders").select("id").executeTakeFirstOrThrow();
  const promotions = await facts.database.transaction((tx) => readPromotions(tx, order.id));
  assert.deepEqual(promotions, [
    { key: "3-for-2", needs: { units: 3, times: 1, lines: [1] }, lines: [{ line: 1, amount: 3_000n }] },
    {
      ...{ key: "spend-100", title: "10 off above 100", needs: { spend: 10_000n } },
      lines: [
        { line: 1, amount: 600n },
        { line: 2, amount: 400n },
      ],
    },
  ]);
});

test("a promotion that takes off more than the discounts, or names what is not there, is refused by its place", () => {
  assert.equal(faultOf(threeForTwo, spend), undefined);
  assert.match(
    faultOf({ ...threeForTwo, lines: [{ line: 1, amount: 3_601 }] })?.reason ?? "",
    /line 1 than its discount/,
  );
  assert.equal(faultOf(threeForTwo, { ...threeForTwo, id: "again" })?.field, "promotions/1");
  assert.match(faultOf(spend, { ...spend, id: "again" })?.reason ?? "", /a second time/);
  assert.match(faultOf({ ...threeForTwo, needs: { units: 3, lines: [3] } })?.reason ?? "", /line 3; the order has 2/);
  const none = IntakeRecord.parse(orderWith([spend], { discount: 0 }));
  assert.match((none.type === "order" && checkPromotions(none)?.reason) || "", /is missing/);
});

test("what a promotion asked for has to be said, as money or as units", () => {
  const wrong = (needs: object) => IntakeRecord.safeParse(orderWith([{ ...spend, needs } as PromotionJson]));
  for (const needs of [{}, { spend: 0 }, { units: 0 }, { spend: 1, units: 1 }]) assert.ok(!wrong(needs).success);
  assert.ok(wrong({ units: 2, times: 3 }).success);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../../facts/intake/index.ts";
import type { Actor } from "../../../foundation/actors/index.ts";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { type Id, newId, toWire } from "../../../foundation/ids/index.ts";
import { callAs } from "../../../foundation/operations/testing.ts";
import { Problem } from "../../../foundation/problems/index.ts";
import { issueGiftCardOperation } from "../../../means/gift-cards/card-operations.ts";
import type { issueGiftCard, redeemGiftCard } from "../../../means/gift-cards/gift-card.contract.ts";
import { redeemGiftCardOperation } from "../../../means/gift-cards/redeem-card.ts";
import { issueRefundOperation } from "../../../means/refunds/issue-refund.ts";
import { type TestHouse, testHouse } from "../../../testing.ts";
import type { takeBackVisit, takeWithoutReceipt, valueWithoutReceipt } from "./counter.contract.ts";
import type { CounterRules } from "./counter-rules.schema.ts";
import { setCounterRulesOperation } from "./counter-rules.ts";
import { takeBackVisitOperation } from "./take-back-visit.ts";
import { takeWithoutReceiptOperation, valueWithoutReceiptOperation } from "./take-without-receipt.ts";
import { lowestOf } from "./value-without-receipt.ts";

let house: TestHouse;
let storeId: Id<"sto">;
let associate: Actor;
const manager: Actor = { role: "manager", id: newId(), scope: {} };
before(async () => {
  house = await testHouse();
  await record([{ type: "store", id: "ALT", name: "Altona" }]);
  const row = await house.database.kysely.selectFrom("stores").select("id").executeTakeFirstOrThrow();
  storeId = row.id as Id<"sto">;
  associate = { role: "associate", id: newId(), scope: { storeId } };
});
after(() => house.close());

const record = (given: readonly IntakeRecordJson[]) =>
  house.work.run("test", (tx) =>
    recordBatch(
      tx,
      "test",
      given.map((one) => IntakeRecord.parse(one)),
      { history: false, now: house.clock.now() },
    ),
  );
const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(house.clock.now().getTime() - days * dayMs).toISOString();
const rows = async <Row>(text: string, ...values: unknown[]) =>
  (await house.database.pool.query(text, values)).rows as Row[];

let count = 0;
/** An order of a shopper of its own: two shirts for 90.00 together, a hat for 20.00, postage of 5.00. */
async function order(given: { shopper?: string; at?: string; paid?: number; sku?: string } = {}) {
  const number = `C-${++count}`;
  const { shopper = `S-${count}`, at = daysAgo(10), paid = 9_000, sku = "SHIRT" } = given;
  await record([
    {
      ...{ type: "order", id: number, at, shopper, channel: "online", currency: "EUR", shipping: 500 },
      lines: [
        { sku, title: "Shirt", quantity: 2, amount: paid },
        { sku: "HAT", title: "Hat", quantity: 1, amount: 2_000 },
      ],
    },
  ]);
  const [row] = await rows<{ id: Id<"ord">; shopper_id: Id<"shp"> }>(
    "select id, shopper_id from orders where key = $1",
    number,
  );
  return { orderId: toWire("ord", row!.id), id: row!.id, shopperId: row!.shopper_id };
}

type Visit = ContractOutput<typeof takeBackVisit>;
const visit = async (input: object, actor = associate) => {
  const given = { storeId: toWire("sto", storeId), ...input };
  return (await callAs({ ...house }, actor, takeBackVisitOperation, given)) as Visit;
};
const problemOf = async (call: Promise<unknown>) => {
  const failed = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  return failed instanceof Problem ? failed : assert.fail(`expected a problem, got ${String(failed)}`);
};
const setRules = (rules: Partial<CounterRules>) =>
  callAs({ ...house }, manager, setCounterRulesOperation, { rules: { withoutReceipt: {}, ...rules } });
const ceiling = async (orderId: string) =>
  (
    await rows<{ elsewhere: bigint; intended: bigint }>(
      "select elsewhere, intended from refund_ceilings where order_id = $1",
      orderId,
    )
  )[0];

test("several purchases of one parcel are taken back at once, with one offer for the one that was worth most", async () => {
  const [one, two] = [await order(), await order({ paid: 30_000 })];
  const taken = await visit({
    orders: [
      { orderId: one.orderId, lines: [{ line: 1, quantity: 1, reason: "too-small" }] },
      { orderId: two.orderId, lines: [{ line: 1, quantity: 2 }] },
    ],
  });
  assert.deepEqual(taken.returns.map(({ amount }) => amount).toSorted(), [30_000, 4_500]);
  assert.deepEqual(taken.paid, [], "the till pays by itself");
  const best = taken.returns.find(({ amount }) => amount === 30_000);
  assert.equal(taken.decidedFor, best?.returnId);
  assert.ok(taken.decision);
});

test("all of a visit is taken back or nothing", async () => {
  const [one, two] = [await order(), await order()];
  const failed = await problemOf(
    visit({
      orders: [
        { orderId: one.orderId, lines: [{ line: 1, quantity: 1 }] },
        { orderId: two.orderId, lines: [{ line: 1, quantity: 3 }] },
      ],
    }),
  );
  assert.equal(failed.status, 409);
  assert.deepEqual(await rows("select from return_lines where order_id = any($1)", [one.id, two.id]), []);
  const again = { orderId: one.orderId, lines: [{ line: 1, quantity: 1 }] };
  assert.equal((await problemOf(visit({ orders: [again, again] }))).status, 400);
});

test("where the house pays it pays once, under the order's ceiling, in the way that was chosen", async () => {
  await setRules({ paidBy: "house", ways: ["cash", "gift-card", "original"] });
  const { orderId, id } = await order();
  const line = { line: 1, quantity: 1 };
  const cash = await visit({ orders: [{ orderId, lines: [line] }] });
  assert.deepEqual(
    cash.paid.map(({ way, amount, currency, code }) => [way, amount, currency, code]),
    [["cash", 4_500, "EUR", undefined]],
  );
  const card = await visit({ orders: [{ orderId, lines: [line] }], way: "gift-card" });
  assert.match(card.paid[0]?.code ?? "", /^[0-9A-Z-]{16,}$/);
  await visit({ orders: [{ orderId, lines: [{ line: 2, quantity: 1 }] }], way: "original" });
  assert.deepEqual(await ceiling(id), { elsewhere: 0n, intended: 11_000n });
  const legs = await rows<{ provider: string; state: string; amount: bigint }>(
    "select provider, state, amount from refund_legs where order_id = $1 order by id",
    id,
  );
  assert.deepEqual(
    legs.map(({ provider, state, amount }) => `${provider} ${state} ${amount}`),
    ["till succeeded 4500", "gift-card succeeded 4500", "local intended 2000"],
  );
  assert.equal((await problemOf(visit({ orders: [{ orderId, lines: [line] }] }))).status, 409, "all of it is back");
  const other = await order();
  const refused = visit({ orders: [{ orderId: other.orderId, lines: [line] }], way: "store-credit" });
  assert.equal((await problemOf(refused)).params["field"], "way");
  await setRules({});
  const told = visit({ orders: [{ orderId: other.orderId, lines: [line] }], way: "cash" });
  assert.equal((await problemOf(told)).params["field"], "way");
});

test("as it was paid, a gift card of ours has its money back at once, and for another's a new one is handed over with its code", async () => {
  await setRules({ paidBy: "house", ways: ["original"] });
  const { orderId, id, shopperId } = await order();
  const pay = (key: string, method: "card" | "gift-card", amount: number, reference: string) =>
    record([{ type: "payment", id: `${id}-${key}`, order: `C-${count}`, at: daysAgo(9), method, amount, reference }]);
  const card = (await callAs({ ...house }, manager, issueGiftCardOperation, {
    ...{ shopperId: toWire("shp", shopperId), amount: 3_000, currency: "EUR", reference: "own", tell: "hand" },
  })) as ContractOutput<typeof issueGiftCard>;
  const { entryId } = (await callAs({ ...house }, manager, redeemGiftCardOperation, {
    ...{ code: card.code, amount: 3_000, currency: "EUR", reference: "till" },
  })) as ContractOutput<typeof redeemGiftCard>;
  await pay("own", "gift-card", 3_000, entryId);
  await pay("other", "gift-card", 2_000, "4711");
  await pay("card", "card", 6_500, "ch_1");
  const { paid } = await visit({ orders: [{ orderId, lines: [1, 2].map((line) => ({ line, quantity: 3 - line })) }] });
  assert.deepEqual(
    paid.map(({ way, amount, code }) => [way, amount, code !== undefined]),
    [
      ["original", 9_000, false],
      ["gift-card", 2_000, true],
    ],
  );
  const cards = await rows<{ last_four: string; balance: bigint }>(
    "select last_four, balance from gift_cards where shopper_id = $1 order by id",
    shopperId,
  );
  assert.deepEqual(
    cards.map(({ last_four, balance }) => [last_four, balance]),
    [
      [card.code?.slice(-4), 2_500n],
      [paid[1]?.code?.slice(-4), 2_000n],
    ],
  );
  const legs = await rows<{ leg: string }>(
    "select provider || ' ' || state || ' ' || amount as leg from refund_legs where order_id = $1 order by id",
    id,
  );
  assert.deepEqual(legs.map(({ leg }) => leg).toSorted(), [
    "gift-card succeeded 2000",
    "gift-card succeeded 2500",
    "stripe intended 6500",
  ]);
  await setRules({});
});

test("goods are taken back whatever was given for them before, and nobody is given it twice", async () => {
  const give = (orderId: string, amount: number, parts?: object[]) =>
    callAs({ ...house }, manager, issueRefundOperation, {
      ...{ orderId, amount, reason: "goodwill", reference: "before", destination: "original" },
      ...(parts && { parts }),
    });
  const shirts = (quantity: number) => [{ kind: "goods", line: 1, quantity, amount: 4_500 * quantity }];
  for (const paidBy of ["till", "house"] as const) {
    await setRules({ paidBy, ...(paidBy === "house" && { ways: ["cash"] }) });
    const [aheadOfAll, aheadOfOne, goodwill] = [await order(), await order(), await order()];
    await give(aheadOfAll.orderId, 9_000, shirts(2));
    await give(aheadOfOne.orderId, 4_500, shirts(1));
    await give(goodwill.orderId, 5_000);
    const worth = [];
    for (const { orderId } of [aheadOfAll, aheadOfOne, goodwill]) {
      const { returns } = await visit({ orders: [{ orderId, lines: [{ line: 1, quantity: 2 }] }] });
      worth.push(returns[0]?.amount);
    }
    assert.deepEqual(worth, [0, 4_500, 6_500], paidBy);
  }
  await setRules({});
});

test("two tills that take the last unit back at once give its money back once", async () => {
  await setRules({ paidBy: "house" });
  const { orderId, id } = await order();
  const orders = [{ orderId, lines: [{ line: 2, quantity: 1 }] }];
  const both = await Promise.allSettled([visit({ orders, way: "cash" }), visit({ orders, way: "gift-card" })]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  assert.deepEqual(await ceiling(id), { elsewhere: 0n, intended: 2_000n });
  await setRules({});
});

test("a gift is nobody's return but the bearer's: its value is a card in their hand, and the giver's order tells nothing of it", async () => {
  const { orderId, id, shopperId } = await order();
  const taken = await visit({ orders: [{ orderId, lines: [{ line: 1, quantity: 1 }] }], isGift: true });
  const [paid] = taken.paid;
  assert.deepEqual([paid?.way, paid?.amount], ["gift-card", 4_500]);
  assert.ok(paid?.code);
  const [card] = await rows<{ shopper_id: string; order_id: string | null; told_at: Date }>(
    "select shopper_id, order_id, told_at from gift_cards where last_four = $1",
    paid.code.slice(-4),
  );
  assert.deepEqual([card?.order_id, card?.shopper_id === shopperId], [null, false]);
  const [came] = await rows<{ shopper_id: string }>("select shopper_id from return_lines where order_id = $1", id);
  assert.equal(came?.shopper_id, card?.shopper_id);
  assert.deepEqual(await ceiling(id), { elsewhere: 0n, intended: 4_500n });
  const cash = visit({ orders: [{ orderId, lines: [{ line: 1, quantity: 1 }] }], isGift: true, way: "original" });
  assert.equal((await problemOf(cash)).params["field"], "way");
});

const unproven = (input: object) => ({ storeId: toWire("sto", storeId), ...input });
const valueFor = async (input: object, actor = associate) =>
  (await callAs({ ...house }, actor, valueWithoutReceiptOperation, unproven(input))) as ContractOutput<
    typeof valueWithoutReceipt
  >;
const takeUnproven = async (input: object, actor = associate) =>
  (await callAs({ ...house }, actor, takeWithoutReceiptOperation, unproven(input))) as ContractOutput<
    typeof takeWithoutReceipt
  >;

test("without a receipt goods are worth the least that they were sold for lately, and never more than they cost now", async () => {
  await order({ sku: "SCARF", paid: 6_001, at: daysAgo(20) });
  await order({ sku: "SCARF", paid: 5_000, at: daysAgo(91) });
  const each = async () => (await valueFor({ lines: [{ sku: "SCARF", quantity: 3 }] })).lines[0];
  assert.deepEqual([(await each())?.each, (await each())?.by, (await each())?.amount], [3_000, "paid", 9_000]);
  const variants = [{ sku: "SCARF", price: 2_500 }];
  await record([{ type: "product", id: "P-scarf", title: "Scarf", currency: "EUR", variants }]);
  assert.deepEqual([(await each())?.each, (await each())?.by], [2_500, "price"]);
  fc.assert(
    fc.property(fc.option(fc.bigInt(0n, 9_999n)), fc.option(fc.bigInt(0n, 9_999n)), (paid, price) => {
      const lowest = lowestOf({ paid, price });
      for (const known of [paid, price]) if (known !== null) assert.ok(lowest!.each <= known);
      assert.equal(lowest === undefined, paid === null && price === null);
    }),
  );
});

test("up to the cap of the period an associate decides, beyond it a manager, also where two tills ask at once", async () => {
  await setRules({ withoutReceipt: { lowestPriceOfDays: 90, cap: 10_000, capDays: 30 } });
  await order({ sku: "BELT", paid: 8_000, at: daysAgo(5) });
  const { shopperId: id } = await order();
  const shopperId = toWire("shp", id);
  const two = { shopperId, lines: [{ sku: "BELT", quantity: 2 }] };
  const both = await Promise.allSettled([takeUnproven(two), takeUnproven(two)]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  const refused = await problemOf(takeUnproven(two));
  assert.deepEqual([refused.params["before"], refused.params["cap"]], [8_000, 10_000]);
  const let2 = await takeUnproven(two, manager);
  assert.equal(let2.amount, 8_000);
  assert.ok(let2.code);
  assert.equal(let2.return.lines[0]?.origin, "unknown");
  assert.equal((await valueFor(two)).before, 16_000);
  house.clock.advance(31 * dayMs);
  assert.deepEqual([(await valueFor(two)).before, (await valueFor(two)).needsManager], [0, false]);
  const stranger = await takeUnproven({ lines: [{ sku: "BELT", quantity: 1 }] });
  assert.deepEqual([stranger.amount, stranger.return.shopper], [4_000, stranger.return.shopper]);
});

test("what nobody can value is refused with its line, and everything where the rules say so", async () => {
  const failed = await problemOf(
    takeUnproven({
      lines: [
        { sku: "BELT", quantity: 1 },
        { sku: "NOBODY", quantity: 1 },
      ],
    }),
  );
  assert.deepEqual([failed.status, failed.params["field"]], [409, "lines/1/sku"]);
  await callAs({ ...house }, manager, setCounterRulesOperation, { rules: {} });
  assert.equal((await problemOf(takeUnproven({ lines: [{ sku: "BELT", quantity: 1 }] }))).status, 409);
});

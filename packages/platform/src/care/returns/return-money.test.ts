import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { Actor } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { readPolicy, returnPolicyOperations } from "../../judgement/return-policies/index.ts";
import { PolicyDocument, usualPolicy } from "../../judgement/return-policies/policy.schema.ts";
import { type TestTill, testTill } from "../../means/refunds/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import type { previewVisit, takeBackVisit } from "./counter/counter.contract.ts";
import type { CounterRules } from "./counter/counter-rules.schema.ts";
import { setCounterRulesOperation } from "./counter/counter-rules.ts";
import { previewVisitOperation } from "./counter/preview-visit.ts";
import { takeBackVisitOperation } from "./counter/take-back-visit.ts";
import { returnMoneyOperation } from "./read-return-money.ts";
import { createReturnRequestOperation } from "./requests/create-return-request.ts";
import { previewReceiptOperation, receiveReturnOperation } from "./requests/receive-return.ts";
import type { createReturnRequest, receiveReturn } from "./requests/return-request.contract.ts";
import type { returnMoney } from "./return-money.contract.ts";
import type { takeBack } from "./take-back.contract.ts";
import { takeBackOperation } from "./take-back.ts";

type Money = ContractOutput<typeof returnMoney>;
type Received = ContractOutput<typeof receiveReturn>;

let till: TestTill;
const storeId: Id<"sto"> = newId<"sto">();
const store = toWire("sto", storeId);
const associate: Actor = { role: "associate", id: newId(), scope: { storeId } };
before(async () => {
  till = await testTill(migrationFolders);
  const place = { source: "test", region: null, country: null, time_zone: null };
  await till.database.kysely
    .insertInto("stores")
    .values({ id: storeId, key: "altona", name: "Altona", ...place })
    .execute();
});
after(() => till.close());

const setRules = (rules: Partial<CounterRules>) => till.call(setCounterRulesOperation, { rules });
const visitOf = (orderId: string, quantity: number, more: object = {}) => ({
  ...{ storeId: store, orders: [{ orderId, lines: [{ line: 1, quantity }] }] },
  ...more,
});
const visit = async (orderId: string, quantity: number, more?: object) =>
  (await till.call(takeBackVisitOperation, visitOf(orderId, quantity, more), associate)) as ContractOutput<
    typeof takeBackVisit
  >;
const preview = async (orderId: string, quantity: number, more?: object) =>
  (await till.call(previewVisitOperation, visitOf(orderId, quantity, more), associate)) as ContractOutput<
    typeof previewVisit
  >;
const moneyOf = async (returnId: string) => (await till.call(returnMoneyOperation, { returnId }, associate)) as Money;

/** Who gives how much, without what is nothing. */
const sumsOf = ({ till: paid, house, bonus, elsewhere, request }: Money) => ({
  ...(paid > 0 && { till: paid }),
  ...Object.fromEntries(house.map(({ way, amount }) => [way, amount])),
  ...(bonus > 0 && { bonus }),
  ...(elsewhere > 0 && { elsewhere }),
  ...(request && request.before > 0 && { before: request.before }),
  ...(request && request.later > 0 && { later: request.later }),
});

async function announce(orderId: string, usual: object, resolution: string, quantity = 1) {
  const operation = returnPolicyOperations.find(({ contract }) => contract.name === "return-policy.publish")!;
  const { version } = (await till.work.run("test", (tx) => readPolicy(tx)))!;
  const resolutions = ["exchange", "store-credit", "gift-card", "refund", "repair"];
  const document = PolicyDocument.encode(usualPolicy);
  const promised = { ...document, usual: { ...document.usual, resolutions, ...usual } };
  await till.call(operation, { document: promised, after: version });
  const lines = [{ line: 1, quantity, reason: "style" }];
  const input = { orderId, lines, method: "drop-off", resolution };
  return (await till.call(createReturnRequestOperation, input)) as ContractOutput<typeof createReturnRequest>;
}

async function receive({ returnRequestId }: { returnRequestId: string }, quantity: number, more: object = {}) {
  const lines = [{ line: 1, quantity }];
  const asked = (await till.call(previewReceiptOperation, { returnRequestId, lines }, associate)) as Money;
  const input = { returnRequestId, lines, storeId: store, countOut: true, ...more };
  const received = (await till.call(receiveReturnOperation, input, associate)) as Received;
  return { received, asked: sumsOf(asked), given: sumsOf(received.money!) };
}

test("the till is told to pay what it takes back by itself, and nothing of what the house pays", async () => {
  const order = await till.buy({ lines: [9_000], quantity: 9 });
  await setRules({});
  assert.deepEqual(sumsOf((await visit(order, 1)).money[0]!), { till: 1_000 });
  const back = (await till.call(
    takeBackOperation,
    { orderId: order, storeId: store, lines: [{ line: 1, quantity: 1 }] },
    associate,
  )) as ContractOutput<typeof takeBack>;
  assert.deepEqual(sumsOf(back.money), { till: 1_000 });
  const gift = await visit(order, 1, { isGift: true });
  assert.deepEqual(sumsOf(gift.money[0]!), { "gift-card": 1_000 });
  await setRules({ paidBy: "house", ways: ["original", "cash", "store-credit", "gift-card"] });
  for (const way of ["original", "store-credit", "gift-card"]) {
    const [money] = (await visit(order, 1, { way })).money;
    assert.deepEqual(sumsOf(money!), { [way]: 1_000 });
    assert.deepEqual({ ...(await moneyOf(money!.returnId)), returnId: money!.returnId }, money);
  }
  assert.deepEqual(sumsOf((await visit(order, 1, { way: "cash" })).money[0]!), { till: 1_000 });
  await till.send();
  await till.audit();
});

test("what was paid in cash is counted out to whoever stands there, and waits for nobody afterwards", async () => {
  await setRules({ paidBy: "house", ways: ["original"] });
  const order = await till.buy({
    lines: [5_000],
    payments: [
      ["card", 2_000],
      ["cash", 3_000],
    ],
  });
  const seen = await preview(order, 1);
  assert.deepEqual([seen.way, seen.orders[0]?.till, seen.orders[0]?.house], ["original", 3_000, 2_000]);
  assert.deepEqual(sumsOf((await visit(order, 1)).money[0]!), { till: 3_000, original: 2_000 });
  await till.send();
  assert.equal(await till.owed(order), 0n);
  await till.audit();
  await setRules({});
});

test("an announced return says how it pays before and after it is received, and the till pays nothing of it", async () => {
  for (const [resolution, sums] of [
    ["refund", { original: 2_000 }],
    ["gift-card", { "gift-card": 2_000 }],
    ["store-credit", { "store-credit": 2_000, bonus: 200 }],
    ["exchange", { exchange: 2_000 }],
    ["repair", {}],
  ] as const) {
    const order = await till.buy({ lines: [6_000], quantity: 3 });
    const request = await announce(order, { bonusPercent: 10 }, resolution, 3);
    const { asked, given, received } = await receive(request, 1);
    assert.deepEqual([asked, given], [sums, sums], resolution);
    assert.equal(received.money?.request?.resolution, resolution);
    assert.deepEqual(sumsOf(await moneyOf(received.returnId!)), sums);
  }
  await till.audit();
});

test("what was paid ahead of its goods is not paid with them, and what is looked at first is paid later", async () => {
  const ahead = await announce(await till.buy(), { refundTiming: "instant" }, "gift-card");
  assert.deepEqual(await receive(ahead, 1).then(({ asked, given }) => [asked, given]), [
    { before: 10_000 },
    { before: 10_000 },
  ]);
  const looked = await announce(await till.buy(), { refundTiming: "inspected" }, "refund");
  assert.deepEqual(await receive(looked, 1).then(({ asked, given }) => [asked, given]), [
    { later: 10_000 },
    { later: 10_000 },
  ]);
});

test("an announced return that was paid in cash is counted out once at the till, whenever it was promised", async () => {
  for (const [timing, more] of [
    ["received", {}],
    ["instant", { before: 4_000 }],
  ] as const) {
    const order = await till.buy({ lines: [4_000], quantity: 2, payments: [["cash", 4_000]] });
    const request = await announce(order, { refundTiming: timing }, "refund", 2);
    const returnId = toWire("ret", newId<"ret">());
    const both = await Promise.all([receive(request, 2, { returnId }), receive(request, 2, { returnId })]);
    for (const { given } of both) assert.deepEqual(given, { till: 4_000, ...more }, "told the same however often");
    assert.equal((await till.balance(order)).refunded, 4_000);
    assert.deepEqual(sumsOf(await moneyOf(returnId)), { till: 4_000, ...more });
  }
  const parcel = await till.buy({ lines: [4_000], payments: [["cash", 4_000]] });
  const { given } = await receive(await announce(parcel, {}, "refund"), 1, { countOut: false });
  assert.deepEqual(given, { cash: 4_000 }, "nobody stands at a till");
  await till.audit();
});

test("counting out needs a store, and an associate asks what returns of the own store pay", async () => {
  const request = await announce(await till.buy(), {}, "refund");
  const input = { returnRequestId: request.returnRequestId, lines: [{ line: 1, quantity: 1 }], countOut: true };
  await assert.rejects(till.call(receiveReturnOperation, input), (error) => {
    assert.ok(error instanceof Problem);
    assert.equal(error.params["field"], "storeId");
    return true;
  });
  const { received } = await receive(request, 1);
  const stranger: Actor = { role: "associate", id: newId(), scope: { storeId: newId<"sto">() } };
  const asked = till.call(returnMoneyOperation, { returnId: received.returnId! }, stranger);
  await assert.rejects(asked, { type: "forbidden" });
});

test("what is shown before is what is given, whatever was given before and whoever pays", async () => {
  const given = fc.record({
    paid: fc.integer({ min: 1, max: 9_999 }),
    quantity: fc.integer({ min: 1, max: 4 }),
    cash: fc.integer({ min: 0, max: 9_999 }),
    goodwill: fc.integer({ min: 0, max: 12_000 }),
    ahead: fc.boolean(),
    house: fc.boolean(),
    back: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(given, async ({ paid, quantity, cash, goodwill, ahead, house, back }) => {
      await setRules(house ? { paidBy: "house", ways: ["original"] } : {});
      const inCash = Math.min(cash, paid);
      const payments = [["cash", inCash] as const, ["card", paid - inCash] as const].filter(([, sum]) => sum > 0);
      const order = await till.buy({ lines: [paid], quantity, payments });
      const before = Math.min(goodwill, paid);
      const parts = [{ kind: "goods", line: 1, quantity: 1, amount: before }];
      if (before > 0) await till.issue(order, before, ahead ? { parts } : {});
      let left = quantity;
      for (const wanted of back) {
        const units = Math.min(wanted, left);
        if (units === 0) break;
        left -= units;
        const [seen] = (await preview(order, units)).orders;
        const [money] = (await visit(order, units)).money;
        assert.equal(seen!.till, money!.till);
        assert.equal(
          seen!.house,
          money!.house.reduce((sum, { amount }) => sum + amount, 0),
        );
        assert.equal(
          seen!.till + seen!.house,
          seen!.lines.reduce((sum, { amount }) => sum + amount, 0),
        );
        assert.ok(seen!.lines.every(({ worth, amount }) => amount >= 0 && amount <= worth));
      }
    }),
    { numRuns: 40 },
  );
  await setRules({});
  await till.audit();
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Actor, anonymous } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { shopperOf } from "../../surfaces/http/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../intake/index.ts";
import { getOrder } from "../orders/index.ts";
import type { findGift, giftsOfOrder, makeGiftCode, openGift } from "./gift.contract.ts";
import { giftsOfOrderOperation, makeGiftCodeOperation, openGiftOperation } from "./index.ts";
import { findGiftOperation } from "./read-gifts.ts";

let house: TestHouse;
let orderId: string;
let buyer: Actor;
before(async () => {
  house = await testHouse();
  const records: IntakeRecordJson[] = [
    { type: "shopper", id: "anna" },
    {
      ...{ type: "order", id: "O-1", at: "2026-01-10T10:00:00Z", shopper: "anna", channel: "online", currency: "EUR" },
      lines: ["A", "B", "C"].map((sku) => ({ sku, quantity: 1, amount: 1000 })),
    },
  ];
  await house.work.run("test", (tx) =>
    recordBatch(
      tx,
      "test",
      records.map((record) => IntakeRecord.decode(record)),
      { history: false, now: house.clock.now() },
    ),
  );
  const order = await house.database.kysely.selectFrom("orders").select(["id", "shopper_id"]).executeTakeFirstOrThrow();
  orderId = toWire("ord", order.id);
  buyer = { role: "shopper", id: order.shopper_id, scope: { shopperId: order.shopper_id, orderId: order.id } };
});
after(() => house.close());

const runtime = () => ({ work: house.work, clock: house.clock });

async function make(lines?: readonly number[]) {
  const output = await callAs(runtime(), buyer, makeGiftCodeOperation, { orderId, ...(lines && { lines }) });
  return output as ContractOutput<typeof makeGiftCode>;
}

async function open(code: string, client = "198.51.100.1") {
  const output = await callAs(runtime(), anonymous, openGiftOperation, { code }, client);
  return output as ContractOutput<typeof openGift>;
}

const isProblem = (type: string) => (error: unknown) => error instanceof Problem && error.type === type;

test("a code opens its gift, and nothing of the order", async () => {
  const { code, gift } = await make();
  assert.deepEqual(gift.lines, [1, 2, 3]);
  const opened = await open(code.toLowerCase().replaceAll("-", " "));
  assert.equal(opened.giftId, gift.giftId);
  const bearer = await shopperOf(house.database.kysely, opened.token, house.clock.real());
  assert.ok(bearer);
  assert.notEqual(bearer.id, buyer.id);
  await assert.rejects(callAs(runtime(), bearer, getOrder, { orderId }), isProblem("not-found"));
  await assert.rejects(callAs(runtime(), bearer, giftsOfOrderOperation, { orderId }), isProblem("not-found"));
  // Whoever opens it again, on another device, is the same.
  const again = await shopperOf(house.database.kysely, (await open(code)).token, house.clock.real());
  assert.equal(again?.id, bearer.id);
});

test("only a hash of the code is kept", async () => {
  const { code } = await make();
  const { rows } = await house.database.pool.query("select g::text as kept from gifts g");
  assert.ok(rows.every(({ kept }) => !kept.includes(code) && !kept.includes(code.replaceAll("-", ""))));
});

test("a line is under one code: a later one takes it over", async () => {
  const first = await make([1, 2]);
  const second = await make([2]);
  const output = await callAs(runtime(), buyer, giftsOfOrderOperation, { orderId });
  const { items } = output as ContractOutput<typeof giftsOfOrder>;
  const linesOf = (giftId: string) => items.find((item) => item.giftId === giftId)?.lines;
  assert.deepEqual(linesOf(first.gift.giftId), [1]);
  assert.deepEqual(linesOf(second.gift.giftId), [2]);
  assert.ok(!JSON.stringify(items).includes(second.code));
});

test("of many codes made at once for a line one has it", async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => make([3])));
  const output = await callAs(runtime(), buyer, giftsOfOrderOperation, { orderId });
  const { items } = output as ContractOutput<typeof giftsOfOrder>;
  const holding = items.filter(({ lines }) => lines.includes(3));
  assert.equal(holding.length, 1);
  assert.ok(made.some(({ gift }) => gift.giftId === holding[0]?.giftId));
});

test("a counter finds the order's lines by the code", async () => {
  const { code } = await make([2, 3]);
  const associate: Actor = { role: "associate", id: "kim", scope: {} };
  const output = await callAs(runtime(), associate, findGiftOperation, { code });
  const found = output as ContractOutput<typeof findGift>;
  assert.deepEqual([found.orderId, found.lines], [orderId, [2, 3]]);
});

test("a wrong line, a mistyped code and an unknown one are told apart", async () => {
  await assert.rejects(make([1, 9]), isProblem("bad-input"));
  const { code } = await make();
  const wrong = code.startsWith("2") ? `3${code.slice(1)}` : `2${code.slice(1)}`;
  await assert.rejects(open(wrong), isProblem("gift-code-mistyped"));
  await house.database.kysely.deleteFrom("gift_lines").execute();
  await house.database.kysely.deleteFrom("gifts").execute();
  await assert.rejects(open(code), isProblem("gift-not-found"));
});

test("who tries codes is slowed down", async () => {
  const { code } = await make();
  const tried = await Promise.allSettled(Array.from({ length: 31 }, () => open(code, "198.51.100.77")));
  assert.equal(tried.filter(({ status }) => status === "fulfilled").length, 30);
  const refused = tried.find((one) => one.status === "rejected");
  assert.ok(isProblem("too-many-requests")(refused?.reason), String(refused?.reason));
});

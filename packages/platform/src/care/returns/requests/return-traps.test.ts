import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { IntakeRecordJson } from "../../../facts/intake/index.ts";
import { getOrder } from "../../../facts/orders/index.ts";
import type { getOrder as orderContract } from "../../../facts/orders/order.contract.ts";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { newId, toWire } from "../../../foundation/ids/index.ts";
import { paidForUnits } from "../../../foundation/money/index.ts";
import type { Problem } from "../../../foundation/problems/index.ts";
import { issueRefundOperation } from "../../../means/refunds/issue-refund.ts";
import { type TestTill, testTill } from "../../../means/refunds/testing.ts";
import { migrationFolders } from "../../../migrations.ts";
import { createReturnRequestOperation } from "./create-return-request.ts";
import { getReturnRequestOperation, searchReturnRequestsOperation } from "./read-requests.ts";
import { receiveReturnOperation } from "./receive-return.ts";
import { returnOptionsOperation } from "./return-options.ts";
import type {
  createReturnRequest,
  receiveReturn,
  returnOptions,
  searchReturnRequests,
} from "./return-request.contract.ts";

type View = ContractOutput<typeof createReturnRequest>;
type Units = readonly { readonly line: number; readonly quantity: number }[];
type OrderJson = Extract<IntakeRecordJson, { type: "order" }>;

const day = 86_400_000;
let till: TestTill;
let orders = 0;
before(async () => {
  till = await testTill(migrationFolders);
});
after(async () => {
  await till.send();
  await till.audit();
  await till.close();
});

/** An order as a shop sends it, paid by card. @returns its identifier on the wire */
async function buy(order: Omit<OrderJson, "type" | "id" | "at" | "channel" | "currency">): Promise<string> {
  const total =
    order.lines.reduce((sum, { amount, discount = 0 }) => sum + amount - discount, 0) - (order.discount ?? 0);
  const id = `T-${++orders}`;
  const at = till.clock.now().toISOString();
  await till.take([
    { type: "order", id, at, channel: "online", currency: "EUR", ...order },
    { type: "payment", id: `${id}-M`, order: id, at, method: "card", amount: total, reference: `ch_${id}` },
  ]);
  return wireOf(id);
}

async function wireOf(key: string): Promise<string> {
  const { rows } = await till.database.pool.query("select id from orders where key = $1", [key]);
  return toWire("ord", rows[0].id);
}

const reasoned = (lines: Units, reason = "damaged-or-defective") => lines.map((units) => ({ ...units, reason }));
type Options = ContractOutput<typeof returnOptions>;
const options = async (orderId: string, lines: Units, reason?: string) =>
  (await till.call(returnOptionsOperation, { orderId, lines: reasoned(lines, reason) })) as Options;
const announce = async (orderId: string, lines: Units, more: object = {}) =>
  (await till.call(createReturnRequestOperation, {
    ...{ orderId, lines: reasoned(lines), method: "drop-off", resolution: "refund" },
    ...more,
  })) as View;
const receive = async ({ returnRequestId }: Pick<View, "returnRequestId">, lines: Units) =>
  ((await till.call(receiveReturnOperation, { returnRequestId, lines })) as ContractOutput<typeof receiveReturn>)
    .request;
const see = async ({ returnRequestId }: View) =>
  (await till.call(getReturnRequestOperation, { returnRequestId })) as View;

async function typesOf(calls: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(calls);
  return settled.map((each) => (each.status === "fulfilled" ? "done" : (each.reason as Problem).type)).toSorted();
}

/** A discount on the order and one on a line, and amounts that do not divide. */
const discounted = {
  lines: [
    { sku: "A", quantity: 3, amount: 10_000, discount: 1 },
    { sku: "B", quantity: 2, amount: 5_001 },
  ],
  discount: 1_000,
};

test("trap 2: what a unit is worth is one number: on the order, among the options, when it is settled, in the refund and at a till", async () => {
  const order = await buy(discounted);
  const { lines } = (await till.call(getOrder, { orderId: order })) as ContractOutput<typeof orderContract>;
  const bought = lines.find(({ line }) => line === 1)!;
  const offered = await options(order, [{ line: 1, quantity: 1 }]);
  const settled = await receive(await announce(order, [{ line: 1, quantity: 1 }]), [{ line: 1, quantity: 1 }]);
  const { parts } = await till.see({ refundId: settled.refunds[0]! });
  const [key, at] = [await keyOf(await buy(discounted)), till.clock.now().toISOString()];
  const broughtBack = [{ sku: "A", quantity: 1 }];
  await till.take([
    { type: "return", id: `${key}-R`, at, order: key, channel: "store", currency: "EUR", lines: broughtBack },
  ]);
  const { rows } = await till.database.pool.query("select amount from returns where key = $1", [`${key}-R`]);
  const worth = Number(paidForUnits(BigInt(bought.paid), 3, 0, 1));
  assert.deepEqual(
    [offered.lines[0]?.value, settled.settled, parts[0]?.amount, Number(rows[0].amount)],
    [worth, worth, worth, worth],
  );
});

test("trap 3: a return takes its own share of a discount along and leaves every other line as it was paid", async () => {
  const order = await buy(discounted);
  const paid = async () =>
    (
      await till.database.pool.query(
        "select line, paid, discount from order_lines where order_id = (select order_id from payments where key = $1) order by line",
        [`T-${orders}-M`],
      )
    ).rows;
  const before = await paid();
  const first = await receive(await announce(order, [{ line: 1, quantity: 3 }]), [{ line: 1, quantity: 3 }]);
  assert.deepEqual(await paid(), before);
  const second = await receive(await announce(order, [{ line: 2, quantity: 2 }]), [{ line: 2, quantity: 2 }]);
  assert.deepEqual(
    [first.settled, second.settled],
    before.map((line) => Number(line.paid)),
  );
  assert.equal((await till.balance(order)).available, 0);
});

test("trap 8: tax goes back as the share of what was paid, within the price or on top of it, and is never worked out anew", async () => {
  const withTax = (tax: number) => buy({ lines: [{ sku: "A", quantity: 3, amount: 11_901, tax }], discount: 1_000 });
  for (const tax of [0, 1_900, 1_901]) {
    const order = await withTax(tax);
    const request = await announce(order, [{ line: 1, quantity: 3 }]);
    const sums = [];
    for (let unit = 0; unit < 3; unit++) sums.push((await receive(request, [{ line: 1, quantity: 1 }])).settled);
    assert.deepEqual(sums, [3_633, 7_267, 10_901], `${tax} of tax`);
  }
});

test("trap 9: receiving twice adds: one of three and then two of three is all of it", async () => {
  const request = await announce(await till.buy({ quantity: 3 }), [{ line: 1, quantity: 3 }]);
  assert.equal((await receive(request, [{ line: 1, quantity: 1 }])).lines[0]?.received, 1);
  const all = await receive(request, [{ line: 1, quantity: 2 }]);
  assert.deepEqual([all.lines[0]?.received, all.state, all.returns.length, all.settled], [3, "closed", 2, 10_000]);
});

test("trap 10: a unit that has come back can neither be announced again nor received again, whatever it was received by", async () => {
  const order = await till.buy({ quantity: 2 });
  const request = await announce(order, [{ line: 1, quantity: 1 }]);
  await receive(request, [{ line: 1, quantity: 1 }]);
  await till.comeBack(order, 1, 1);
  assert.deepEqual(await typesOf([announce(order, [{ line: 1, quantity: 1 }])]), ["units-not-available"]);
  assert.deepEqual(await typesOf([receive(request, [{ line: 1, quantity: 1 }])]), ["nothing-awaited"]);
});

test("trap 11: what is paid back is what came, not what was announced", async () => {
  const request = await announce(await till.buy({ quantity: 4 }), [{ line: 1, quantity: 4 }]);
  const seen = await receive(request, [{ line: 1, quantity: 1 }]);
  assert.deepEqual([seen.settled, seen.state], [2_500, "partly-received"]);
  assert.equal((await see(request)).settled, 2_500);
});

test("trap 13: a bundle given back part by part gives back its price to the last cent, in whatever order", async () => {
  for (const turns of [
    [1, 2, 3],
    [3, 1, 2],
    [2, 3, 1],
  ]) {
    const order = await buy({
      lines: ["cup", "saucer", "spoon"].map((sku) => ({ sku, quantity: 1, amount: 3_333 })),
      discount: 3_000,
    });
    let settled = 0;
    for (const line of turns)
      settled += (await receive(await announce(order, [{ line, quantity: 1 }]), [{ line, quantity: 1 }])).settled;
    assert.equal(settled, 6_999);
    assert.equal((await till.balance(order)).available, 0);
  }
});

test("trap 17: sixteen announcements of the last unit, at once and one after the other: one request", async () => {
  const order = await till.buy();
  const wanted = () => announce(order, [{ line: 1, quantity: 1 }]);
  const types = await typesOf(Array.from({ length: 16 }, wanted));
  for (let again = 0; again < 4; again++) types.push(...(await typesOf([wanted()])));
  assert.equal(types.filter((type) => type === "done").length, 1);
  assert.deepEqual(new Set(types), new Set(["done", "units-not-available"]));
  const { rows } = await till.database.pool.query(
    "select requested_quantity as announced from order_lines where order_id = (select order_id from return_requests order by id desc limit 1)",
  );
  assert.equal(rows[0].announced, 1);
});

test("trap 17: sixteen confirmations of one receipt of one unit: stock, order and money move once", async () => {
  const order = await till.buy({ lines: [6_600] });
  const request = await announce(order, [{ line: 1, quantity: 1 }]);
  const types = await typesOf(Array.from({ length: 16 }, () => receive(request, [{ line: 1, quantity: 1 }])));
  assert.equal(types.filter((type) => type === "done").length, 1);
  const { returns, refunds, settled } = await see(request);
  assert.deepEqual([returns.length, refunds.length, settled], [1, 1, 6_600]);
  const { paid, inFlight, refunded } = await till.balance(order);
  assert.deepEqual([paid, inFlight + refunded], [6_600, 6_600]);
});

test("trap 17: what is owed for one unit of three is paid once, asked for four times in turn and sixteen times at once", async () => {
  const order = await till.buy({ lines: [6_600], quantity: 3 });
  const refund = () =>
    till.call(issueRefundOperation, {
      ...{ orderId: order, amount: 2_200, reason: "returned", reference: "unit 1", destination: "original" },
      parts: [{ kind: "goods", line: 1, quantity: 1, amount: 2_200 }],
    });
  for (let again = 0; again < 4; again++) await refund();
  await Promise.all(Array.from({ length: 16 }, refund));
  await till.send();
  const { refunded, inFlight } = await till.balance(order);
  assert.deepEqual([refunded, inFlight], [2_200, 0]);
  const { rows } = await till.database.pool.query(
    "select count(*)::int as entries from ledger_entries where kind = 'refund-paid' and order_id = (select order_id from refunds where reference = 'unit 1')",
  );
  assert.equal(rows[0].entries, 1);
});

test("trap 27: the days to return count from the last parcel's arrival; where nobody says when that was, by a stated rule", async () => {
  const placed = till.clock.now().getTime();
  const until = async (order: string) =>
    (await options(order, [{ line: 1, quantity: 1 }], "too-small")).lines[0]?.until;
  const dayAfter = (days: number) => new Date(placed + days * day).toISOString().slice(0, 10);
  const [unknown, delivered] = [await till.buy(), await till.buy()];
  const key = await keyOf(delivered);
  const at = (days: number) => new Date(placed + days * day).toISOString();
  till.clock.advance(5 * day);
  for (const [parcel, days] of [
    ["P1", 2],
    ["P2", 4],
  ] as const)
    await till.take([{ type: "parcel", id: `${key}-${parcel}`, order: key, shippedAt: at(1), deliveredAt: at(days) }]);
  assert.equal(await until(delivered), dayAfter(4 + 30), "thirty days from the second parcel");
  assert.ok((await until(unknown))! > dayAfter(30), "never shorter than from the day it was bought");
});

test("trap 28: days are counted where the retailer is, whatever the language of whoever asks", async () => {
  await till.database.pool.query("update retailer_settings set time_zone = 'Pacific/Auckland'");
  const order = await till.buy();
  const key = await keyOf(order);
  const late = `${new Date(till.clock.now().getTime() + day).toISOString().slice(0, 10)}T22:30:00.000Z`;
  till.clock.advance(3 * day);
  await till.take([{ type: "parcel", id: `${key}-P`, order: key, shippedAt: late, deliveredAt: late }]);
  const asked = await options(order, [{ line: 1, quantity: 1 }], "too-small");
  const next = new Date(Date.parse(late) + 31 * day).toISOString().slice(0, 10);
  assert.equal(asked.lines[0]?.until, next, "in Auckland it was the next day already");
  await till.database.pool.query("update retailer_settings set time_zone = 'Europe/Berlin'");
});

test("trap 29: nothing that is told or sent again by itself moves who has waited longest behind others", async () => {
  const late = async () => {
    const order = await till.buy();
    till.clock.advance(200 * day);
    return order;
  };
  const asks = { lines: [{ line: 1, quantity: 1, reason: "changed-my-mind" }], plea: "I was ill" };
  const returnRequestId = toWire("rrq", newId<"rrq">());
  const first = await announce(await late(), [], { ...asks, returnRequestId });
  const second = await announce(await late(), [], asks);
  till.clock.advance(day);
  await announce(first.orderId, [], { ...asks, returnRequestId });
  await see(first);
  const { items } = (await till.call(searchReturnRequestsOperation, { state: "requested" })) as ContractOutput<
    typeof searchReturnRequests
  >;
  assert.deepEqual(
    items.map((item) => [item.returnRequestId, item.requestedAt]),
    [
      [first.returnRequestId, first.requestedAt],
      [second.returnRequestId, second.requestedAt],
    ],
  );
});

async function keyOf(order: string): Promise<string> {
  return ((await till.call(getOrder, { orderId: order })) as { number: string }).number;
}

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Actor } from "../../foundation/actors/index.ts";
import { newId, toUuid, toWire } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { intendRefund } from "./intend-refund.ts";
import { refundsOfOrderOperation } from "./read-refunds.ts";
import { searchRefundsOperation } from "./search-refunds.ts";
import { type RefundSeen, type TestTill, testTill } from "./testing.ts";

let till: TestTill;
before(async () => {
  till = await testTill(migrationFolders);
});
after(async () => {
  await till.send();
  await till.audit();
  await till.close();
});

const exceeds = { type: "refund-exceeds-paid" };
const factsOf = async (order: string) => {
  const { rows } = await till.database.pool.query<{ type: string; data: Record<string, unknown> }>(
    "select type, data from events where type like 'refund.%' and data->>'orderId' = $1 order by seq",
    [order],
  );
  return rows;
};

test("a refund says what it is made of, goes back the way it was paid, and arrives", async () => {
  const order = await till.buy({ lines: [6000, 4000], shipping: 490 });
  const parts = [
    { kind: "goods", line: 2, quantity: 1, amount: 4000 },
    { kind: "shipping", amount: 490 },
    { kind: "goodwill", amount: 10 },
  ];
  const promised = await till.issue(order, 4500, { parts, reason: "late-delivery", reference: "case 1" });
  assert.equal(promised.state, "on-its-way");
  assert.deepEqual(promised.parts, parts);
  assert.deepEqual(
    promised.legs.map(({ provider, method, amount, state }) => [provider, method, amount, state]),
    [["local", "card", 4500, "intended"]],
  );
  assert.equal(await till.owed(order), 4500n);
  await till.send();
  const arrived = await till.see(promised);
  assert.deepEqual([arrived.state, arrived.arrived, arrived.legs[0]?.state], ["arrived", 4500, "succeeded"]);
  assert.equal(await till.owed(order), 0n);
  const asked = till.provider.asked.find(({ key }) => key === toUuid("rfl", promised.legs[0]!.legId));
  assert.match(asked?.paymentReference ?? "", /^ch_/);
  const facts = await factsOf(order);
  assert.deepEqual(
    facts.map(({ type }) => type),
    ["refund.intended", "refund.succeeded"],
  );
  assert.deepEqual(facts[0]?.data["parts"], parts);
  const { paid, refunded, inFlight, available, tenders } = await till.balance(order);
  assert.deepEqual(
    { paid, refunded, inFlight, available },
    { paid: 10490, refunded: 4500, inFlight: 0, available: 5990 },
  );
  assert.equal(tenders[0]?.left, 5990);
});

test("trap 1: nothing and less than nothing are refused, and never mean everything", async () => {
  const order = await till.buy();
  for (const amount of [0, -1, 0.5]) await assert.rejects(till.issue(order, amount), { type: "bad-input" });
  for (const amount of [0n, -1n]) {
    const wanted = { orderId: toUuid("ord", order), amount, destination: "original", reason: "goodwill" } as const;
    const intend = till.work.run("test", (tx) =>
      intendRefund(tx, till.clock, { ...wanted, reference: newId(), actor: "test" }),
    );
    await assert.rejects(intend, { type: "bad-input" });
  }
  assert.equal((await till.balance(order)).available, 10_000);
});

test("trap 16: two refunds of the same amount both go through; one reference stands for one refund", async () => {
  const order = await till.buy();
  const first = await till.issue(order, 2500, { reference: "a" });
  const second = await till.issue(order, 2500, { reference: "b" });
  assert.notEqual(first.refundId, second.refundId);
  assert.equal((await till.issue(order, 2500, { reference: "a" })).refundId, first.refundId);
  await assert.rejects(till.issue(order, 2501, { reference: "a" }), { type: "refund-reference-reused" });
  await assert.rejects(till.issue(order, 2500, { reference: "a", destination: "store-credit" }), {
    type: "refund-reference-reused",
  });
  assert.equal((await till.balance(order)).inFlight, 5000);
});

test("trap 17: of 64 at once who want the last cent exactly one gets it", async () => {
  const order = await till.buy({ lines: [1001] });
  await till.issue(order, 1000);
  const tried = await Promise.allSettled(Array.from({ length: 64 }, () => till.issue(order, 1)));
  assert.equal(tried.filter(({ status }) => status === "fulfilled").length, 1);
  for (const one of tried) if (one.status === "rejected") assert.equal(one.reason.type, "refund-exceeds-paid");
  assert.equal((await till.balance(order)).available, 0);
});

test("two that fit are both promised at once; sixteen with one reference are one", async () => {
  const order = await till.buy();
  await Promise.all([till.issue(order, 4000), till.issue(order, 6000)]);
  const other = await till.buy();
  const same = await Promise.all(Array.from({ length: 16 }, () => till.issue(other, 9000, { reference: "once" })));
  assert.equal(new Set(same.map(({ refundId }) => refundId)).size, 1);
});

test("trap 18: refunds to the card and to store credit share one ceiling; goodwill beyond it is no refund", async () => {
  const order = await till.buy();
  const credit = await till.issue(order, 7000, { destination: "store-credit" });
  await assert.rejects(till.issue(order, 3001), exceeds);
  const card = await till.issue(order, 3000);
  await till.send();
  assert.deepEqual(
    [(await till.see(credit)).legs[0]?.provider, (await till.see(card)).legs[0]?.provider],
    ["store-credit", "local"],
  );
  const { rows } = await till.database.pool.query<{ balance: bigint }>(
    "select balance from store_credit_accounts where shopper_id = $1",
    [await till.shopperOf(order)],
  );
  assert.equal(rows[0]?.balance, 7000n);
});

test("what a till gave back by itself cannot be refunded once more, unless the refund is that very money", async () => {
  const order = await till.buy({ lines: [6000, 4000] });
  const returnId = await till.comeBack(order, 1, 1);
  assert.equal((await till.balance(order)).elsewhere, 6000);
  await assert.rejects(till.issue(order, 4001), exceeds);
  const other = await till.comeBack(await till.buy(), 1, 1);
  const wrong = [{ kind: "goods", line: 1, quantity: 1, amount: 4000, returnId: other }];
  await assert.rejects(till.issue(order, 4000, { parts: wrong }), { type: "bad-input" });
  const parts = [{ kind: "goods", line: 1, quantity: 1, amount: 6000, returnId }];
  await till.issue(order, 6000, { parts, reason: "returned" });
  const { elsewhere, available } = await till.balance(order);
  assert.deepEqual({ elsewhere, available }, { elsewhere: 0, available: 4000 });
});

test("a return at the counter and a refund at once see each other, whoever is first", async () => {
  for (let round = 0; round < 6; round++) {
    const order = await till.buy({ lines: [5000] });
    const [, refund] = await Promise.allSettled([till.comeBack(order, 1, 1), till.issue(order, 5000)]);
    const { elsewhere, inFlight } = await till.balance(order);
    assert.equal(elsewhere, 5000);
    // The refund came first, or it saw the return; it can never have missed one that was there.
    assert.equal(inFlight, refund.status === "fulfilled" ? 5000 : 0);
    await assert.rejects(till.issue(order, 1), exceeds);
  }
});

test("trap 22: an order paid in several ways gets money back first, then the gift card, then credit", async () => {
  const order = await till.buy({
    lines: [10_000],
    payments: [
      ["store-credit", 1000],
      ["gift-card", 2000],
      ["cash", 3000],
      ["card", 4000],
    ],
  });
  const refund = await till.issue(order, 9500);
  assert.deepEqual(
    refund.legs.map(({ method, provider, amount }) => [method, provider, amount]),
    [
      ["card", "local", 4000],
      ["cash", "till", 3000],
      ["gift-card", "gift-card", 2000],
      ["store-credit", "store-credit", 500],
    ],
  );
  await till.send();
  const { rows } = await till.database.pool.query<{ kind: string; amount: bigint }>(
    "select kind, amount from store_credit_entries where shopper_id = $1 order by amount",
    [await till.shopperOf(order)],
  );
  assert.deepEqual(rows, [{ kind: "restore", amount: 500n }]);
  assert.deepEqual([(await till.see(refund)).state, (await till.see(refund)).arrived], ["on-its-way", 6500]);
});

test("trap 20: a refund has arrived when each of its shares has, and what people pay out is theirs to report", async () => {
  const order = await till.buy({
    payments: [
      ["cash", 4000],
      ["invoice", 6000],
    ],
  });
  const refund = await till.issue(order, 10_000);
  await till.send();
  const [transfer, cash] = refund.legs;
  assert.deepEqual([transfer?.provider, cash?.provider], ["manual", "till"]);
  assert.equal((await till.see(refund)).arrived, 0, "nobody sends what people pay out");
  assert.equal((await till.report(cash, "succeeded", "receipt 12")).state, "on-its-way");
  await assert.rejects(till.report(cash, "succeeded"), { type: "illegal-transition" });
  const arrived = await till.report(transfer, "succeeded", "receipt 12");
  assert.equal(arrived.state, "arrived");
  const bounced = await till.report(transfer, "failed");
  assert.deepEqual([bounced.state, bounced.missing, bounced.settledAt], ["stuck", 6000, undefined]);
  assert.equal(await till.owed(order), 6000n);
  const facts = await factsOf(order);
  assert.deepEqual(
    facts.map(({ type, data }) => [type, data["amount"], data["reopened"]]),
    [
      ["refund.intended", 10_000, undefined],
      ["refund.succeeded", 10_000, undefined],
      ["refund.failed", 6000, true],
    ],
  );
});

test("trap 23: amounts are whole minor units, whether a currency has 0, 2 or 3 digits", async () => {
  for (const [currency, amount, text] of [
    ["JPY", 5800, "5800"],
    ["EUR", 5800, "58.00"],
    ["KWD", 5800, "5.800"],
  ] as const) {
    const order = await till.buy({ lines: [amount], currency });
    await assert.rejects(till.issue(order, amount + 1), (problem: { params: Record<string, unknown> }) => {
      assert.deepEqual([problem.params["availableText"], problem.params["available"]], [text, amount]);
      return true;
    });
    const { legs } = await till.issue(order, amount);
    await till.send();
    const paid = till.provider.paid.filter(({ key }) => key === toUuid("rfl", legs[0]!.legId));
    assert.deepEqual(
      paid.map((one) => [one.amount, one.currency]),
      [[BigInt(amount), currency]],
    );
  }
});

test("trap 24: postage is refunded once, a line's goods no more than they cost, and no unit twice", async () => {
  const order = await till.buy({ lines: [6000, 4000], quantity: 2, shipping: 490 });
  const shipping = (amount: number) => ({ parts: [{ kind: "shipping", amount }] });
  const goods = (line: number, quantity: number, amount: number) => ({
    parts: [{ kind: "goods", line, quantity, amount }],
  });
  const twice = { type: "refund-part-exceeds-paid" };
  await till.issue(order, 400, shipping(400));
  await assert.rejects(till.issue(order, 91, shipping(91)), twice);
  await till.issue(order, 90, shipping(90));
  await till.issue(order, 3000, goods(1, 1, 3000));
  await assert.rejects(till.issue(order, 3001, goods(1, 1, 3001)), twice);
  await assert.rejects(till.issue(order, 10, goods(1, 2, 10)), { type: "bad-input" });
  await assert.rejects(till.issue(order, 10, goods(7, 1, 10)), { type: "bad-input" });
  await assert.rejects(till.issue(order, 11, goods(2, 1, 10)), { type: "bad-input" });
  const called = await till.issue(order, 3000, goods(1, 1, 3000));
  await till.cancel(called);
  await till.issue(order, 3000, goods(1, 1, 3000));
});

test("where the shop sends no payments the order's total counts; a store's is paid back by hand", async () => {
  const online = await till.buy({ lines: [5000], shipping: 500, payments: [] });
  await assert.rejects(till.issue(online, 5501), exceeds);
  assert.equal((await till.issue(online, 5500)).legs[0]?.provider, "local");
  const store = await till.buy({ lines: [5000], store: true, payments: [] });
  assert.equal((await till.issue(store, 5000)).legs[0]?.provider, "manual");
});

test("payments that come in smaller than what was promised before them promise nothing more", async () => {
  const order = await till.buy({ lines: [10_000], payments: [] });
  const refund = await till.issue(order, 8000);
  const { key } = await till.database.kysely
    .selectFrom("orders")
    .select("key")
    .where("id", "=", toUuid("ord", order))
    .executeTakeFirstOrThrow();
  const at = till.clock.now().toISOString();
  await till.take([{ type: "payment", id: `${key}-late`, order: key, at, method: "card", amount: 6000 }]);
  await assert.rejects(till.issue(order, 1), exceeds);
  till.provider.behave = () => "declines";
  await till.send();
  till.provider.behave = () => "answers";
  assert.equal((await till.see(refund)).missing, 8000);
  assert.deepEqual(
    (await till.retry(refund)).legs.map(({ provider, state }) => [provider, state]),
    [
      ["local", "failed"],
      ["manual", "intended"],
    ],
    "more than the payment has left: a person sees to it",
  );
});

test("a refund can be called off while nothing of it was sent, and its money is free again", async () => {
  const order = await till.buy();
  const refund = await till.issue(order, 10_000);
  assert.equal((await till.cancel(refund)).state, "cancelled");
  assert.equal(await till.owed(order), 0n);
  await assert.rejects(till.cancel(refund), { type: "illegal-transition" });
  await till.send();
  assert.equal((await till.see(refund)).arrived, 0);
  const again = await till.issue(order, 10_000);
  await till.send();
  await assert.rejects(till.cancel(again), { type: "illegal-transition" });
  await assert.rejects(till.retry(again), { type: "refund-nothing-missing" });
  await assert.rejects(till.retry(refund), { type: "refund-nothing-missing" });
});

test("called off and sent at once, it is one of the two", async () => {
  for (let round = 0; round < 8; round++) {
    const order = await till.buy();
    const refund = await till.issue(order, 10_000);
    const [cancelled] = await Promise.allSettled([till.cancel(refund), till.send()]);
    await till.send();
    const { state } = await till.see(refund);
    assert.equal(state, cancelled.status === "fulfilled" ? "cancelled" : "arrived");
    const paid = till.provider.paid.filter(({ key }) => key === toUuid("rfl", refund.legs[0]!.legId));
    assert.equal(paid.length, state === "arrived" ? 1 : 0);
  }
});

test("the database refuses to promise more than was paid, and legs beyond their refund", async () => {
  const order = toUuid("ord", await till.buy());
  const refund = await till.issue(toWire("ord", order), 5000);
  const run = (sql: string) => till.database.pool.query(sql);
  await assert.rejects(run(`update refund_ceilings set intended = paid + 1 where order_id = '${order}'`), /check/);
  await assert.rejects(run(`update refund_ceilings set intended = -1 where order_id = '${order}'`), /check/);
  const leg = toUuid("rfl", refund.legs[0]!.legId);
  await assert.rejects(run(`update refund_legs set amount = amount + 1 where id = '${leg}'`), /more than its 5000/);
  await assert.rejects(
    run(`insert into refund_legs (id, refund_id, order_id, shopper_id, provider, amount, currency, state)
         select gen_random_uuid(), refund_id, order_id, shopper_id, 'local', 1, currency, 'intended'
         from refund_legs where id = '${leg}'`),
    /more than its 5000/,
  );
});

test("over a signed link a shopper sees their order's refunds, without what providers call them", async () => {
  const order = await till.buy();
  const refund = await till.issue(order, 1000);
  await till.send();
  const shopperId = await till.shopperOf(order);
  const link: Actor = { role: "shopper", id: shopperId, scope: { shopperId, orderId: toUuid("ord", order) } };
  const seen = await till.see(refund, link);
  assert.deepEqual([seen.state, seen.legs[0]?.method, seen.legs[0]?.providerReference], ["arrived", "card", undefined]);
  assert.equal(seen.reference, undefined, "what staff call it");
  assert.match((await till.see(refund)).legs[0]?.providerReference ?? "", /^re_/);
  const { items } = (await till.call(refundsOfOrderOperation, { orderId: order }, link)) as { items: RefundSeen[] };
  assert.deepEqual(items, [seen]);
  assert.equal((await till.balance(order, link)).refunded, 1000);
  const other = await till.issue(await till.buy(), 1000);
  await assert.rejects(till.see(other, link), { type: "not-found" });
});

test("what is not there is said so", async () => {
  const [order, refundId] = [toWire("ord", newId()), toWire("rfd", newId())];
  await assert.rejects(till.issue(order, 1), { type: "not-found" });
  await assert.rejects(till.balance(order), { type: "not-found" });
  await assert.rejects(till.call(refundsOfOrderOperation, { orderId: order }), { type: "not-found" });
  await assert.rejects(till.see({ refundId }), { type: "not-found" });
  await assert.rejects(till.cancel({ refundId }), { type: "not-found" });
  await assert.rejects(till.retry({ refundId }), { type: "not-found" });
  await assert.rejects(till.report({ legId: toWire("rfl", newId()) }, "succeeded"), { type: "not-found" });
});

test("refunds are searched by state and time, latest first, page by page", async () => {
  const other = await testTill(migrationFolders);
  const search = async (input: object) =>
    (await other.call(searchRefundsOperation, input)) as { items: RefundSeen[]; next?: string };
  const numbers: string[] = [];
  for (const index of [0, 1, 2, 3]) {
    other.provider.behave = () => (index === 1 ? "declines" : "answers");
    const refund = await other.issue(await other.buy(), 1000 + index);
    if (index < 2) await other.send();
    if (index === 2) await other.cancel(refund);
    numbers.push(refund.refundId);
    other.clock.advance(1000);
  }
  const found = async (state: string) => (await search({ state })).items.map(({ refundId }) => refundId);
  assert.deepEqual(await found("arrived"), [numbers[0]]);
  assert.deepEqual(await found("stuck"), [numbers[1]]);
  assert.deepEqual(await found("cancelled"), [numbers[2]]);
  assert.deepEqual(await found("on-its-way"), [numbers[3]]);
  for (const item of (await search({})).items) assert.deepEqual(await other.see(item), item);
  const first = await search({ limit: 3 });
  const rest = await search({ limit: 3, cursor: first.next });
  assert.deepEqual(
    [...first.items, ...rest.items].map(({ refundId }) => refundId),
    numbers.toReversed(),
  );
  assert.equal(rest.next, undefined);
  const from = new Date(other.clock.now().getTime() - 1500).toISOString();
  assert.deepEqual((await search({ from })).items.length, 1);
  assert.deepEqual((await search({ to: from })).items.length, 3);
  await other.close();
});

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { IntakeRecord, recordBatch } from "../../../facts/intake/index.ts";
import type { Actor } from "../../../foundation/actors/index.ts";
import { operator } from "../../../foundation/actors/index.ts";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { openUnitOfWork, type UnitOfWork } from "../../../foundation/events/index.ts";
import { type Id, newId, toUuid, toWire } from "../../../foundation/ids/index.ts";
import type { Operation } from "../../../foundation/operations/index.ts";
import { callAs } from "../../../foundation/operations/testing.ts";
import { deliverReactions, enqueueReactions } from "../../../foundation/reactions/index.ts";
import { fireTimers } from "../../../foundation/timers/index.ts";
import { readPolicy, returnPolicyOperations } from "../../../judgement/return-policies/index.ts";
import { PolicyDocument, usualPolicy } from "../../../judgement/return-policies/policy.schema.ts";
import { advanceOperations, advanceReactions, chaseAdvance } from "../../../means/advances/index.ts";
import { reconcile } from "../../../means/reconciliation/index.ts";
import { type TestTill, testTill } from "../../../means/refunds/testing.ts";
import { migrationFolders } from "../../../migrations.ts";
import { lockPurchase } from "../lock-purchase.ts";
import { recordReturn } from "../record-return.ts";
import { takeUnits } from "../take-units.ts";
import { worthNow } from "../worth-now.ts";
import { releaseWhatCameOtherwise } from "./came-otherwise.ts";
import { closeReturnRequestOperation } from "./cancel-request.ts";
import { createReturnRequestOperation } from "./create-return-request.ts";
import { receiveReturnOperation } from "./receive-return.ts";
import { returnRequestChecks } from "./request-checks.ts";
import type { createReturnRequest } from "./return-request.contract.ts";

const day = 86_400_000;
let till: TestTill;
let work: UnitOfWork;
let storeId: Id<"sto">;
const reactions = [...advanceReactions, releaseWhatCameOtherwise];
before(async () => {
  till = await testTill(migrationFolders);
  work = openUnitOfWork(till.database, till.clock, [enqueueReactions(reactions, till.clock)]);
  await till.take([{ type: "store", id: "ALT", name: "Altona" }]);
  storeId = (await till.database.kysely.selectFrom("stores").select("id").executeTakeFirstOrThrow()).id as Id<"sto">;
  const { version } = (await till.database.transaction((tx) => readPolicy(tx)))!;
  const document = PolicyDocument.encode({
    ...usualPolicy,
    usual: { ...usualPolicy.usual, refundTiming: "instant", windowDays: 60 },
  });
  const publishing = returnPolicyOperations.find(({ contract }) => contract.name === "return-policy.publish")!;
  await till.call(publishing, { document, after: version });
});
after(() => till.close());

type View = ContractOutput<typeof createReturnRequest>;
const call = <Input, Output>(operation: Operation<Input, Output>, input: object, actor: Actor = operator) =>
  callAs({ work, clock: till.clock }, actor, operation, input);
const operationOf = (name: string) => advanceOperations.find(({ contract }) => contract.name === name)!;

const asked = (orderId: string, line = 1, quantity = 1) => ({
  ...{ orderId, method: "drop-off", resolution: "refund" },
  lines: [{ line, quantity, reason: "too-small" }],
});

async function announce(orderId: string, line: number, quantity = 1): Promise<View> {
  const request = (await call(createReturnRequestOperation, asked(orderId, line, quantity))) as View;
  await follow();
  return request;
}

async function receive({ returnRequestId }: View, quantity: number, line = 1): Promise<void> {
  await call(receiveReturnOperation, { returnRequestId, lines: [{ line, quantity }] });
  await follow();
}

async function follow(): Promise<void> {
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]));
  while ((await deliverReactions(work, till.clock, byName)) > 0);
  assert.equal(await till.database.kysely.selectFrom("reactions").select("error").executeTakeFirst(), undefined);
}

async function pass(days: number): Promise<void> {
  till.clock.advance(days * day);
  while ((await fireTimers(work, till.clock, new Map([[chaseAdvance.name, chaseAdvance]]))) > 0);
}

async function seen({ returnRequestId }: View) {
  return till.database.kysely
    .selectFrom("return_advances")
    .select(["state", "outstanding", "ended_because"])
    .where("request_id", "=", toUuid("rrq", returnRequestId))
    .executeTakeFirst();
}

test("money that is sent at once is owed by goods until they come, part by part", async () => {
  const order = await till.buy({ lines: [3_001], quantity: 3 });
  const request = await announce(order, 1, 3);
  assert.deepEqual(await seen(request), { state: "open", outstanding: 3_001n, ended_because: null });
  await receive(request, 1);
  assert.deepEqual(await seen(request), { state: "open", outstanding: 2_001n, ended_because: null });
  await receive(request, 2);
  assert.deepEqual(await seen(request), { state: "ended", outstanding: 0n, ended_because: "came" });
});

test("goods that do not come are asked for once, then a person decides, and nobody is ever charged", async () => {
  const order = await till.buy({ lines: [5_000] });
  const request = await announce(order, 1);
  await pass(20);
  assert.equal((await seen(request))?.state, "open");
  await pass(2);
  assert.equal((await seen(request))?.state, "reminded");
  await pass(15);
  assert.equal((await seen(request))?.state, "claimed");
  await pass(400);
  assert.equal((await seen(request))?.state, "claimed");
  const mails = await till.database.kysely
    .selectFrom("messages")
    .select("kind")
    .where("kind", "=", "return-advance.goods-awaited")
    .where("order_id", "=", toUuid("ord", order))
    .execute();
  assert.equal(mails.length, 1);
  const search = operationOf("return-advances.search");
  const { items, outstanding } = (await call(search, { state: "claimed" })) as {
    items: { returnRequestId: string }[];
    outstanding: object[];
  };
  assert.deepEqual(
    items.map(({ returnRequestId }) => returnRequestId),
    [request.returnRequestId],
  );
  assert.deepEqual(outstanding, [{ currency: "EUR", amount: 5_000, count: 1 }]);
  const end = operationOf("return-advances.end");
  const ways = await Promise.allSettled(
    (["waived", "paid"] as const).map((because) => call(end, { returnRequestId: request.returnRequestId, because })),
  );
  assert.deepEqual(ways.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  const charged = await till.database.pool.query(
    "select 1 from ledger_lines where account = 'provider-clearing' and amount > 0",
  );
  assert.deepEqual(charged.rows, []);
});

test("who owes goods has the next money when they are on their way, with the reasons written down to be looked at again", async () => {
  const order = await till.buy({ lines: [5_000, 4_000] });
  assert.equal((await announce(order, 1)).timing, "instant");
  const next = await announce(order, 2);
  // Online and within fourteen days: proof that they are on their way is all that the law lets a shop wait for.
  assert.equal(next.timing, "first-scan");
  const noted = await till.database.kysely
    .selectFrom("adverse_decisions")
    .select(["kind", "reasons", "outcome"])
    .where("subject", "=", toUuid("rrq", next.returnRequestId))
    .executeTakeFirst();
  assert.deepEqual(noted, {
    ...{ kind: "instant-refund", reasons: ["goods-owed", "new-shopper"] },
    outcome: [{ what: "refundTiming", usual: "instant", granted: "first-scan" }],
  });
});

test("of two returns that one person announces at the same moment the second is judged by the first; two people are not", async () => {
  const shopper = newId();
  const at = till.clock.now().toISOString();
  await till.take([
    { type: "shopper", id: shopper, email: `${shopper}@example.test` },
    ...[1, 2, 3, 4].map((number) => ({
      ...{
        type: "order" as const,
        id: `${shopper}-${number}`,
        at,
        shopper,
        channel: "online" as const,
        currency: "EUR",
      },
      lines: [{ sku: `S-${number}`, quantity: 1, amount: 4_000 }],
    })),
  ]);
  const orders = await till.database.kysely
    .selectFrom("orders")
    .select("id")
    .where("key", "like", `${shopper}-%`)
    .orderBy("key")
    .execute();
  const own = orders.map(({ id }) => toWire("ord", id));
  const timings = (await Promise.all(own.map((order) => call(createReturnRequestOperation, asked(order))))) as View[];
  assert.deepEqual(timings.map(({ timing }) => timing).toSorted(), [
    ...["first-scan", "first-scan", "first-scan", "instant"],
  ]);
  await follow();
  const theirs = [await till.buy(), await till.buy()];
  const others = (await Promise.all(theirs.map((order) => call(createReturnRequestOperation, asked(order))))) as View[];
  assert.deepEqual(
    others.map(({ timing }) => timing),
    ["instant", "instant"],
  );
  await follow();
});

test("an event that is delivered again counts once", async () => {
  const order = await till.buy({ lines: [2_000], quantity: 2 });
  const request = await announce(order, 1, 2);
  const { rows } = await till.database.pool.query(
    "select * from events where type = 'return-request.settled' order by seq desc limit 1",
  );
  const settled = rows[0] as { id: string; at: Date; data: unknown };
  const again = advanceReactions.find(({ factType }) => factType === "return-request.settled")!;
  await till.work.run("test", (tx) =>
    again.run({ tx, clock: till.clock }, { ...settled, seq: 0n, subject: "", recordedAt: settled.at } as never),
  );
  assert.equal((await seen(request))?.outstanding, 2_000n);
});

describe("goods whose money went ahead and that come another way", () => {
  /** A till of ours takes units of a line; what is paid for them is answered. */
  async function atCounter(orderId: string, quantity: number): Promise<number> {
    const paid = await takeBack(orderId, quantity);
    await follow();
    return paid;
  }
  async function takeBack(orderId: string, quantity: number): Promise<number> {
    const id = toUuid("ord", orderId) as Id<"ord">;
    const paid = await work.run("counter", async (tx) => {
      const purchase = await lockPurchase(tx, { orderId: id, storeId, lines: [{ line: 1 }] });
      const taken = await worthNow(tx, id, takeUnits(purchase.lines, [{ line: 1, quantity }]));
      await recordReturn(tx, { purchase, taken, storeId, at: till.clock.now() });
      return taken.reduce((sum, { amount }) => sum + amount, 0n);
    });
    return Number(paid);
  }
  /** The shop's own system says that units came, and pays for them by itself. */
  async function comeBack(orderId: string, quantity: number): Promise<void> {
    const row = await till.database.kysely
      .selectFrom("orders")
      .select("key")
      .where("id", "=", toUuid("ord", orderId))
      .executeTakeFirstOrThrow();
    const record = IntakeRecord.parse({
      ...{ type: "return", id: newId(), at: till.clock.now().toISOString(), order: row.key, currency: "EUR" },
      ...{ channel: "store", lines: [{ sku: `${row.key}-1`, quantity }] },
    });
    await work.run("test", (tx) => recordBatch(tx, "test", [record], { history: false, now: till.clock.now() }));
    await follow();
  }
  const line = async ({ returnRequestId }: View) =>
    till.database.kysely
      .selectFrom("return_request_lines")
      .select(["received", "released", "elsewhere", "settled"])
      .where("request_id", "=", toUuid("rrq", returnRequestId))
      .executeTakeFirstOrThrow();
  const announcedOf = async (orderId: string) =>
    (
      await till.database.kysely
        .selectFrom("order_lines")
        .select("requested_quantity")
        .where("order_id", "=", toUuid("ord", orderId))
        .executeTakeFirstOrThrow()
    ).requested_quantity;

  test("at the counter: nothing is owed for them any more, nothing is paid twice, and nobody is reminded", async () => {
    const order = await till.buy({ lines: [1_000], quantity: 3 });
    const request = await announce(order, 1, 2);
    assert.equal((await seen(request))?.outstanding, 666n);
    assert.equal(await atCounter(order, 1), 0);
    assert.deepEqual(await seen(request), { state: "open", outstanding: 333n, ended_because: null });
    assert.deepEqual(await line(request), { received: 0, released: 1, elsewhere: 1, settled: 2 });
    assert.equal(await announcedOf(order), 1);
    // The second that was paid for, and the one that was not.
    assert.equal(await atCounter(order, 2), 334);
    assert.deepEqual(await seen(request), { state: "ended", outstanding: 0n, ended_because: "came" });
    assert.equal(await announcedOf(order), 0);
    const seenRequest = await till.database.kysely
      .selectFrom("return_requests")
      .select("state")
      .where("id", "=", toUuid("rrq", request.returnRequestId))
      .executeTakeFirst();
    assert.equal(seenRequest?.state, "closed");
    await pass(60);
    assert.equal((await seen(request))?.state, "ended");
  });

  test("not with what a till had paid for already: others that are announced before anybody hears of it are still owed", async () => {
    const order = await till.buy({ lines: [1_000], quantity: 2 });
    assert.equal(await takeBack(order, 1), 500);
    const request = (await call(createReturnRequestOperation, asked(order))) as View;
    await follow();
    assert.deepEqual(await seen(request), { state: "open", outstanding: 500n, ended_because: null });
    assert.deepEqual(await line(request), { received: 0, released: 0, elsewhere: 0, settled: 1 });
    assert.equal(await announcedOf(order), 1);
    assert.equal(await atCounter(order, 1), 0);
    assert.equal((await seen(request))?.state, "ended");
  });

  test("through the shop's own system, part by part, and what is left by the request", async () => {
    const order = await till.buy({ lines: [900], quantity: 3 });
    const request = await announce(order, 1, 3);
    await comeBack(order, 2);
    assert.deepEqual(await seen(request), { state: "open", outstanding: 300n, ended_because: null });
    await receive(request, 1);
    assert.deepEqual(await seen(request), { state: "ended", outstanding: 0n, ended_because: "came" });
    assert.deepEqual(await line(request), { received: 1, released: 2, elsewhere: 2, settled: 3 });
  });

  test("after somebody had stopped waiting for them", async () => {
    const order = await till.buy({ lines: [800], quantity: 2 });
    const request = await announce(order, 1, 1);
    await call(closeReturnRequestOperation, { returnRequestId: request.returnRequestId });
    assert.equal(await announcedOf(order), 1);
    assert.equal(await atCounter(order, 1), 0);
    assert.equal((await seen(request))?.state, "ended");
    assert.equal(await announcedOf(order), 0);
    // The other unit can be announced and is paid, also under a request of its own.
    const other = await announce(order, 1, 1);
    assert.equal((await seen(other))?.outstanding ?? 400n, 400n);
    await receive(other, 1);
    const { available, refunded, inFlight } = await till.balance(order);
    assert.deepEqual([available, refunded + inFlight], [0, 800]);
  });

  test("once, whichever of two requests they were announced on; each is one unit in the nightly comparison", async () => {
    const order = await till.buy({ lines: [600], quantity: 2 });
    const first = await announce(order, 1);
    await call(closeReturnRequestOperation, { returnRequestId: first.returnRequestId });
    const second = await announce(order, 1);
    await comeBack(order, 1);
    assert.deepEqual([(await seen(first))?.state, (await seen(second))?.state ?? "none"], ["ended", "none"]);
    assert.equal(await announcedOf(order), 1);
    await reconcile({ work, clock: till.clock, providers: [till.provider], checks: returnRequestChecks });
    const open = await till.database.kysely
      .selectFrom("reconciliation_differences")
      .select("kind")
      .where("order_id", "=", toUuid("ord", order))
      .execute();
    assert.deepEqual(open, []);
  });
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Actor } from "../../../foundation/actors/index.ts";
import { operator } from "../../../foundation/actors/index.ts";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { openUnitOfWork, type UnitOfWork } from "../../../foundation/events/index.ts";
import { toUuid } from "../../../foundation/ids/index.ts";
import type { Operation } from "../../../foundation/operations/index.ts";
import { callAs } from "../../../foundation/operations/testing.ts";
import { deliverReactions, enqueueReactions } from "../../../foundation/reactions/index.ts";
import { fireTimers } from "../../../foundation/timers/index.ts";
import { readPolicy, returnPolicyOperations } from "../../../judgement/return-policies/index.ts";
import { PolicyDocument, usualPolicy } from "../../../judgement/return-policies/policy.schema.ts";
import { advanceOperations, advanceReactions, chaseAdvance } from "../../../means/advances/index.ts";
import { type TestTill, testTill } from "../../../means/refunds/testing.ts";
import { migrationFolders } from "../../../migrations.ts";
import { createReturnRequestOperation } from "./create-return-request.ts";
import { receiveReturnOperation } from "./receive-return.ts";
import type { createReturnRequest } from "./return-request.contract.ts";

const day = 86_400_000;
let till: TestTill;
let work: UnitOfWork;
before(async () => {
  till = await testTill(migrationFolders);
  work = openUnitOfWork(till.database, till.clock, [enqueueReactions(advanceReactions, till.clock)]);
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

async function announce(orderId: string, line: number, quantity = 1): Promise<View> {
  const request = (await call(createReturnRequestOperation, {
    ...{ orderId, method: "drop-off", resolution: "refund" },
    lines: [{ line, quantity, reason: "too-small" }],
  })) as View;
  await follow();
  return request;
}

async function receive({ returnRequestId }: View, quantity: number, line = 1): Promise<void> {
  await call(receiveReturnOperation, { returnRequestId, lines: [{ line, quantity }] });
  await follow();
}

async function follow(): Promise<void> {
  const byName = new Map(advanceReactions.map((reaction) => [reaction.name, reaction]));
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

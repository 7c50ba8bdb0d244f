import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { operator } from "../../../foundation/actors/index.ts";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { openUnitOfWork, type UnitOfWork } from "../../../foundation/events/index.ts";
import { toUuid } from "../../../foundation/ids/index.ts";
import type { Operation } from "../../../foundation/operations/index.ts";
import { callAs } from "../../../foundation/operations/testing.ts";
import { deliverReactions, enqueueReactions } from "../../../foundation/reactions/index.ts";
import { readPolicy, returnPolicyOperations } from "../../../judgement/return-policies/index.ts";
import { PolicyDocument, usualPolicy } from "../../../judgement/return-policies/policy.schema.ts";
import { advanceReactions } from "../../../means/advances/index.ts";
import { reconcile } from "../../../means/reconciliation/index.ts";
import { refundOperations } from "../../../means/refunds/index.ts";
import { type TestTill, testTill } from "../../../means/refunds/testing.ts";
import { migrationFolders } from "../../../migrations.ts";
import { closeReturnRequestOperation } from "./cancel-request.ts";
import { createReturnRequestOperation } from "./create-return-request.ts";
import { makePayableAgain } from "./payable-again.ts";
import { getReturnRequestOperation } from "./read-requests.ts";
import { receiveReturnOperation } from "./receive-return.ts";
import { returnRequestChecks } from "./request-checks.ts";
import type { getReturnRequest } from "./return-request.contract.ts";
import { settleReturnRequestOperation } from "./settle-now.ts";

type View = ContractOutput<typeof getReturnRequest>;

let till: TestTill;
let work: UnitOfWork;
const reactions = [...advanceReactions, makePayableAgain];
before(async () => {
  till = await testTill(migrationFolders);
  work = openUnitOfWork(till.database, till.clock, [enqueueReactions(reactions, till.clock)]);
});
after(async () => {
  await till.send();
  await till.audit();
  await reconcile({ work, clock: till.clock, providers: [till.provider], checks: returnRequestChecks });
  const { rows } = await till.database.pool.query("select kind, ours, theirs from reconciliation_differences");
  assert.deepEqual(rows, []);
  await till.close();
});

async function call(operation: Operation | undefined, input: object): Promise<unknown> {
  const output = await callAs({ work, clock: till.clock }, operator, operation!, input);
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]));
  while ((await deliverReactions(work, till.clock, byName)) > 0);
  assert.equal(await till.database.kysely.selectFrom("reactions").select("error").executeTakeFirst(), undefined);
  return output;
}
const of = (name: string) => refundOperations.find(({ contract }) => contract.name === name);
async function publish(usual: object): Promise<void> {
  const { version } = (await till.database.transaction((tx) => readPolicy(tx)))!;
  const document = PolicyDocument.encode(usualPolicy);
  const publishing = returnPolicyOperations.find(({ contract }) => contract.name === "return-policy.publish")!;
  await till.call(publishing, { document: { ...document, usual: { ...document.usual, ...usual } }, after: version });
}
const announce = async (orderId: string, quantity = 1, more: object = {}) =>
  (await call(createReturnRequestOperation, {
    ...{ orderId, method: "drop-off", resolution: "refund" },
    lines: [{ line: 1, quantity, reason: "too-small" }],
    ...more,
  })) as View;
const receive = ({ returnRequestId }: View, quantity = 1) =>
  call(receiveReturnOperation, { returnRequestId, lines: [{ line: 1, quantity }] });
const see = async ({ returnRequestId }: View) => (await call(getReturnRequestOperation, { returnRequestId })) as View;
const settle = async ({ returnRequestId }: View) =>
  (await call(settleReturnRequestOperation, { returnRequestId })) as View;
const callOff = async (request: View) => {
  const { refunds } = await see(request);
  await call(of("refunds.cancel"), { refundId: refunds.at(-1) });
};
const advanceOf = ({ returnRequestId }: View) =>
  till.database.kysely
    .selectFrom("return_advances")
    .select(["state", "outstanding", "ended_because"])
    .where("request_id", "=", toUuid("rrq", returnRequestId))
    .executeTakeFirst();

test("goods whose refund was called off wait to be paid, and are, once, to the last cent and with their fees", async () => {
  await publish({ windowDays: 90, restockingPercent: 10 });
  const order = await till.buy({ lines: [1_001], quantity: 3, store: true });
  const request = await announce(order, 3);
  await receive(request, 1);
  await receive(request, 2);
  const before = await see(request);
  assert.deepEqual([before.state, before.settled, before.fee], ["closed", 901, 100]);
  await callOff(request);
  const waiting = await see(request);
  assert.equal(waiting.state, "closed");
  assert.equal(waiting.settled + waiting.due!, 901);
  const again = await settle(request);
  assert.deepEqual([again.state, again.settled, again.fee], ["closed", 901, 100]);
  assert.deepEqual((await settle(request)).settled, 901);
  const { refunded, inFlight } = await till.balance(order);
  assert.equal(refunded + inFlight, 901);
});

test("what was called off and then given by hand is not given again", async () => {
  await publish({});
  const order = await till.buy({ lines: [2_000] });
  const request = await announce(order);
  await receive(request);
  await callOff(request);
  await call(of("refunds.issue"), {
    ...{ orderId: order, amount: 2_000, reason: "returned", reference: "by hand", destination: "store-credit" },
    parts: [{ kind: "goods", line: 1, quantity: 1, amount: 2_000 }],
  });
  assert.equal((await see(request)).due, 0);
  const closed = await settle(request);
  assert.deepEqual([closed.state, closed.settled], ["closed", 0]);
});

test("money that went ahead and was called off is owed by nobody's goods, and is paid when they come", async () => {
  await publish({ refundTiming: "instant" });
  const order = await till.buy({ lines: [2_000], quantity: 2 });
  const request = await announce(order, 2);
  await callOff(request);
  assert.deepEqual(await advanceOf(request), { state: "ended", outstanding: 0n, ended_because: "called-off" });
  assert.deepEqual([(await see(request)).state, (await see(request)).settled], ["open", 0]);
  await receive(request, 1);
  assert.equal((await see(request)).settled, 1_000);
  await receive(request, 1);
  assert.deepEqual([(await see(request)).state, (await see(request)).settled], ["closed", 2_000]);
});

test("nor is it of a return for which nobody waits any more: its goods can be announced again", async () => {
  await publish({ refundTiming: "instant" });
  const order = await till.buy({ lines: [1_500] });
  const request = await announce(order);
  await call(closeReturnRequestOperation, { returnRequestId: request.returnRequestId });
  await assert.rejects(announce(order), { type: "units-not-available" });
  await callOff(request);
  assert.deepEqual([(await see(request)).state, (await advanceOf(request))?.ended_because], ["closed", "called-off"]);
  const again = await announce(order);
  await receive(again);
  assert.equal((await see(again)).settled, 1_500);
});

test("a bonus that was given with credit that was called off is not given a second time", async () => {
  await publish({ bonusPercent: 10, resolutions: ["refund", "store-credit"] });
  const order = await till.buy({ lines: [3_000], quantity: 3, store: true });
  const request = await announce(order, 3, { resolution: "store-credit" });
  await receive(request, 3);
  await callOff(request);
  await settle(request);
  await till.send();
  const { rows } = await till.database.pool.query<{ sum: bigint }>(
    "select sum(amount)::bigint as sum from store_credit_entries where order_id = $1",
    [toUuid("ord", order)],
  );
  assert.deepEqual(rows, [{ sum: 3_300n }]);
});

test("called off and received at the same moment: what came is paid once", async () => {
  await publish({});
  for (let round = 0; round < 4; round++) {
    const order = await till.buy({ lines: [1_000], quantity: 2 });
    const request = await announce(order, 2);
    await receive(request, 1);
    const { refunds } = await see(request);
    await Promise.allSettled([
      callAs({ work, clock: till.clock }, operator, of("refunds.cancel")!, { refundId: refunds[0] }),
      callAs({ work, clock: till.clock }, operator, receiveReturnOperation, {
        ...{ returnRequestId: request.returnRequestId, lines: [{ line: 1, quantity: 1 }] },
      }),
    ]);
    const { settled } = await settle(request);
    assert.equal((await settle(request)).settled, 1_000, String(settled));
    const { refunded, inFlight } = await till.balance(order);
    assert.equal(refunded + inFlight, 1_000);
  }
});

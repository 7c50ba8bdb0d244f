import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { IntakeRecord, recordBatch } from "../../../facts/intake/index.ts";
import { itemInspected } from "../../../facts/items/index.ts";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { openUnitOfWork } from "../../../foundation/events/index.ts";
import { type Id, newId, toUuid, toWire } from "../../../foundation/ids/index.ts";
import { Problem } from "../../../foundation/problems/index.ts";
import { deliverReactions, enqueueReactions, type Reaction } from "../../../foundation/reactions/index.ts";
import { fireTimers } from "../../../foundation/timers/index.ts";
import { readPolicy, returnPolicyOperations } from "../../../judgement/return-policies/index.ts";
import { PolicyDocument, usualPolicy } from "../../../judgement/return-policies/policy.schema.ts";
import { type TestTill, testTill } from "../../../means/refunds/testing.ts";
import { migrationFolders } from "../../../migrations.ts";
import { releaseWhatCameOtherwise } from "./came-otherwise.ts";
import { cancelReturnRequestOperation, closeReturnRequestOperation } from "./cancel-request.ts";
import { createReturnRequestOperation } from "./create-return-request.ts";
import { approveReturnRequestOperation, declineReturnRequestOperation } from "./decide-request.ts";
import {
  getReturnRequestOperation,
  returnRequestsOfOrderOperation,
  searchReturnRequestsOperation,
} from "./read-requests.ts";
import { receiveReturnOperation } from "./receive-return.ts";
import { returnOptionsOperation } from "./return-options.ts";
import type {
  createReturnRequest,
  receiveReturn,
  returnOptions,
  searchReturnRequests,
} from "./return-request.contract.ts";
import { settleUninspected, settleWhenInspected } from "./settle-inspected.ts";
import { noteShippedBack } from "./shipped-back.ts";
import { followShopReturn } from "./shop-request.ts";

type View = ContractOutput<typeof createReturnRequest>;
type Wanted = readonly { line: number; quantity: number; reason?: string }[];

const day = 86_400_000;
let till: TestTill;
before(async () => {
  till = await testTill(migrationFolders);
});
after(() => till.close());

async function announce(orderId: string, lines: Wanted, more: object = {}): Promise<View> {
  const input = {
    ...{ orderId, method: "drop-off", resolution: "refund" },
    lines: lines.map((line) => ({ reason: "too-small", ...line })),
    ...more,
  };
  return (await till.call(createReturnRequestOperation, input)) as View;
}

async function receive(request: View, lines: Wanted, more: object = {}): Promise<ContractOutput<typeof receiveReturn>> {
  const input = { returnRequestId: request.returnRequestId, lines, ...more };
  return (await till.call(receiveReturnOperation, input)) as ContractOutput<typeof receiveReturn>;
}

const see = async ({ returnRequestId }: View) =>
  (await till.call(getReturnRequestOperation, { returnRequestId })) as View;

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error;
  }
  throw new Error("expected a problem");
}

async function outcomes(calls: readonly Promise<unknown>[]): Promise<{ ok: number; refused: string[] }> {
  const settled = await Promise.allSettled(calls);
  return {
    ok: settled.filter(({ status }) => status === "fulfilled").length,
    refused: settled.flatMap((each) => (each.status === "rejected" ? [(each.reason as Problem).type] : [])),
  };
}

test("what is announced, received in parts and paid back adds up to the last cent, and closes", async () => {
  const order = await till.buy({ lines: [1_000], quantity: 3, shipping: 495 });
  const options = (await till.call(returnOptionsOperation, {
    orderId: order,
    lines: [{ line: 1, quantity: 3, reason: "too-small" }],
  })) as ContractOutput<typeof returnOptions>;
  // All of it, within the law's fourteen days: the way to the shopper is paid back as well.
  assert.equal(options.resolutions.find(({ resolution }) => resolution === "refund")?.amount, 1_495);
  const request = await announce(order, [{ line: 1, quantity: 3 }]);
  assert.deepEqual([request.state, request.settled], ["open", 0]);
  const first = await receive(request, [{ line: 1, quantity: 1 }]);
  assert.deepEqual([first.request.state, first.request.settled], ["partly-received", 333]);
  const second = await receive(request, [{ line: 1, quantity: 2 }]);
  assert.deepEqual([second.request.state, second.request.settled], ["closed", 1_495]);
  assert.equal(second.request.returns.length, 2);
  assert.equal((await till.balance(order)).available, 0);
  await till.send();
  await till.audit();
});

test("of sixteen who announce the last unit at once one succeeds, and what is announced is not announced twice", async () => {
  const order = await till.buy({ lines: [2_100] });
  const { ok, refused } = await outcomes(Array.from({ length: 16 }, () => announce(order, [{ line: 1, quantity: 1 }])));
  assert.deepEqual([ok, new Set(refused)], [1, new Set(["units-not-available"])]);
});

test("two who announce different units at once both do", async () => {
  const order = await till.buy({ lines: [2_100], quantity: 2 });
  const { ok } = await outcomes([1, 2].map(() => announce(order, [{ line: 1, quantity: 1 }])));
  assert.equal(ok, 2);
});

test("the same request sent many times is one; so is the same receipt", async () => {
  const order = await till.buy({ lines: [2_100], quantity: 2 });
  const returnRequestId = toWire("rrq", newId<"rrq">());
  const lines = [{ line: 1, quantity: 1 }];
  const all = await Promise.all(Array.from({ length: 8 }, () => announce(order, lines, { returnRequestId })));
  assert.deepEqual(new Set(all.map(({ number }) => number)).size, 1);
  const returnId = toWire("ret", newId<"ret">());
  await Promise.all(Array.from({ length: 8 }, () => receive(all[0]!, lines, { returnId })));
  const seen = await see(all[0]!);
  assert.deepEqual([seen.lines[0]!.received, seen.settled, seen.returns.length], [1, 1_050, 1]);
});

test("of sixteen who receive the only unit at once one brings it in, and money is promised once", async () => {
  const order = await till.buy({ lines: [2_100] });
  const request = await announce(order, [{ line: 1, quantity: 1 }]);
  const all = await outcomes(Array.from({ length: 16 }, () => receive(request, [{ line: 1, quantity: 1 }])));
  assert.deepEqual([all.ok, new Set(all.refused)], [1, new Set(["nothing-awaited"])]);
  const seen = await see(request);
  assert.deepEqual([seen.state, seen.lines[0]!.received, seen.settled], ["closed", 1, 2_100]);
  const balance = await till.balance(order);
  assert.deepEqual([balance.available, balance.inFlight + balance.refunded], [0, 2_100]);
});

test("what is still to come is told until it is promised, to the cent of what is promised then", async () => {
  const order = await till.buy({ lines: [2_101], quantity: 3 });
  const request = await announce(order, [{ line: 1, quantity: 3 }]);
  assert.equal((await see(request)).due, 2_101);
  await receive(request, [{ line: 1, quantity: 1 }]);
  const seen = await see(request);
  assert.equal(seen.settled + seen.due!, 2_101);
  await receive(request, [{ line: 1, quantity: 2 }]);
  const done = await see(request);
  assert.deepEqual([done.settled, done.due], [2_101, 0]);
});

test("what comes in beyond what was announced is kept apart, and nothing is paid for it", async () => {
  const order = await till.buy({ lines: [2_100], quantity: 2 });
  const request = await announce(order, [{ line: 1, quantity: 1 }]);
  const others = [{ sku: "another", quantity: 1, kind: "wrong" }];
  const { request: seen } = await receive(request, [{ line: 1, quantity: 2 }], { others });
  assert.deepEqual([seen.lines[0]!.received, seen.settled], [1, 1_050]);
  const strays = await till.database.kysely.selectFrom("return_strays").select(["kind", "quantity"]).execute();
  assert.deepEqual(strays, [
    { kind: "over", quantity: 1 },
    { kind: "wrong", quantity: 1 },
  ]);
});

test("a return is called off while nothing has come, and its units can be announced again", async () => {
  const order = await till.buy();
  const request = await announce(order, [{ line: 1, quantity: 1 }]);
  for (const _ of [1, 2]) {
    const cancelled = (await till.call(cancelReturnRequestOperation, {
      returnRequestId: request.returnRequestId,
    })) as View;
    assert.equal(cancelled.state, "cancelled");
  }
  const again = await announce(order, [{ line: 1, quantity: 1 }]);
  await receive(again, [{ line: 1, quantity: 1 }]);
  const problem = await problemOf(till.call(cancelReturnRequestOperation, { returnRequestId: again.returnRequestId }));
  assert.equal(problem.type, "return-paid-ahead");
});

test("after the window it takes a word why, and a person who decides", async () => {
  const order = await till.buy();
  till.clock.advance(60 * day);
  const lines = [{ line: 1, quantity: 1 }];
  const refused = await problemOf(announce(order, lines));
  assert.deepEqual([refused.type, refused.params["field"]], ["return-window-closed", "lines/0/line"]);
  const asked = await announce(order, lines, { plea: "I was in hospital." });
  assert.deepEqual([asked.state, asked.plea], ["requested", "I was in hospital."]);
  const { items } = (await till.call(searchReturnRequestsOperation, {
    state: "requested",
  })) as ContractOutput<typeof searchReturnRequests>;
  assert.deepEqual(
    items.map(({ number }) => number),
    [asked.number],
  );
  const { returnRequestId } = asked;
  const declined = (await till.call(declineReturnRequestOperation, {
    returnRequestId,
    because: "It was worn.",
  })) as View;
  assert.deepEqual([declined.state, declined.declined, declined.lines[0]!.released], ["declined", "It was worn.", 1]);
  const more = await announce(order, lines, { plea: "Please." });
  const open = (await till.call(approveReturnRequestOperation, { returnRequestId: more.returnRequestId })) as View;
  assert.equal(open.state, "open");
});

test("goods that stay with the shopper are paid back at once, and cannot be announced again", async () => {
  const order = await till.buy({ lines: [900], quantity: 2 });
  await publish({ methods: ["keep-it", "drop-off"] });
  const request = await announce(order, [{ line: 1, quantity: 1 }], { method: "keep-it" });
  assert.deepEqual([request.state, request.settled], ["closed", 450]);
  const problem = await problemOf(announce(order, [{ line: 1, quantity: 2 }]));
  assert.equal(problem.type, "units-not-available");
});

test("fees stand on two axes, and neither is taken from what the law frees", async () => {
  const order = await till.buy({ lines: [10_000, 5_000], shipping: 500 });
  await publish({ logisticsFee: 400, restockingPercent: 10, windowDays: 90 });
  // Within fourteen days the law frees it of the restocking fee; what sending really costs may be charged, and that is nothing here.
  const soon = await announce(order, [{ line: 2, quantity: 1 }]);
  assert.equal((await receive(soon, [{ line: 2, quantity: 1 }])).request.settled, 5_000);
  till.clock.advance(60 * day);
  const late = await announce(order, [{ line: 1, quantity: 1 }]);
  const { request } = await receive(late, [{ line: 1, quantity: 1 }]);
  assert.deepEqual([request.settled, request.fee], [10_000 - 1_000 - 400, 1_400]);
  await till.audit();
});

test("what neither policy nor stock of the line offers is refused with what is", async () => {
  const order = await till.buy();
  const lines = [{ line: 1, quantity: 1 }];
  const method = await problemOf(announce(order, lines, { method: "locker" }));
  assert.deepEqual([method.type, method.fields[0]?.field], ["bad-input", "method"]);
  assert.match(method.fields[0]!.message, /drop-off/);
  const resolution = await problemOf(announce(order, lines, { resolution: "repair" }));
  assert.equal(resolution.fields[0]?.field, "resolution");
  assert.equal((await problemOf(announce(order, [{ line: 9, quantity: 1 }]))).type, "not-found");
});

test("what was announced and has come back at a till is not awaited any more", async () => {
  const order = await till.buy({ lines: [900], quantity: 2 });
  const request = await announce(order, [{ line: 1, quantity: 2 }]);
  await reacting(releaseWhatCameOtherwise).take({
    ...{ type: "return", id: "at the till", at: till.clock.now().toISOString(), channel: "store", currency: "EUR" },
    ...{ order: request.orderNumber, lines: [{ sku: request.lines[0]!.sku, quantity: 2 }] },
  });
  const seen = await see(request);
  assert.deepEqual([seen.state, seen.lines[0]!.released, seen.settled], ["closed", 2, 0]);
});

test("goods travel under a label of ours; their first scan pays where the policy says so, once", async () => {
  const order = await till.buy({ lines: [2_100] });
  await publish({ refundTiming: "first-scan" });
  const request = await announce(order, [{ line: 1, quantity: 1 }]);
  const [label] = request.labels;
  assert.ok(label);
  const told = reacting(noteShippedBack);
  const scan = (id: string, status: "picked_up" | "in_transit") =>
    told.take({
      ...{ type: "scan", id, trackingNumber: label.trackingNumber, carrier: label.carrier, status },
      at: till.clock.now().toISOString(),
    });
  await scan("handed over", "picked_up");
  await scan("on its way", "in_transit");
  const seen = await see(request);
  assert.deepEqual([seen.state, seen.settled, seen.lines[0]!.received], ["on-its-way", 2_100, 0]);
  // Paid ahead of the goods: it waits for them, and pays nothing when they come.
  const { request: closed } = await receive(request, [{ line: 1, quantity: 1 }]);
  assert.deepEqual([closed.state, closed.settled], ["closed", 2_100]);
  await till.audit();
  await publish({});
});

test("what is paid after a look is paid when it was looked at, or unseen before the law's day is over", async () => {
  await publish({ refundTiming: "inspected" });
  const order = await till.buy({ lines: [2_100], quantity: 2 });
  const request = await announce(order, [{ line: 1, quantity: 2 }]);
  const { request: came } = await receive(request, [{ line: 1, quantity: 2 }]);
  assert.deepEqual([came.state, came.settled], ["received", 0]);
  till.clock.advance(7 * day);
  await till.work.run("test", (tx) =>
    settleUninspected.run({ tx, clock: till.clock }, { returnRequestId: toUuid("rrq", request.returnRequestId) }),
  );
  const paid = await see(request);
  assert.deepEqual([paid.state, paid.settled], ["closed", 2_100]);
  await publish({});
});

test("each receipt is paid by its own day, looked at or not: what comes later puts nothing off, and is looked at for itself", async () => {
  await publish({ refundTiming: "inspected" });
  const order = await till.buy({ lines: [3_000], quantity: 3 });
  const request = await announce(order, [{ line: 1, quantity: 3 }]);
  const pass = async (days: number) => {
    till.clock.advance(days * day);
    await fireTimers(till.work, till.clock, new Map([[settleUninspected.name, settleUninspected]]));
    return (await see(request)).settled;
  };
  await receive(request, [{ line: 1, quantity: 1 }]);
  assert.equal(await pass(5), 0);
  await receive(request, [{ line: 1, quantity: 2 }]);
  assert.equal(await pass(2), 1_000);
  // One of the two is looked at after the first was paid unseen: it is due now.
  const last = (await see(request)).returns.at(-1)!;
  const returnId = toUuid("ret", last) as Id<"ret">;
  const itemId = newId<"itm">();
  const { rows } = await till.database.pool.query<{ shopper_id: Id<"shp">; sku: string }>(
    `insert into items (id, return_id, return_line, piece, shopper_id, order_id, order_line, source, sku, quantity, currency, paid,
       received_at, state, grade, inspected_at)
     select $1, return_id, line, 1, shopper_id, order_id, order_line, 'test', sku, 1, 'EUR', amount / 2, now(), 'inspected', 'A', now()
     from return_lines where return_id = $2 returning shopper_id, sku`,
    [itemId, returnId],
  );
  const { shopper_id: shopperId, sku } = rows[0]!;
  const data = { itemId, returnId, returnLine: 1, shopperId, sku, quantity: 1, grade: "A" };
  const [event] = await till.work.run("test", (tx) =>
    tx.append(itemInspected({ subject: shopperId, at: till.clock.now(), data })),
  );
  await till.work.run("test", (tx) => settleWhenInspected.run({ tx, clock: till.clock }, event!));
  assert.equal((await see(request)).settled, 2_000);
  assert.equal(await pass(4), 2_000);
  assert.equal(await pass(1), 3_000);
  assert.equal((await see(request)).state, "closed");
  await publish({});
});

test("a label of a return that was called off is taken back", async () => {
  const order = await till.buy();
  const request = await announce(order, [{ line: 1, quantity: 1 }]);
  const { returnRequestId } = request;
  const cancelled = (await till.call(cancelReturnRequestOperation, { returnRequestId })) as View;
  assert.deepEqual([request.labels.length, cancelled.labels.length], [1, 0]);
});

test("goods are taken back whatever was given before: what is paid is what the order has money left for", async () => {
  const order = await till.buy({ lines: [2_000] });
  await till.issue(order, 500);
  const request = await announce(order, [{ line: 1, quantity: 1 }]);
  const { request: closed } = await receive(request, [{ line: 1, quantity: 1 }]);
  assert.deepEqual([closed.state, closed.settled], ["closed", 1_500]);
  await till.audit();
});

test("a desk stops waiting for what never comes", async () => {
  const order = await till.buy({ lines: [900], quantity: 2 });
  const request = await announce(order, [{ line: 1, quantity: 2 }]);
  await receive(request, [{ line: 1, quantity: 1 }]);
  const closed = (await till.call(closeReturnRequestOperation, {
    returnRequestId: request.returnRequestId,
  })) as View;
  assert.deepEqual([closed.state, closed.lines[0]!.released], ["closed", 1]);
  assert.equal((await announce(order, [{ line: 1, quantity: 1 }])).state, "open");
});

/** Lets another policy hold for all that is announced from now on. */
async function publish(usual: object): Promise<void> {
  const document = PolicyDocument.encode(usualPolicy);
  const operation = returnPolicyOperations.find(({ contract }) => contract.name === "return-policy.publish")!;
  const { version } = (await till.work.run("test", (tx) => readPolicy(tx)))!;
  await till.call(operation, { document: { ...document, usual: { ...document.usual, ...usual } }, after: version });
}

/** Takes what a shop tells, and does what a reaction does about it. */
function reacting(reaction: Reaction) {
  const work = openUnitOfWork(till.database, till.clock, [enqueueReactions([reaction], till.clock)]);
  return {
    async take(record: object): Promise<void> {
      const now = till.clock.now();
      const { outcomes: taken } = await work.run("test", (tx) =>
        recordBatch(tx, "test", [IntakeRecord.parse(record)], { history: false, now }),
      );
      assert.equal(taken[0]?.outcome, "taken", JSON.stringify(taken));
      while ((await deliverReactions(work, till.clock, new Map([[reaction.name, reaction]]))) > 0);
    },
  };
}

test("what was announced in the shop's own system is decided, received and paid for there, and not here as well", async () => {
  const order = await till.buy();
  const { work, clock } = till;
  const lines = [{ line: 1, quantity: 1, reason: "too-small" }];
  const said = { source: "shop", key: "SR-1", orderId: toUuid("ord", order), lines };
  await work.run("test", (tx) => followShopReturn({ tx, clock }, { ...said, says: "requested" }));
  const { items } = (await till.call(returnRequestsOfOrderOperation, { orderId: order })) as { items: View[] };
  const [request] = items;
  for (const decide of [approveReturnRequestOperation, declineReturnRequestOperation]) {
    const more = decide === declineReturnRequestOperation ? { because: "-" } : {};
    const decided = till.call(decide, { returnRequestId: request!.returnRequestId, ...more });
    assert.equal((await problemOf(decided)).type, "return-of-shop");
  }
  await work.run("test", (tx) => followShopReturn({ tx, clock }, { ...said, says: "approved" }));
  assert.equal((await problemOf(receive(request!, [{ line: 1, quantity: 1 }]))).type, "return-of-shop");
  assert.equal((await see(request!)).settled, 0);
});

test("something else that came in is written down once, however often it is said", async () => {
  const request = await announce(await till.buy(), [{ line: 1, quantity: 1 }]);
  const others = [{ sku: "SOMETHING", quantity: 1, kind: "wrong" }];
  const returnId = toWire("ret", newId());
  await receive(request, [], { returnId, others });
  await receive(request, [], { returnId, others });
  const { rows } = await till.database.pool.query("select sku from return_strays where return_id = $1", [
    toUuid("ret", returnId),
  ]);
  assert.deepEqual(rows, [{ sku: "SOMETHING" }]);
});

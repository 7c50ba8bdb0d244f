import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { foldProfiles } from "../../facts/profiles/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import { testClock } from "../../foundation/clock/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { eventsOf, openUnitOfWork } from "../../foundation/events/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import type { handOverOffer } from "../incentives/hand-over-offer.contract.ts";
import { handOverOfferOperation } from "../incentives/hand-over-offer.ts";
import type { takeBack } from "./take-back.contract.ts";
import { takeBackOperation } from "./take-back.ts";

const day = 86_400_000;
const clock = testClock();
const storeId = newId<"sto">();
const otherStoreId = newId<"sto">();
const till: Actor = { role: "associate", id: newId(), scope: { storeId } };
const otherTill: Actor = { role: "associate", id: newId(), scope: { storeId: otherStoreId } };
const agent: Actor = { role: "agent", id: newId(), scope: {} };

let database: TestDatabase;
let runtime: Runtime;
before(async () => {
  database = await testDatabase(migrationFolders);
  runtime = { work: openUnitOfWork(database, clock, [foldProfiles]), clock };
  const store = { source: "test", region: null, country: null, time_zone: null };
  await database.kysely
    .insertInto("stores")
    .values([
      { id: storeId, key: "1", name: "Altona", ...store },
      { id: otherStoreId, key: "2", name: "Mitte", ...store },
    ])
    .execute();
});
after(() => database.close());

/** An order of 3 shirts that cost 10.00 together, and 1 hat for 5.00. */
async function order() {
  const [orderId, shopperId] = [newId<"ord">(), newId<"shp">()];
  const placed_at = new Date(clock.now().getTime() - 10 * day);
  await database.kysely
    .insertInto("shoppers")
    .values({ id: shopperId, kind: "account", source: "test", key: shopperId })
    .execute();
  await database.kysely
    .insertInto("orders")
    .values({
      ...{ id: orderId, shopper_id: shopperId, source: "test", key: orderId, placed_at, channel: "online" },
      ...{ store_id: null, currency: "EUR", shipping: 0n, total: 1500n },
    })
    .execute();
  const line = { order_id: orderId, shopper_id: shopperId, placed_at, source: "test", category: "clothes", tax: 0n };
  await database.kysely
    .insertInto("order_lines")
    .values([
      { ...line, line: 1, sku: "S", title: "Shirt", quantity: 3, listed: 1200n, discount: 200n, paid: 1000n },
      { ...line, line: 2, sku: "H", title: "Hat", quantity: 1, listed: 500n, discount: 0n, paid: 500n },
    ])
    .execute();
  return { orderId: toWire("ord", orderId), id: orderId, shopperId };
}

type Lines = readonly { line: number; quantity: number; reason?: string }[];

async function back(orderId: string, lines: Lines, actor = till) {
  const store = toWire("sto", actor.scope["storeId"] ?? storeId);
  const output = await callAs(runtime, actor, takeBackOperation, { orderId, storeId: store, lines });
  return output as ContractOutput<typeof takeBack>;
}

async function handOver(decisionId: string, actor = till) {
  return (await callAs(runtime, actor, handOverOfferOperation, { decisionId })) as ContractOutput<typeof handOverOffer>;
}

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return assert.fail("expected a problem");
}

/** A return with a decision that is fixed by hand, whatever would have been drawn. */
async function returnWithChoice(chosen: string) {
  const { orderId } = await order();
  const { decision } = await back(orderId, [{ line: 2, quantity: 1 }]);
  const { rows } = await database.pool.query<{ id: string }>(
    "update decisions set chosen = $1 where subject = (select id from returns order by id desc limit 1) returning id",
    [chosen],
  );
  assert.equal(toWire("dec", rows[0]!.id), decision!.decisionId);
  return decision!.decisionId;
}

test("the counter learns at once what came back, what it was worth, and the best next step", async () => {
  const { orderId, shopperId } = await order();
  const taken = await back(orderId, [
    { line: 1, quantity: 2, reason: "too-small" },
    { line: 2, quantity: 1 },
  ]);
  assert.match(taken.return.number, /^R-\d{6,}$/);
  assert.deepEqual(
    taken.return.lines.map(({ sku, quantity, amount, reason, origin }) => [sku, quantity, amount, reason, origin]),
    [
      ["S", 2, 666, "too-small", "matched"],
      ["H", 1, 500, undefined, "matched"],
    ],
  );
  assert.deepEqual(
    [taken.return.amount, taken.return.channel, taken.return.storeName, taken.return.at],
    [1166, "store", "Altona", clock.now().toISOString()],
  );
  assert.equal(taken.decision?.subject, taken.return.returnId);
  assert.ok(taken.decision?.alternatives.some(({ action }) => action === "none"));
  const events = await runtime.work.run("test", (tx) => eventsOf(tx, { subjects: [shopperId] }));
  assert.deepEqual(
    events.map(({ type, actor }) => [type, actor]),
    [
      ["return.recorded", till.id],
      ["decision.made", till.id],
    ],
  );
});

test("the last unit of a line absorbs the cents that earlier returns left over", async () => {
  const { orderId } = await order();
  const amounts = [];
  for (let i = 0; i < 3; i++) amounts.push((await back(orderId, [{ line: 1, quantity: 1 }])).return.amount);
  assert.deepEqual(amounts, [333, 333, 334]);
});

test("two tills at the same moment: two different units both land, the same last unit lands once", async () => {
  const { orderId, id } = await order();
  const both = await Promise.all([
    back(orderId, [{ line: 1, quantity: 1 }]),
    back(orderId, [{ line: 1, quantity: 1 }], otherTill),
  ]);
  assert.equal(new Set(both.map((one) => one.return.number)).size, 2);
  const tills = [till, otherTill, till, otherTill];
  const tries = await Promise.allSettled(tills.map((actor) => back(orderId, [{ line: 1, quantity: 1 }], actor)));
  const landed = tries.filter((result) => result.status === "fulfilled");
  assert.equal(landed.length, 1);
  assert.equal(landed[0]!.value.return.amount, 334);
  for (const result of tries) {
    if (result.status === "fulfilled") continue;
    const { type, status, params } = result.reason as Problem;
    assert.deepEqual([type, status], ["already-returned", 409]);
    const counts = { line: 1, item: "Shirt", bought: 3, returned: 3, left: 0, wanted: 1 };
    assert.deepEqual(params, { field: "lines/0/quantity", ...counts });
  }
  const { rows } = await database.pool.query<{ units: number }>(
    "select sum(quantity)::int as units from return_lines where order_id = $1",
    [id],
  );
  assert.equal(rows[0]?.units, 3);
});

test("a refused line leaves nothing behind, not even of the lines that were good", async () => {
  const { orderId, id } = await order();
  const lines = [
    { line: 1, quantity: 1 },
    { line: 2, quantity: 2 },
  ];
  assert.equal((await problemOf(back(orderId, lines))).params["line"], 2);
  const rows = await database.kysely
    .selectFrom("order_lines")
    .select("returned_quantity")
    .where("order_id", "=", id)
    .execute();
  assert.deepEqual(
    rows.map((row) => row.returned_quantity),
    [0, 0],
  );
});

test("an unknown order, store or line is named", async () => {
  const { orderId } = await order();
  const one = [{ line: 1, quantity: 1 }];
  assert.equal((await problemOf(back(toWire("ord", newId()), one))).params["field"], "orderId");
  assert.equal((await problemOf(back(orderId, [{ line: 9, quantity: 1 }]))).params["field"], "lines/0/line");
  const nowhere = { ...agent, scope: { storeId: newId() } };
  assert.equal((await problemOf(back(orderId, one, nowhere))).params["field"], "storeId");
});

test("an associate takes back in the own store only; an agent anywhere", async () => {
  const { orderId } = await order();
  const elsewhere = { orderId, storeId: toWire("sto", otherStoreId), lines: [{ line: 1, quantity: 1 }] };
  assert.equal((await problemOf(callAs(runtime, till, takeBackOperation, elsewhere))).type, "forbidden");
  await callAs(runtime, agent, takeBackOperation, elsewhere);
});

test("what was decided becomes one offer, however often and however many at once ask for it", async () => {
  const decisionId = await returnWithChoice("percent-10");
  const offers = await Promise.all([1, 2, 3].map(() => handOver(decisionId)));
  assert.equal(new Set(offers.map((offer) => offer.code)).size, 1);
  assert.deepEqual([offers[0]!.action, offers[0]!.state, offers[0]!.decisionId], ["percent-10", "issued", decisionId]);
  clock.advance(20 * day);
  assert.equal((await handOver(decisionId)).code, offers[0]!.code);
});

test("when the best is to give nothing, there is nothing to hand over", async () => {
  const problem = await problemOf(handOver(await returnWithChoice("none")));
  assert.deepEqual([problem.type, problem.status], ["nothing-to-hand-over", 409]);
});

test("a decision that has run out is not acted upon", async () => {
  const decisionId = await returnWithChoice("bogo");
  clock.advance(15 * day);
  const problem = await problemOf(handOver(decisionId));
  assert.deepEqual([problem.type, problem.status], ["decision-expired", 409]);
});

test("an associate hands over what was decided in the own store only", async () => {
  const decisionId = await returnWithChoice("percent-20");
  assert.equal((await problemOf(handOver(decisionId, otherTill))).type, "forbidden");
  assert.equal((await handOver(decisionId, agent)).action, "percent-20");
});

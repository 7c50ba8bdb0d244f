import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { requestReported } from "../../../facts/delivery/index.ts";
import { refreshJourneys } from "../../../facts/journeys/index.ts";
import { recordScans } from "../../../facts/parcels/index.ts";
import type { ScanStatus } from "../../../facts/parcels/status.schema.ts";
import { foldProfiles } from "../../../facts/profiles/index.ts";
import { promiseAccepted } from "../../../facts/promises/index.ts";
import { type TestFacts, testFacts } from "../../../facts/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../../../foundation/events/index.ts";
import { type Id, newId } from "../../../foundation/ids/index.ts";
import { deliverReactions, enqueueReactions } from "../../../foundation/reactions/index.ts";
import { fireTimers } from "../../../foundation/timers/index.ts";
import { migrationFolders } from "../../../migrations.ts";
import { promiseReactions, promiseTimers } from "./follow-parcel.ts";

let facts: TestFacts;
let work: UnitOfWork;
before(async () => {
  facts = await testFacts(migrationFolders);
  work = openUnitOfWork(facts.database, facts.clock, [foldProfiles, enqueueReactions(promiseReactions, facts.clock)]);
});
after(() => facts.close());

const reactions = new Map(promiseReactions.map((each) => [each.name, each]));
const timers = new Map(promiseTimers.map((each) => [each.name, each]));

/** Lets everything happen that is due. */
async function settleDown(): Promise<void> {
  while ((await deliverReactions(work, facts.clock, reactions)) > 0);
  while ((await fireTimers(work, facts.clock, timers)) > 0);
}

const dayMs = 86_400_000;
const start = Date.parse("2026-03-02T09:00:00Z");
/** Noon so many days after a Monday. */
const onDay = (day: number) => new Date(start + day * dayMs + 3 * 3_600_000);
const dateOf = (day: number) => onDay(day).toISOString().slice(0, 10);

function goTo(day: number): void {
  const ahead = onDay(day).getTime() - facts.clock.now().getTime();
  facts.clock.advance(ahead);
}

function scan(number: string, orders: readonly string[], status: ScanStatus, day: number, retracts?: string) {
  const key = `${number}/${status}${retracts === undefined ? "" : "/retraction"}`;
  const given = { source: "test", key, code: status, status, at: onDay(day), retracts };
  const now = facts.clock.now();
  return work.run("test", (tx) =>
    recordScans(tx, [{ trackingNumber: number, orders: orders.map((each) => ({ key: each })), scans: [given] }], {
      ...{ history: false, now },
    }),
  );
}

let count = 0;
/** An order of that Monday which is promised by Friday. */
async function promised(lines?: Parameters<TestFacts["order"]>[1] extends infer Given ? Given : never) {
  const number = `P${++count}`;
  const shopperId = await facts.shopper();
  const orderId = await facts.order(shopperId, { number, at: new Date(start).toISOString(), ...lines });
  const [promiseId, journeyId] = [newId<"prm">(), newId<"jny">()];
  await work.run("test", async (tx) => {
    await tx.db
      .insertInto("journeys")
      .values({
        ...{ id: journeyId, source: "orders", key: orderId, order_id: orderId, shopper_id: shopperId, lane: "-|-|-|-" },
        ...{ service: null, carrier: null, origin: null, country: null, zone: null, started_at: new Date(start) },
        ...{ starts_on: dateOf(0), planned_days: 4, expected_handover_on: dateOf(0), handed_over_on: null },
        ...{ handed_over_at: null, delivered_on: null, delivered_at: null, cancelled_on: null, observed_until: null },
      })
      .execute();
    await tx.db
      .insertInto("promises")
      .values({
        ...{
          id: promiseId,
          order_id: orderId,
          journey_id: journeyId,
          shopper_id: shopperId,
          lane: "-|-|-|-",
          service: null,
        },
        ...{ basis: "quoted" as const, made_at: new Date(start), starts_on: dateOf(0), first_earliest: dateOf(2) },
        ...{ first_latest: dateOf(4), earliest: dateOf(2), latest: dateOf(4), slot_from: null, slot_until: null },
        ...{ q50: 3, q90: 4, confidence: 0.9, shop_latest: null, price: null, chance_at_handover: null },
        ...{ settled_on: null, delivered_on: null, cause: null, model_id: null },
      })
      .execute();
    const data = { promiseId, orderId, shopperId, basis: "quoted" as const, earliest: dateOf(2), latest: dateOf(4) };
    await tx.append(promiseAccepted({ subject: shopperId, at: facts.clock.now(), data }));
  });
  await settleDown();
  return { number, orderId, promiseId, shopperId };
}

async function standing(promiseId: Id<"prm">) {
  const { status, settled_on, cause, delivered_on, revisions } = await facts.database.kysely
    .selectFrom("promises")
    .selectAll()
    .where("id", "=", promiseId)
    .executeTakeFirstOrThrow();
  return { status, settled_on, cause, delivered_on, revisions };
}

async function told(shopperId: string): Promise<string[]> {
  const query = "select type from events where subject = $1 and type like 'promise.%' order by seq";
  return (await facts.database.pool.query(query, [shopperId])).rows.map(({ type }) => type.slice(8));
}

test("a promise is kept when all parcels have come, and opened again by a further one before its last day is over", async () => {
  goTo(0);
  const { number, promiseId, shopperId } = await promised();
  await scan("KEPT-1", [number], "picked_up", 1);
  goTo(2);
  await scan("KEPT-1", [number], "delivered", 2);
  await settleDown();
  const kept = { status: "kept", settled_on: dateOf(2), cause: null, delivered_on: dateOf(2), revisions: 0 };
  assert.deepEqual(await standing(promiseId), kept);
  await scan("KEPT-2", [number], "label_created", 2);
  await settleDown();
  assert.deepEqual(await standing(promiseId), {
    ...kept,
    status: "open",
    settled_on: null,
    delivered_on: null,
    revisions: 1,
  });
  goTo(4);
  await scan("KEPT-2", [number], "delivered", 4);
  await settleDown();
  assert.deepEqual(await standing(promiseId), {
    ...kept,
    settled_on: dateOf(4),
    delivered_on: dateOf(4),
    revisions: 1,
  });
  goTo(6);
  await settleDown();
  await scan("KEPT-3", [number], "label_created", 6);
  await settleDown();
  assert.equal((await standing(promiseId)).status, "kept", "a parcel that turns up later was no part of the promise");
  assert.deepEqual(await told(shopperId), ["accepted", "kept", "revised", "kept"]);
});

test("a promise is missed on the day after its last one, whenever the parcel turns up, and why is known then", async () => {
  goTo(0);
  const { number, promiseId, shopperId } = await promised();
  await scan("LATE-1", [number], "label_created", 0);
  goTo(4);
  await settleDown();
  assert.equal((await standing(promiseId)).status, "open");
  goTo(5);
  await settleDown();
  const missed = { status: "missed", settled_on: dateOf(5), cause: "warehouse", delivered_on: null, revisions: 0 };
  assert.deepEqual(await standing(promiseId), missed);
  await scan("LATE-1", [number], "picked_up", 1);
  goTo(9);
  await scan("LATE-1", [number], "delivered", 9);
  await settleDown();
  assert.deepEqual(await standing(promiseId), { ...missed, cause: "both", delivered_on: dateOf(9) });
  assert.deepEqual(await told(shopperId), ["accepted", "missed"]);
});

test("a delivery that was taken back is none: kept becomes open, or missed where its day is over", async () => {
  goTo(0);
  const early = await promised();
  const late = await promised();
  for (const [parcel, { number }] of [
    ["BACK-1", early],
    ["BACK-2", late],
  ] as const) {
    await scan(parcel, [number], "picked_up", 0);
    await scan(parcel, [number], "delivered", 1);
  }
  goTo(2);
  await settleDown();
  await scan("BACK-1", [early.number], "in_transit", 2, "BACK-1/delivered");
  await settleDown();
  assert.deepEqual(
    [(await standing(early.promiseId)).status, (await standing(early.promiseId)).revisions],
    ["open", 1],
  );
  goTo(6);
  await scan("BACK-2", [late.number], "in_transit", 6, "BACK-2/delivered");
  await settleDown();
  assert.deepEqual(await told(late.shopperId), ["accepted", "kept", "missed"]);
  assert.equal((await standing(early.promiseId)).status, "missed");
});

test("an order has come when what is in its parcels is all of it; a lost parcel counts no more once another one comes", async () => {
  goTo(0);
  const lines = [{ sku: "SHIRT", quantity: 2, paid: 2_000n }];
  const { number, orderId, promiseId } = await promised({ lines });
  const parcel = (trackingNumber: string, quantity: number, status: ScanStatus, day: number) =>
    work.run("test", (tx) =>
      recordScans(
        tx,
        [
          {
            ...{ trackingNumber, orders: [{ key: number, lines: [{ sku: "SHIRT", quantity }] }] },
            scans: [{ source: "test", key: `${trackingNumber}/${status}`, code: status, status, at: onDay(day) }],
          },
        ],
        { history: false, now: facts.clock.now() },
      ),
    );
  await parcel("HALF-1", 1, "delivered", 1);
  await settleDown();
  assert.equal((await standing(promiseId)).status, "open", "one shirt of two");
  await parcel("HALF-2", 1, "lost", 2);
  await settleDown();
  assert.equal((await standing(promiseId)).status, "open");
  goTo(3);
  await parcel("HALF-3", 1, "delivered", 3);
  await settleDown();
  assert.deepEqual([(await standing(promiseId)).status, (await standing(promiseId)).delivered_on], ["kept", dateOf(3)]);
  const journey = await facts.database.kysely
    .selectFrom("journeys")
    .select(["handed_over_on", "delivered_on"])
    .where("order_id", "=", orderId)
    .executeTakeFirst();
  assert.deepEqual(journey, { handed_over_on: dateOf(3), delivered_on: dateOf(3) });
});

test("two workers that hear of two parcels of one order at the same time end as one after the other", async () => {
  goTo(0);
  const { number, promiseId, shopperId } = await promised();
  await scan("PAIR-1", [number], "picked_up", 0);
  await scan("PAIR-2", [number], "picked_up", 0);
  await settleDown();
  goTo(3);
  await Promise.all([scan("PAIR-1", [number], "delivered", 3), scan("PAIR-2", [number], "delivered", 3)]);
  await Promise.all([settleDown(), settleDown(), settleDown()]);
  assert.equal((await standing(promiseId)).status, "kept");
  assert.deepEqual(await told(shopperId), ["accepted", "kept"]);
});

test("what a history holds becomes journeys by and by, once, with what their parcels know", async () => {
  goTo(20);
  const shopperId = await facts.shopper();
  const at = (day: number) => onDay(day).toISOString();
  const orders = await Promise.all(
    ["H1", "H2", "H3"].map((number, k) => facts.order(shopperId, { number, at: at(10 + k) })),
  );
  await scan("HIST-1", ["H1"], "delivered", 13);
  const refresh = () => work.run("test", (tx) => refreshJourneys(tx, facts.clock.now()));
  // Whoever comes second finds the journeys there.
  const both = await Promise.all([refresh(), refresh()]);
  assert.equal(both[0].opened + both[1].opened, 3);
  const read = async () =>
    (
      await facts.database.pool.query(
        "select order_id, source, lane, starts_on, handed_over_on, delivered_on from journeys where order_id = any($1) order by starts_on",
        [orders],
      )
    ).rows;
  const known = { source: "orders", lane: "-|-|-|-" };
  assert.deepEqual(await read(), [
    { ...known, order_id: orders[0], starts_on: dateOf(10), handed_over_on: dateOf(13), delivered_on: dateOf(13) },
    { ...known, order_id: orders[1], starts_on: dateOf(11), handed_over_on: null, delivered_on: null },
    { ...known, order_id: orders[2], starts_on: dateOf(12), handed_over_on: null, delivered_on: null },
  ]);
  assert.deepEqual(await refresh(), { opened: 0, changed: 0 });
  await scan("HIST-2", ["H2"], "delivered", 15);
  // Nothing reacts here: as a history comes in.
  assert.deepEqual(await refresh(), { opened: 0, changed: 1 });
  assert.equal((await read())[1].delivered_on, dateOf(15));
});

test("what was called off or sent again is promised no more; what was missed before stays missed", async () => {
  goTo(0);
  const [cancelled, sentAgain, missed] = [await promised(), await promised(), await promised()];
  const report = ({ orderId, shopperId }: typeof missed, kind: "cancel" | "reship", outcome: "done" | "refused") =>
    work.run("test", (tx) => {
      const ids = { incidentId: newId<"inc">(), requestId: newId<"rmq">(), orderId, shopperId };
      return tx.append(requestReported({ subject: shopperId, at: facts.clock.now(), data: { ...ids, kind, outcome } }));
    });
  await report(cancelled, "cancel", "refused");
  await settleDown();
  assert.equal((await standing(cancelled.promiseId)).status, "open");
  await report(cancelled, "cancel", "done");
  await report(cancelled, "cancel", "done");
  await report(sentAgain, "reship", "done");
  goTo(6);
  await settleDown();
  await report(missed, "cancel", "done");
  await settleDown();
  // Whatever its parcel does from then on.
  await scan("MISSED", [missed.number], "cancelled", 6);
  await settleDown();
  const all = [cancelled, sentAgain, missed];
  assert.deepEqual(await Promise.all(all.map(async (each) => (await standing(each.promiseId)).status)), [
    ...["void", "void", "missed"],
  ]);
  assert.deepEqual(await told(cancelled.shopperId), ["accepted", "voided"]);
  const { rows } = await facts.database.pool.query("select cancelled_on from journeys where order_id = any($1)", [
    all.map(({ orderId }) => orderId),
  ]);
  assert.deepEqual(rows.map(({ cancelled_on }) => cancelled_on).sort(), [dateOf(0), dateOf(6), null].sort());
});

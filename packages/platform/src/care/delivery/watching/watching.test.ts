import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { reactions } from "../../../capabilities.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../../facts/intake/index.ts";
import { newId, toWire } from "../../../foundation/ids/index.ts";
import { deliverReactions } from "../../../foundation/reactions/index.ts";
import { currentWayTables, learnWays, statusOdds } from "../../../judgement/promises/in-flight/index.ts";
import { type TestHouse, testHouse } from "../../../testing.ts";
import { assessOrders } from "./assess-orders.ts";
import { assessments } from "./assessments.ts";
import { predictWatched } from "./predict-watched.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
});
after(() => house.close());

const hour = 3_600_000;
const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]));

async function record(...records: IntakeRecordJson[]): Promise<void> {
  const { work, clock } = house;
  const parsed = records.map((one) => IntakeRecord.parse(one));
  await work.run("test", (tx) => recordBatch(tx, "test", parsed, { history: false, now: clock.now() }));
  await react();
}

/** What others have queued for other reasons is none of this test's business. */
async function react(): Promise<void> {
  while ((await deliverReactions(house.work, house.clock, byName)) > 0);
}

const assess = () => assessOrders(house);

const one = async <Row>(query: string, ...values: unknown[]): Promise<Row> =>
  (await house.database.pool.query(query, values)).rows[0] as Row;

/** An order placed now, promised for four days on, with its parcel handed over if `isSent`. */
async function promised(number: string, isSent = true): Promise<{ orderId: string; promiseId: string }> {
  const { clock, database } = house;
  const at = clock.now().toISOString();
  const lines = [{ sku: "A", quantity: 1, amount: 1_000 }];
  await record({ type: "order", id: number, at, channel: "online", currency: "EUR", lines });
  const { id: orderId, shopper_id: shopperId } = await one<{ id: string; shopper_id: string }>(
    "select id, shopper_id from orders where key = $1",
    number,
  );
  const day = at.slice(0, 10);
  const later = new Date(clock.now().getTime() + 96 * hour).toISOString().slice(0, 10);
  await database.kysely.deleteFrom("promises").where("order_id", "=", orderId).execute();
  await database.kysely.deleteFrom("journeys").where("order_id", "=", orderId).execute();
  const journeyId = newId();
  const promiseId = newId();
  await database.kysely
    .insertInto("journeys")
    .values({
      ...{
        id: journeyId,
        source: "test",
        key: number,
        order_id: orderId,
        shopper_id: shopperId,
        lane: "std|main|DE|10",
      },
      ...{ started_at: clock.now(), starts_on: day, expected_handover_on: day },
    })
    .execute();
  await database.kysely
    .insertInto("promises")
    .values({
      ...{ id: promiseId, order_id: orderId, journey_id: journeyId, shopper_id: shopperId, lane: "std|main|DE|10" },
      ...{ basis: "shop", made_at: clock.now(), starts_on: day, first_earliest: day, first_latest: later },
      ...{ earliest: day, latest: later, q50: 2, q90: 4 },
    })
    .execute();
  if (isSent) await scan(number, "picked_up");
  return { orderId, promiseId };
}

let scans = 0;
async function scan(order: string, status: string): Promise<void> {
  const at = house.clock.now().toISOString();
  const trackingNumber = `T${order}`;
  await record({ type: "scan", id: `S${++scans}`, order, trackingNumber, at, status } as IntakeRecordJson);
}

const watchOf = (orderId: string) =>
  one<{ chance_late: number; earliest: string; latest: string; basis: string; assess_at: Date } | undefined>(
    "select * from delivery_watches where order_id = $1",
    orderId,
  );
const incidentOf = (orderId: string) =>
  one<
    | { id: string; kind: string; fault: string; predicted: boolean; outcome: string | null; new_latest: string }
    | undefined
  >("select * from incidents where order_id = $1 order by opened_at desc limit 1", orderId);
const eventsOf = async (orderId: string) => {
  const query = `select type from events where type like 'delivery.incident-%' and data ->> 'orderId' = $1 order by seq`;
  const { rows } = await house.database.pool.query(query, [toWire("ord", orderId)]);
  return rows.map(({ type }) => type as string);
};

test("a parcel that stays silent is foreseen to be late, becomes a graver matter, and arrives: each told once", async () => {
  const { orderId, promiseId } = await promised("LATE-1");
  await assess();
  const fresh = await watchOf(orderId);
  assert.ok(fresh && fresh.chance_late < 0.3, String(fresh?.chance_late));
  assert.equal(fresh.basis, "stated");
  assert.equal(await incidentOf(orderId), undefined);
  await scan("LATE-1", "delayed");
  house.clock.advance(60 * hour);
  assert.ok((await assess()) > 0);
  const [incident, watched] = [await incidentOf(orderId), await watchOf(orderId)];
  assert.ok(incident && watched);
  assert.deepEqual([incident.kind, incident.fault, incident.predicted], ["no-movement", "carrier", true]);
  assert.ok(watched.latest > fresh.latest && incident.new_latest === watched.latest);
  await assess();
  house.clock.advance(hour);
  await assess();
  const revised = await one<{ revisions: number; latest: string; first_latest: string }>(
    "select revisions, latest, first_latest from promises where id = $1",
    promiseId,
  );
  assert.equal(revised.revisions, 1, "within hours it is told once");
  assert.ok(revised.latest > revised.first_latest);
  await scan("LATE-1", "lost");
  await assess();
  assert.equal((await incidentOf(orderId))?.kind, "lost");
  house.clock.advance(100 * hour);
  await scan("LATE-1", "delivered");
  await assess();
  assert.equal((await incidentOf(orderId))?.outcome, "late");
  assert.equal(await watchOf(orderId), undefined);
  assert.deepEqual(await eventsOf(orderId), [
    ...["delivery.incident-opened", "delivery.incident-changed", "delivery.incident-closed"],
  ]);
  const { rows } = await house.database.pool.query("select tenth from promise_warnings where promise_id = $1", [
    promiseId,
  ]);
  assert.ok(rows.length >= 5);
});

test("a parcel that arrives in time leaves neither an incident nor a watch", async () => {
  const { orderId } = await promised("FINE-1");
  await assess();
  house.clock.advance(30 * hour);
  await scan("FINE-1", "out_for_delivery");
  await assess();
  assert.ok((await watchOf(orderId))!.chance_late < 0.1);
  await scan("FINE-1", "delivered");
  await assess();
  assert.equal(await watchOf(orderId), undefined);
  assert.equal(await incidentOf(orderId), undefined);
});

test("an order of which nothing was handed over is late by the warehouse's doing", async () => {
  const { orderId } = await promised("WAREHOUSE-1", false);
  await assessments(house)();
  house.clock.advance(90 * hour);
  await assess();
  const incident = await incidentOf(orderId);
  assert.deepEqual([incident?.kind, incident?.fault, incident?.predicted], ["late", "retailer", true]);
});

test("whoever was away for a week looks once, and foresees nothing that is over", async () => {
  const { orderId } = await promised("AWAY-1");
  await assess();
  await scan("AWAY-1", "in_transit");
  house.clock.advance(7 * 24 * hour);
  const opened = `select count(*)::int as count from incidents where order_id = $1`;
  while ((await assess()) > 0);
  assert.equal((await one<{ count: number }>(opened, orderId)).count, 1);
  assert.equal((await incidentOf(orderId))?.predicted, false);
  const { assess_at } = (await watchOf(orderId))!;
  assert.equal(assess_at.getTime(), house.clock.now().getTime() + hour);
});

test("two who look at once share the orders, and open one incident for each", async () => {
  const orders = [];
  for (let index = 0; index < 8; index++) orders.push(await promised(`PAIR-${index}`));
  house.clock.advance(24 * hour);
  for (let index = 0; index < 8; index++) await scan(`PAIR-${index}`, "damaged");
  const looked = await Promise.all([assess(), assess(), assess()]);
  assert.ok(looked.reduce((sum, each) => sum + each, 0) >= 8);
  for (const { orderId } of orders) assert.deepEqual(await eventsOf(orderId), ["delivery.incident-opened"]);
});

/** Until a transaction of this database waits for a lock of another. */
async function someoneWaits(): Promise<void> {
  const query = `select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await one<{ count: number }>(query)).count === 0);
}

test("an incident that another has opened meanwhile stands, and the fact is told once", async () => {
  const { orderId } = await promised("TWICE-1");
  await assess();
  await scan("TWICE-1", "damaged");
  const { shopper_id } = await one<{ shopper_id: string }>("select shopper_id from orders where id = $1", orderId);
  const other = {
    ...{ id: newId(), order_id: orderId, shopper_id, kind: "late" as const, opened_at: house.clock.now() },
    ...{ predicted: true, chance_late: 0.6, because: "[]" },
  };
  let looking: Promise<number> | undefined;
  await house.database.transaction(async (tx) => {
    await tx.db.insertInto("incidents").values(other).execute();
    looking = assess();
    await someoneWaits();
  });
  await looking;
  const { rows } = await house.database.pool.query("select id, kind from incidents where order_id = $1", [orderId]);
  assert.deepEqual(rows, [{ id: other.id, kind: "late" }]);
  assert.deepEqual(await eventsOf(orderId), []);
  house.clock.advance(hour);
  await assess();
  assert.equal((await incidentOf(orderId))?.kind, "damaged", "the next look goes on from what stands");
});

test("a scan that comes while somebody looks is looked at next", async () => {
  const { orderId } = await promised("SCAN-1");
  house.clock.advance(20 * hour);
  let scanned: Promise<void> | undefined;
  await house.database.transaction(async (tx) => {
    await tx.client.query("select from delivery_watches where order_id = $1 for update", [orderId]);
    scanned = scan("SCAN-1", "attempt_failed");
    await someoneWaits();
    const next = new Date(house.clock.now().getTime() + hour);
    await tx.client.query("update delivery_watches set assess_at = $2 where order_id = $1", [orderId, next]);
  });
  await scanned;
  assert.ok((await watchOf(orderId))!.assess_at <= house.clock.now());
  await assess();
  assert.equal((await incidentOf(orderId))?.kind, "attempt-failed");
});

test("what a history left open is watched from the next business day on, what it says has arrived is not", async () => {
  const { work, clock } = house;
  const at = new Date(clock.now().getTime() - 24 * hour).toISOString();
  const lines = [{ sku: "A", quantity: 1, amount: 1_000 }];
  const order = (id: string) => ({ type: "order", id, at, channel: "online", currency: "EUR", lines }) as const;
  const records = [
    ...[order("OLD-1"), order("OLD-2"), order("OLD-3")],
    { type: "parcel", id: "P1", order: "OLD-1", shippedAt: at } as const,
    { type: "parcel", id: "P2", order: "OLD-2", shippedAt: at, deliveredAt: clock.now().toISOString() } as const,
  ].map((each) => IntakeRecord.parse(each));
  await work.run("test", (tx) => recordBatch(tx, "test", records, { history: true, now: clock.now() }));
  const step = assessments(house);
  await step();
  const { rows } = await house.database.pool.query(
    "select o.key from delivery_watches w join orders o on o.id = w.order_id where o.key like 'OLD%'",
  );
  assert.deepEqual(rows, [{ key: "OLD-1" }]);
  const { chance_late, latest } = await one<{ chance_late: number | null; latest: string }>(
    "select w.* from delivery_watches w join orders o on o.id = w.order_id where o.key = 'OLD-1'",
  );
  assert.equal(chance_late, null, "nothing was promised");
  assert.ok(latest >= clock.now().toISOString().slice(0, 10));
});

test("what was learned of lanes and states replaces what is stated", async () => {
  const { database, clock } = house;
  await database.pool.query(
    `insert into journeys (id, source, key, lane, started_at, starts_on, handed_over_on, delivered_on)
     select gen_random_uuid(), 'learn', n::text, 'std|main|DE|10', day, day, day, day + case when n % 10 = 0 then 9 else 8 end
     from generate_series(1, 400) n, lateral (select $1::date - 20 - n % 60 as day) as days`,
    [clock.now()],
  );
  await learnWays({ unitOfWork: house.work, clock });
  const { orderId } = await promised("LEARNED-1");
  await assess();
  const watched = (await watchOf(orderId))!;
  assert.equal(watched.basis, "learned");
  assert.ok(watched.chance_late > 0.9, "this lane takes eight days, and four were promised");
  assert.equal((await incidentOf(orderId))?.kind, "late");
});

test("an order whose history tells more than its lane is predicted by itself", async () => {
  const { database, clock, work } = house;
  // Of one lane those that were sent at night take a week longer.
  await database.pool.query(
    `insert into journeys (id, source, key, lane, service, started_at, starts_on, planned_days, handed_over_on, handed_over_at, delivered_on)
     select gen_random_uuid(), 'own', n::text, 'own|main|DE|10', 'own', day, day, 4, day, day + make_interval(hours => hour),
       case when day + way < $1::date then day + way end
     from generate_series(1, 1200) n,
       lateral (select $1::date - 1 - n % 120 as day, case when n % 2 = 0 then 3 else 15 end as hour) as days,
       lateral (select case when n % 2 = 0 then 9 else 2 end as way) as ways`,
    [clock.now()],
  );
  await learnWays({ unitOfWork: work, clock });
  const { orderId } = await promised("OWN-1");
  await database.pool.query(
    `update journeys set lane = 'own|main|DE|10', service = 'own', planned_days = 4, handed_over_on = $2::date,
       handed_over_at = $2::date + interval '3 hours' where order_id = $1`,
    [orderId, clock.now()],
  );
  await database.pool.query("update promises set lane = 'own|main|DE|10' where order_id = $1", [orderId]);
  await assess();
  const byLane = (await watchOf(orderId))!.chance_late;
  await predictWatched({ unitOfWork: work, clock });
  clock.advance(hour);
  await assess();
  const byItself = (await watchOf(orderId))!.chance_late;
  assert.ok(byItself > byLane + 0.2 && byItself > 0.8, `${byItself} after ${byLane}`);
});

test("what carriers say is learned from what followed, on the same day and on the next", async () => {
  const { database, clock, work } = house;
  // In transit on the day of the hand-over, out for delivery two days later and there on the same day; a fifth is never heard of again.
  await database.pool.query(
    `with given as (
       select gen_random_uuid() as id, n, $1::date - 70 - n % 40 as day, n % 5 = 0 as lost from generate_series(1, 500) n
     ), made as (
       insert into parcels (id, direction, status, phase, picked_up_at, delivered_at)
       select id, 'outbound', case when lost then 'in_transit' else 'delivered' end, case when lost then 1 else 2 end,
         day + interval '8 hours', case when not lost then day + interval '2 days 14 hours' end from given
     )
     insert into scans (id, parcel_id, key, source, code, status, at, heard_at)
     select gen_random_uuid(), id, 'a', 'test', 'a', 'in_transit', day + interval '9 hours', day from given
     union all select gen_random_uuid(), id, 'b', 'test', 'b', 'out_for_delivery', day + interval '2 days 8 hours', day
       from given where not lost`,
    [clock.now()],
  );
  await learnWays({ unitOfWork: work, clock });
  const tables = (await work.run("test", (tx) => currentWayTables(tx)))!;
  assert.ok(statusOdds(tables, "out_for_delivery", 0).today > statusOdds(undefined, "out_for_delivery", 0).today);
  const silent = statusOdds(tables, "in_transit", 1);
  assert.ok(silent.today < -1 && silent.next > 1, "never on the day after it was said, mostly on the next");
  assert.ok(statusOdds(tables, "in_transit", 6).lost > 0.5, "whoever is silent for so long has not come");
});

test("an order that cannot be looked at is left alone for an hour, is told of, and holds up no other", async () => {
  const { orderId: broken } = await promised("BROKEN-1");
  const { orderId: sound } = await promised("SOUND-1");
  const owner = new pg.Client({ connectionString: house.database.ownerUrl });
  await owner.connect();
  await owner.query(`create function refuses() returns trigger language plpgsql as
    $$ begin if new.assessed_at is not null and new.order_id = '${broken}' then raise exception 'broken'; end if; return new; end $$`);
  await owner.query("create trigger refuses before update on delivery_watches for each row execute function refuses()");
  const errors: string[] = [];
  await assessOrders({ ...house, onError: (error) => errors.push(String(error)) });
  assert.equal(errors.length, 1);
  assert.match(errors[0] ?? "", new RegExp(broken));
  assert.ok((await watchOf(sound))?.earliest, "looked at");
  assert.equal((await watchOf(broken))?.assess_at.getTime(), house.clock.now().getTime() + 3_600_000);
  await owner.query("drop trigger refuses on delivery_watches");
  await owner.end();
});

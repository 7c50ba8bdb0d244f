import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Life, livingShop, play, sampleHistory, sampleTour, sparing, WaitingPlans } from "@aftercare/simulator";
import { sql } from "kysely";
import { reactions, timers } from "../../capabilities.ts";
import { learnFromHistory } from "../../care/incentives/index.ts";
import { incidentOpened } from "../../facts/delivery/index.ts";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import { updateRetailer } from "../../facts/retailer/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { deliverReactions } from "../../foundation/reactions/index.ts";
import { issueOffer } from "../../means/offers/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { beginSampleLife, hasSampleLife, liveThrough, sampleLife } from "./index.ts";

const day = 86_400_000;

/** A small sample retailer whose life begins now. */
async function sampleHouse(): Promise<{ house: TestHouse; life: Life }> {
  const house = await testHouse();
  const life = await house.work.run("test", async (tx) => {
    const { records, life } = await recordHistory(tx, house.clock.now());
    const spared = sparing(life, sampleTour(records));
    await beginSampleLife(tx, spared);
    return spared;
  });
  await learnFromHistory({ unitOfWork: house.work, clock: house.clock });
  return { house, life };
}

async function recordHistory(tx: Tx, now: Date) {
  const history = sampleHistory({ seed: "house", until: now, shoppers: 300 });
  const parsed = history.records.map((record) => IntakeRecord.parse(record));
  await recordBatch(tx, "sample", parsed, { history: true, now });
  await updateRetailer(tx, { origin: "sample" });
  return history;
}

/** Lets time pass in steps of half a day, and life with it. */
async function livePast({ work, clock }: TestHouse, days: number, lives = [sampleLife({ work, clock })]) {
  const end = clock.now().getTime() + days * day;
  while (clock.now().getTime() < end) {
    clock.advance(12 * 3_600_000);
    await Promise.all(
      lives.map(async (live) => {
        while ((await live()) > 0);
      }),
    );
  }
}

/** The orders and returns since an instant, by their numbers. */
async function recorded({ database }: TestHouse, since: Date): Promise<string[]> {
  const { rows } = await sql<{ type: string; key: string; at: Date }>`
    select 'order' as type, key, placed_at as at from orders where placed_at > ${since}
    union all select 'return', key, returned_at from returns where returned_at > ${since}`.execute(database.kysely);
  return rows.map(({ type, key, at }) => `${type} ${key} ${at.toISOString()}`).sort();
}

async function count({ database }: TestHouse, table: string, where = sql`true`): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from ${sql.table(table)} where ${where}`.execute(database.kysely);
  return rows[0]?.count ?? 0;
}

let one: Awaited<ReturnType<typeof sampleHouse>>;
let two: Awaited<ReturnType<typeof sampleHouse>>;
let begin: Date;

before(async () => {
  one = await sampleHouse();
  two = await sampleHouse();
  begin = one.house.clock.now();
});
after(async () => {
  await one.house.close();
  await two.house.close();
});

test("a real shop has no such life", async () => {
  const house = await testHouse();
  assert.equal(await hasSampleLife(house.database), false);
  assert.equal(await sampleLife(house)(), 0);
  await house.close();
});

test("people order, parcels come, goods come back, and each return gets its decision and its offer", async () => {
  await livePast(one.house, 40);
  const { house } = one;
  const since = sql`${begin}`;
  assert.ok((await count(house, "orders", sql`placed_at > ${since}`)) > 60);
  assert.ok((await count(house, "parcels", sql`delivered_at > ${since}`)) > 40);
  const returns = await count(house, "returns", sql`returned_at > ${since}`);
  assert.ok(returns > 10, `${returns} returns`);
  // What was announced is decided about by a reaction, once it is here.
  const live = sql`not retrospective and moment = 'return.incentive'`;
  const decisions = await count(house, "decisions", live);
  assert.ok(decisions > returns * 0.4 && decisions <= returns, `${decisions} decisions for ${returns} returns`);
  const chosen = await count(house, "decisions", sql`${live} and chosen <> 'none'`);
  assert.equal(await count(house, "offers"), chosen);
  assert.equal(await count(house, "sample_plans", sql`at <= ${house.clock.now()}`), 0);
});

test("reactions find everything in order: points and decisions take what life brings", async () => {
  const { house } = one;
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]));
  const decisions = await count(house, "decisions");
  while ((await deliverReactions(house.work, house.clock, byName)) > 0);
  assert.equal(await count(house, "reactions", sql`parked_at is not null or attempts > 0`), 0);
  assert.ok((await count(house, "decisions")) >= decisions);
});

test("an offer is used for the trip it was kept for, at the price the checkout answers; one that was taken back is not", async () => {
  const { house } = one;
  const terms = { kind: "percent-off", percent: 20 } as const;
  const codes = await house.work.run("test", async (tx) => {
    const trips = await sql<{ key: string }>`
      select key from sample_plans where plan ->> 'kind' = 'shop' and not plan ? 'offer' order by at limit 8`.execute(
      tx.db,
    );
    const issued: string[] = [];
    for (const { key } of trips.rows) {
      const wanted = { action: "percent-20", terms, currency: "EUR", decisionId: newId<"dec">() };
      const { code } = await issueOffer(tx, wanted, house.clock.now());
      issued.push(code);
      const offer = JSON.stringify({ code, kind: terms.kind });
      await sql`
        update sample_plans set plan = jsonb_set(plan, '{offer}', ${offer}::jsonb) where key = ${key}`.execute(tx.db);
    }
    await tx.db.updateTable("offers").set({ state: "revoked" }).where("code", "=", issued[0]!).execute();
    return issued;
  });
  await livePast(house, 20);
  const { rows } = await sql<{ code: string; state: string; given: bigint | null; listed: bigint; paid: bigint }>`
    select o.code, o.state, o.given, sum(l.listed) as listed, sum(l.paid) as paid
    from offers o
      left join orders r on r.source = o.purchase_source and r.key = o.purchase_number
      left join order_lines l on l.order_id = r.id
    where o.code = any(${codes}) group by o.id`.execute(house.database.kysely);
  const used = rows.filter(({ state }) => state === "redeemed");
  assert.equal(rows.find(({ code }) => code === codes[0])?.state, "revoked");
  assert.equal(used.length, codes.length - 1);
  for (const { given, listed, paid, code } of used) {
    assert.ok(given !== null && given > 0n, code);
    // Nothing but the offer and reductions of the goods themselves: what is paid is a fifth less than the rest.
    const before = BigInt(paid) + given;
    assert.ok(before <= BigInt(listed) && given === before / 5n, `${code}: ${given} of ${before}`);
  }
});

test("people answer offers that a person handed them at the counter, once", async () => {
  const { house } = one;
  const terms = { kind: "credit", amount: 50_000 } as const;
  const { rows } = await sql<{ shopper: string; plan: { key: string; at: number } }>`
    select s.id as shopper, p.plan from sample_plans p join shoppers s on s.source = 'sample' and p.key = 'shop/' || s.key
    where p.plan ->> 'kind' = 'shop' and not p.plan ? 'offer' and p.at > ${new Date(house.clock.now().getTime() + 2 * day)}
    order by p.at limit 40`.execute(house.database.kysely);
  await house.work.run("test", async (tx) => {
    for (const [index, { shopper }] of rows.entries()) {
      const returnId = newId<"ret">();
      const about = { id: returnId, shopper_id: shopper, source: "counter", key: `R-${900_000 + index}` };
      const what = { returned_at: house.clock.now(), channel: "store", currency: "EUR", amount: 0n, units: 1 } as const;
      await tx.db
        .insertInto("returns")
        .values({ ...about, ...what, store_id: null })
        .execute();
      const wanted = { action: "credit", terms, currency: "EUR", decisionId: newId<"dec">(), returnId };
      await issueOffer(tx, wanted, house.clock.now());
    }
  });
  const kept = () => count(house, "sample_plans", sql`plan -> 'offer' ->> 'kind' = 'credit'`);
  const live = sampleLife(house);
  await live();
  assert.equal(await kept(), 0, "an offer that is just being handed over is not heard of yet");
  house.clock.advance(5_000);
  await live();
  const first = await kept();
  assert.ok(first > 20, `${first} of ${rows.length} mean to use it`);
  house.clock.advance(5_000);
  await live();
  assert.equal(await kept(), first);
});

test("people choose what is done about a parcel of theirs that is in trouble, most within a day, each once", async () => {
  const { house } = one;
  const { rows } = await sql<{ order: Id<"ord">; shopper: Id<"shp"> }>`
    select o.id as order, s.id as shopper from orders o join shoppers s on s.id = o.shopper_id
      join sample_plans p on p.key = 'shop/' || s.key
    where o.source = 'sample' and o.channel = 'online' and p.plan ->> 'kind' = 'shop' order by o.placed_at desc limit 30`.execute(
    house.database.kysely,
  );
  await house.work.run("test", async (tx) => {
    const at = house.clock.now();
    const on = (days: number) => new Date(at.getTime() + days * day).toISOString().slice(0, 10);
    for (const { order: orderId, shopper: shopperId } of rows) {
      const incidentId = newId<"inc">();
      const window = { newEarliest: on(5), newLatest: on(6) };
      await tx.db
        .insertInto("incidents")
        .values({
          ...{ id: incidentId, order_id: orderId, shopper_id: shopperId, kind: "late", fault: "carrier" },
          ...{ opened_at: at, predicted: true, chance_late: 0.9, promised_latest: on(2) },
          ...{ new_earliest: window.newEarliest, new_latest: window.newLatest, because: "[]" },
        })
        .execute();
      const told = { kind: "late", fault: "carrier", chanceLate: 0.9, promisedLatest: on(2), predicted: true } as const;
      const data = { incidentId, orderId, shopperId, ...told, ...window };
      await tx.append(incidentOpened({ subject: shopperId, at, data }));
    }
  });
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]));
  while ((await deliverReactions(house.work, house.clock, byName)) > 0);
  const offered = await count(house, "remedies");
  assert.ok(offered > 20, `${offered} remedies`);
  const chosen = () => count(house, "remedies", sql`chosen_by = 'shopper'`);
  await livePast(house, 1);
  const first = await chosen();
  assert.ok(first > offered * 0.4 && first < offered, `${first} of ${offered} have chosen`);
  await livePast(house, 1);
  assert.ok((await chosen()) - first <= offered * 0.2);
});

test("who was left without a word about a late parcel stays away more often; what has been felt is not felt again", async () => {
  const { house } = one;
  await sql`update sample_life set felt_until = ${new Date(house.clock.now().getTime() - day)}`.execute(
    house.database.kysely,
  );
  const { rows } = await sql<{ key: string; order: Id<"ord">; shopper: Id<"shp"> }>`
    select p.key, min(o.id::text) as order, s.id as shopper from sample_plans p
      join shoppers s on s.source = 'sample' and p.key = 'shop/' || s.key join orders o on o.shopper_id = s.id
    where p.plan ->> 'kind' = 'shop' and p.at < ${new Date(house.clock.now().getTime() + 100 * day)}
    group by p.key, s.id order by p.key`.execute(house.database.kysely);
  const at = new Date(house.clock.now().getTime() - day / 2);
  const [dueOn, cameOn] = [new Date(at.getTime() - 9 * day), at].map((instant) => instant.toISOString().slice(0, 10));
  await sql`delete from promises`.execute(house.database.kysely);
  await sql`delete from journeys`.execute(house.database.kysely);
  for (const { order, shopper } of rows) {
    const journey = newId();
    const lane = "standard|kassel|DE|-";
    await sql`insert into journeys (id, source, key, order_id, shopper_id, lane, started_at, starts_on, delivered_on, delivered_at)
      values (${journey}, 'test', ${order}, ${order}, ${shopper}, ${lane}, ${at}, ${dueOn!}, ${cameOn!}, ${at})`.execute(
      house.database.kysely,
    );
    await sql`insert into promises (id, order_id, journey_id, shopper_id, lane, basis, made_at, starts_on, first_earliest,
        first_latest, earliest, latest, status, settled_on, delivered_on)
      values (${newId()}, ${order}, ${journey}, ${shopper}, ${lane}, 'shop', ${at}, ${dueOn!}, ${dueOn!}, ${dueOn!}, ${dueOn!},
        ${dueOn!}, 'missed', ${dueOn!}, ${cameOn!})`.execute(house.database.kysely);
  }
  const keys = rows.map(({ key }) => key);
  const far = new Date(house.clock.now().getTime() + 150 * day);
  const away = () => count(house, "sample_plans", sql`key = any(${keys}) and at > ${far}`);
  assert.equal(await away(), 0);
  const live = sampleLife(house);
  await live();
  const first = await away();
  assert.ok(first > 0 && first < rows.length * 0.5, `${first} of ${rows.length} stay away`);
  house.clock.advance(5_000);
  await live();
  assert.equal(await away(), first);
});

test("some open the guides that they were told of, once", async () => {
  const { house } = one;
  const contentId = newId<"cnt">();
  const texts = JSON.stringify({ en: { title: "Care", summary: "Cold.", body: "At 30 degrees." } });
  await sql`insert into content_items (id, key, kind, moment, language, texts, updated_at, updated_by)
    values (${contentId}, 'care', 'care', 'on-arrival', 'en', ${texts}::jsonb, ${house.clock.now()}, 'test')`.execute(
    house.database.kysely,
  );
  await sql`insert into order_contents (order_id, content_id, shopper_id, lines, chosen_at, sent_at)
    select id, ${contentId}, shopper_id, '{1}', ${house.clock.now()}, ${house.clock.now()} from orders
    where source = 'sample' order by placed_at desc limit 60`.execute(house.database.kysely);
  const opened = () => count(house, "order_contents", sql`content_id = ${contentId} and opens = 1`);
  const live = sampleLife(house);
  await live();
  assert.equal(await opened(), 0);
  house.clock.advance(3 * day);
  await live();
  const first = await opened();
  assert.ok(first > 12 && first < 40, `${first} of 60`);
  house.clock.advance(5_000);
  await live();
  assert.equal(await opened(), first);
  assert.equal(await count(house, "order_contents", sql`content_id = ${contentId} and opens > 1`), 0);
});

test("two workers at once, with stops between, play what one life brings: nothing twice, nothing left out", async () => {
  const { house, life } = two;
  // Without a program nobody is offered anything, so that everything follows from the seed alone.
  await sql`update programs set published_version = null`.execute(house.database.kysely);
  const lives = () => [sampleLife(house), sampleLife(house)];
  await livePast(house, 15, lives());
  await livePast(house, 15, lives());
  const alone = livedAlone(life, house.clock.now().getTime());
  assert.ok(alone.length > 60);
  // What is announced gets its number and its hour from the house.
  const ordered = (lines: readonly string[]) => lines.filter((line) => line.startsWith("order"));
  const lived = await recorded(house, begin);
  assert.deepEqual(ordered(lived), ordered(alone.sort()));
  // What is faulty and what was a gift comes back beside anybody's plans.
  const owed = sql`gift_id is not null or id in (select return_request_id from claims)`;
  const besides = await count(house, "returns", sql`request_id in (select id from return_requests where ${owed})`);
  assert.equal(lived.length, alone.length + besides);
  assert.equal(await count(house, "offers"), 0);
  const planned = sql`state = 'closed' and not coalesce(${owed}, false)`;
  const closed = await count(house, "return_requests", planned);
  assert.ok(closed > 0);
  const ofPlanned = sql`request_id in (select id from return_requests where ${planned})`;
  assert.equal(await count(house, "return_settlements", ofPlanned), closed);
  const lately = new Date(house.clock.now().getTime() - day);
  assert.equal(await count(house, "sample_life", sql`heard_until > ${lately}`), 1, "nothing is looked for twice");
});

test("months that are lived before anybody looks end with decisions of the moment, used offers and known outcomes", async () => {
  const house = await testHouse();
  const from = house.clock.now();
  house.clock.advance(90 * day);
  const until = house.clock.now();
  const days: number[] = [];
  const { told, tour } = await house.work.run("test", async (tx) => {
    const { records, life } = await recordHistory(tx, from);
    const lived = await liveThrough(tx, { ...house, reactions, timers }, life, { from, until }, (done) => {
      days.push(done);
    });
    await beginSampleLife(tx, lived.life);
    return { told: lived.told, tour: sampleTour([...records, ...lived.told]) };
  });
  assert.deepEqual([days.length, days.at(-1)], [90, 90]);
  const lines = told.flatMap((record) =>
    record.type === "order" || record.type === "return" ? [`${record.type} ${record.id} ${record.at}`] : [],
  );
  assert.deepEqual(await recorded(house, from), lines.sort());
  assert.equal(await count(house, "decisions", sql`retrospective`), 0);
  const { rows } = await sql<{ returns: number; at_once: number; ripe: number }>`
    select count(*)::int as returns, count(*) filter (where d.decided_at = r.returned_at)::int as at_once,
      count(*) filter (where d.ripe_at <= ${until})::int as ripe
    from returns r join decisions d on d.subject = r.id where r.returned_at > ${from}`.execute(house.database.kysely);
  const { returns, at_once, ripe } = rows[0]!;
  assert.ok(returns > 30 && ripe > 5, `${ripe} of ${returns} are ripe`);
  assert.equal(at_once, returns);
  assert.equal(await count(house, "outcomes"), ripe);
  assert.ok((await count(house, "offers", sql`state = 'expired'`)) > 0);
  assert.equal(await count(house, "offer_uses"), await count(house, "offers"));
  assert.equal(await count(house, "sample_plans", sql`at <= ${until}`), 0);
  assert.equal(await count(house, "reactions"), 0);
  assert.ok(lines.some((line) => line.startsWith(`order ${tour.shopper.order} `)));
  await house.close();
});

/** What a life tells when nobody offers anything, played in memory. */
function livedAlone({ plans, state: begun }: Life, until: number): string[] {
  const waiting = new WaitingPlans(plans);
  const shop = livingShop(begun);
  const lines: string[] = [];
  let state = begun;
  for (let plan = waiting.takeNext(until); plan !== undefined; plan = waiting.takeNext(until)) {
    if (plan.kind === "ask") continue;
    const played = play(plan, shop, state);
    state = played.state;
    waiting.put(played.plans);
    for (const record of played.records)
      if (record.type === "order" || record.type === "return") lines.push(`${record.type} ${record.id} ${record.at}`);
  }
  return lines;
}

test("what does not fit is exchanged and sent, faults are reported and mended, gifts given back: by nobody's hand", async () => {
  const { house } = await sampleHouse();
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]));
  const live = [sampleLife(house)];
  for (let days = 0; days < 26; days += 2) {
    await livePast(house, 2, live);
    while ((await deliverReactions(house.work, house.clock, byName)) > 0);
  }
  assert.ok((await count(house, "exchanges", sql`state in ('shipped', 'completed')`)) > 0, "sent");
  assert.ok((await count(house, "claims")) >= 6, "faults");
  assert.ok((await count(house, "claims", sql`state in ('in-cure', 'settled')`)) > 0, "seen to");
  assert.ok((await count(house, "gifts")) > 0, "gifts");
  await house.close();
});

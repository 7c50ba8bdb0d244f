import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Life, livingShop, play, sampleHistory, sampleTour, sparing } from "@aftercare/simulator";
import { sql } from "kysely";
import { reactions } from "../../capabilities.ts";
import { learnFromHistory } from "../../care/incentives/index.ts";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import { updateRetailer } from "../../facts/retailer/index.ts";
import { deliverReactions } from "../../foundation/reactions/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { beginSampleLife, hasSampleLife, sampleLife } from "./index.ts";

const day = 86_400_000;

/** A small sample retailer whose life begins now. */
async function sampleHouse(): Promise<{ house: TestHouse; life: Life }> {
  const house = await testHouse();
  const now = house.clock.now();
  const { records, life } = sampleHistory({ seed: "house", until: now, shoppers: 300 });
  const spared = sparing(life, sampleTour(records));
  await house.work.run("test", async (tx) => {
    const parsed = records.map((record) => IntakeRecord.parse(record));
    await recordBatch(tx, "sample", parsed, { history: true, now });
    await updateRetailer(tx, { origin: "sample" });
    await beginSampleLife(tx, spared);
  });
  await learnFromHistory({ unitOfWork: house.work, clock: house.clock });
  return { house, life: spared };
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
async function told({ database }: TestHouse, since: Date): Promise<string[]> {
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
  const live = sql`not retrospective`;
  const decisions = await count(house, "decisions", live);
  assert.ok(decisions > returns * 0.6 && decisions <= returns, `${decisions} decisions for ${returns} returns`);
  const offers = await count(house, "offers");
  assert.ok(offers > 0 && offers <= (await count(house, "decisions", sql`${live} and chosen <> 'none'`)));
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

test("offers bring people back: what they take off is the order's discount, and the order is named", async () => {
  const { house } = one;
  await livePast(house, 60);
  const { rows } = await sql<{ given: bigint | null; discount: bigint; code: string }>`
    select o.given, o.code, (select sum(l.discount) from order_lines l where l.order_id = r.id) as discount
    from offers o join orders r on r.source = 'sample' and r.key = o.purchase_number
    where o.state = 'redeemed'`.execute(house.database.kysely);
  assert.ok(rows.length > 0, `${rows.length} offers were redeemed`);
  for (const { given, discount, code } of rows) assert.ok(BigInt(discount) >= (given ?? 0n), code);
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
  assert.deepEqual(await told(house, begin), alone.sort());
  assert.equal(await count(house, "offers"), 0);
});

/** What a life tells when nobody offers anything, played in memory. */
function livedAlone({ plans, state: begun }: Life, until: number): string[] {
  const waiting = [...plans];
  const shop = livingShop(begun);
  const lines: string[] = [];
  let state = begun;
  for (;;) {
    waiting.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
    const plan = waiting.shift();
    if (plan === undefined || plan.at > until) return lines;
    if (plan.kind === "ask") continue;
    const played = play(plan, shop, state);
    state = played.state;
    waiting.push(...played.plans);
    for (const record of played.records)
      if (record.type === "order" || record.type === "return") lines.push(`${record.type} ${record.id} ${record.at}`);
  }
}

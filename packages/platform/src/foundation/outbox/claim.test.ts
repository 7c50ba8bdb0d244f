import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import pg from "pg";
import { type TestDatabase, testDatabase } from "../database/testing.ts";
import { newId } from "../ids/index.ts";
import { claimDue } from "./index.ts";

const now = new Date("2026-03-02T09:00:00Z");
const minute = 60_000;
const due = { table: "letters", dueStates: ["queued"], leasedState: "sending", limit: 20, leaseMs: 2 * minute };
const later = (ms: number) => new Date(now.getTime() + ms);

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(`create table letters (id uuid primary key, state text not null, due_at timestamptz not null,
    lease_until timestamptz, attempts int not null default 0)`);
  await owner.end();
});
after(() => database.close());

async function queued(count: number, at = now): Promise<string[]> {
  await sql`delete from letters`.execute(database.kysely);
  const ids = Array.from({ length: count }, () => newId() as string);
  await sql`insert into letters select id, 'queued', ${at} from unnest(${ids}::uuid[]) id`.execute(database.kysely);
  return ids;
}

const claim = (at = now, limit = 20) => database.transaction((tx) => claimDue(tx, { ...due, limit, now: at }));

test("two who claim at once get different rows, and together all that are due", async () => {
  const ids = await queued(30);
  const claims = await Promise.all([claim(now, 20), claim(now, 20), claim(now, 20)]);
  const got = claims.flat().map(({ id }) => id);
  assert.equal(new Set(got).size, got.length);
  const rest = await claim(now, 20);
  assert.deepEqual([...got, ...rest.map(({ id }) => id)].toSorted(), ids.toSorted());
});

test("what is not due yet waits, and what was claimed is left alone until its lease ends", async () => {
  await queued(1, later(minute));
  assert.deepEqual(await claim(), []);
  const [first] = await claim(later(minute));
  assert.deepEqual([first?.attempts, first?.lost], [1, false]);
  assert.deepEqual(await claim(later(2 * minute)), []);
  const [again] = await claim(later(4 * minute));
  assert.deepEqual([again?.id, again?.attempts, again?.lost], [first?.id, 2, true]);
});

test("a claim whose transaction fails has claimed nothing", async () => {
  await queued(1);
  const failed = database.transaction(async (tx) => {
    await claimDue(tx, { ...due, now });
    throw new Error("died");
  });
  await assert.rejects(failed, /died/);
  assert.equal((await claim())[0]?.attempts, 1);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { z } from "zod";
import { migrationFolders } from "../../migrations.ts";
import { testClock } from "../clock/index.ts";
import { testDatabase } from "../database/testing.ts";
import { fact, openUnitOfWork, type StoredEvent } from "../events/index.ts";
import { newId } from "../ids/index.ts";
import { deliverReactions, enqueueReactions, on, parkedReactions, type Reaction, retryParked } from "./index.ts";

const counted = fact("test.counted", { summary: "Something was counted.", data: z.object({ n: z.int() }) });

async function setUp(
  run: (event: StoredEvent<{ n: number }>, tx: Parameters<Reaction["run"]>[0]["tx"]) => Promise<void>,
) {
  const database = await testDatabase(migrationFolders);
  const clock = testClock();
  const reaction = on(counted, "test.count", ({ tx }, event) => run(event, tx));
  const work = openUnitOfWork(database, clock, [enqueueReactions([reaction], clock)]);
  const deliver = () => deliverReactions(work, clock, new Map([[reaction.name, reaction]]));
  const append = (subject: string, n: number) =>
    work.run("test", (tx) => tx.append(counted({ subject, at: clock.now(), data: { n } })));
  return { database, clock, work, deliver, append };
}

test("facts of one subject arrive in order, and a poisoned subject holds back only itself until a person looks", async () => {
  const seen: string[] = [];
  let poisoned = true;
  const [good, bad] = [newId(), newId()];
  const { database, clock, work, deliver, append } = await setUp(async ({ subject, data }) => {
    if (subject === bad && data.n === 1 && poisoned) throw new Error("cannot digest this");
    seen.push(`${subject === good ? "good" : "bad"} ${data.n}`);
  });
  for (const n of [1, 2, 3]) {
    await append(bad, n);
    await append(good, n);
  }
  for (let round = 0; round < 20; round++) {
    while ((await deliver()) > 0);
    clock.advance(3 * 3_600_000);
  }
  assert.deepEqual(seen, ["good 1", "good 2", "good 3"]);

  const parked = await work.run("test", parkedReactions);
  assert.equal(parked.length, 1);
  assert.equal(parked[0]?.waiting, 2);
  assert.match(parked[0]?.error ?? "", /cannot digest this/);

  poisoned = false;
  const id = parked[0]?.id ?? 0n;
  assert.equal(await work.run("test", (tx) => retryParked(tx, id, clock.real())), true);
  assert.equal(await work.run("test", (tx) => retryParked(tx, id, clock.real())), false);
  while ((await deliver()) > 0);
  assert.deepEqual(seen.slice(3), ["bad 1", "bad 2", "bad 3"]);
  await database.close();
});

test("what a failed try wrote is undone, and the rest of its batch is kept", async () => {
  const { database, work, deliver, append } = await setUp(async ({ data }, tx) => {
    await sql`insert into timers (key, timer, subject, data, due_at) values (${`t${data.n}`}, 't', ${newId()}, '{}', now())`.execute(
      tx.db,
    );
    if (data.n === 2) throw new Error("after the write");
  });
  for (const n of [1, 2, 3]) await append(newId(), n);
  assert.equal(await deliver(), 3);
  const keys = await work.run("test", (tx) => tx.db.selectFrom("timers").select("key").orderBy("key").execute());
  assert.deepEqual(
    keys.map(({ key }) => key),
    ["t1", "t3"],
  );
  await database.close();
});

test("two workers at once deliver every fact exactly once in the database, and each subject in order", async () => {
  const { database, work, deliver, append } = await setUp(async ({ subject, data }, tx) => {
    await sql`insert into timers (key, timer, subject, data, due_at)
      values (${`${subject}/${data.n}`}, ${String(data.n)}, ${subject}, '{}', clock_timestamp())`.execute(tx.db);
  });
  const subjects = Array.from({ length: 8 }, () => newId());
  await Promise.all(
    subjects.map(async (subject) => {
      for (const n of [1, 2, 3, 4, 5]) await append(subject, n);
    }),
  );
  const drain = async () => {
    while ((await deliver()) > 0);
  };
  await Promise.all([drain(), drain(), drain()]);
  await drain();
  const rows = await work.run("test", (tx) =>
    tx.db.selectFrom("timers").select(["subject", "timer"]).orderBy("due_at").execute(),
  );
  assert.equal(rows.length, 40);
  for (const subject of subjects) {
    assert.deepEqual(
      rows.filter((row) => row.subject === subject).map((row) => row.timer),
      ["1", "2", "3", "4", "5"],
    );
  }
  await database.close();
});

test("a rolled-back append leaves neither fact nor delivery; imported history calls for no reaction", async () => {
  let runs = 0;
  const { database, work, clock, deliver } = await setUp(async () => {
    runs++;
  });
  const event = () => counted({ subject: newId(), at: clock.now(), data: { n: 1 } });
  await assert.rejects(
    work.run("test", async (tx) => {
      await tx.append(event());
      throw new Error("no");
    }),
  );
  await work.run("test", (tx) => tx.appendHistory([event()]));
  assert.equal(await deliver(), 0);
  assert.equal(runs, 0);
  const { count } = await database.kysely
    .selectFrom("events")
    .select((the) => the.fn.countAll().as("count"))
    .executeTakeFirstOrThrow();
  assert.equal(Number(count), 1);
  await database.close();
});

test("the same thing told twice by its sender is one fact, also when it is told twice at once", async () => {
  const { database, work, clock } = await setUp(async () => {});
  const subject = newId();
  const tell = () =>
    work.run("test", (tx) =>
      tx.append(counted({ subject, at: clock.now(), data: { n: 1 }, origin: { source: "shop", key: "1" } })),
    );
  const told = await Promise.all([tell(), tell(), tell()]);
  assert.deepEqual(told.map((stored) => stored.length).sort(), [0, 0, 1]);
  await database.close();
});

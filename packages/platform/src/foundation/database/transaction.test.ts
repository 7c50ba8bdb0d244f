import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Generated } from "kysely";
import pg from "pg";
import { TransactionAbortedError } from "./index.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

interface LedgerTestRow {
  id: Generated<bigint>;
  owner: string;
  amount: string;
}

// What every capability does: this compiles only if the declaration merges.
declare module "./tables.ts" {
  interface Tables {
    transaction_test: LedgerTestRow;
  }
}

describe("transaction", () => {
  let db: TestDatabase;
  before(async () => {
    db = await testDatabase();
    const owner = new pg.Client({ connectionString: db.ownerUrl });
    await owner.connect();
    await owner.query(`CREATE TABLE transaction_test (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner text NOT NULL, amount numeric NOT NULL)`);
    await owner.end();
  });
  after(() => db.close());

  const owners = async () => {
    const rows = await db.kysely.selectFrom("transaction_test").select("owner").orderBy("owner").execute();
    return rows.map((row) => row.owner);
  };

  test("a transaction commits what both of its faces wrote, and rolls back both when its work throws", async () => {
    await db.transaction(async (tx) => {
      await tx.db.insertInto("transaction_test").values({ owner: "typed", amount: "1.10" }).execute();
      await tx.client.query("INSERT INTO transaction_test (owner, amount) VALUES ('plain', 2)");
    });
    await assert.rejects(
      db.transaction(async (tx) => {
        await tx.db.insertInto("transaction_test").values({ owner: "gone", amount: "3" }).execute();
        await tx.client.query("INSERT INTO transaction_test (owner, amount) VALUES ('gone too', 4)");
        throw new Error("no");
      }),
      /^Error: no$/,
    );
    assert.deepEqual(await owners(), ["plain", "typed"]);
  });

  test("queries made at once in one transaction take turns", async () => {
    const values = await db.transaction((tx) =>
      Promise.all([1, 2, 3].map((n) => tx.db.selectNoFrom((eb) => eb.val(n).as("n")).executeTakeFirstOrThrow())),
    );
    assert.deepEqual(
      values.map((row) => Number(row.n)),
      [1, 2, 3],
    );
  });

  test("a query after the end and a transaction within a transaction are refused", async () => {
    const leaked = await db.transaction(async (tx) => {
      await assert.rejects(
        tx.db.transaction().execute(async () => 1),
        /already inside a transaction/,
      );
      return { db: tx.db };
    });
    await assert.rejects(leaked.db.selectFrom("transaction_test").selectAll().execute(), /this transaction has ended/);
  });

  test("what is said at the end is committed with the rest, and when it fails nothing is", async () => {
    const write = (owner: string, last: string) =>
      db.transaction(async (tx) => {
        tx.atEnd(() => tx.client.query("INSERT INTO transaction_test (owner, amount) VALUES ('last', $1)", [last]));
        await tx.client.query("INSERT INTO transaction_test (owner, amount) VALUES ($1, 1)", [owner]);
      });
    await assert.rejects(write("lost with its end", "no number"), /invalid input syntax/);
    const before = await owners();
    await write("ended", "1");
    assert.deepEqual((await owners()).toSorted(), [...before, "ended", "last"].toSorted());
    await db.kysely.deleteFrom("transaction_test").where("owner", "in", ["ended", "last"]).execute();
    assert.ok(!before.includes("lost with its end"));
  });

  test("a swallowed failure does not pass for a commit", async () => {
    await assert.rejects(
      db.transaction(async (tx) => {
        await tx.db.insertInto("transaction_test").values({ owner: "lost", amount: "1" }).execute();
        await tx.client.query("SELECT 1/0").catch(() => {});
      }),
      TransactionAbortedError,
    );
    assert.ok(!(await owners()).includes("lost"));
  });

  test("after a deadlock the loser runs again and both commit", async () => {
    await db.transaction((tx) =>
      tx.db
        .insertInto("transaction_test")
        .values([
          { owner: "x", amount: "0" },
          { owner: "y", amount: "0" },
        ])
        .execute(),
    );
    const met = Promise.withResolvers<void>();
    let holding = 0;
    let runs = 0;
    const add = (first: string, second: string) =>
      db.transaction(async (tx) => {
        runs++;
        await tx.client.query("UPDATE transaction_test SET amount = amount + 1 WHERE owner = $1", [first]);
        if (++holding === 2) met.resolve();
        await met.promise;
        await tx.client.query("UPDATE transaction_test SET amount = amount + 1 WHERE owner = $1", [second]);
      });
    await Promise.all([add("x", "y"), add("y", "x")]);
    const rows = await db.kysely
      .selectFrom("transaction_test")
      .select("amount")
      .where("owner", "in", ["x", "y"])
      .execute();
    assert.deepEqual(
      rows.map((row) => row.amount),
      ["2", "2"],
    );
    assert.equal(runs, 3);
  });

  test("column values arrive exact", async () => {
    const { rows } = await db.pool.query(`SELECT 9007199254740993::int8 AS big, '{1,NULL}'::int8[] AS bigs,
    12345678901234567890.12::numeric AS amount, '{0.1}'::numeric[] AS amounts, '2026-03-29'::date AS day,
    '{2026-03-29}'::date[] AS days, '2026-03-29T01:00:00Z'::timestamptz AS at,
    '0192d3a4-0000-7000-8000-000000000000'::uuid AS id, '{"a":[1]}'::jsonb AS data, 7::int AS small`);
    assert.deepEqual(rows[0], {
      big: 9007199254740993n,
      bigs: [1n, null],
      amount: "12345678901234567890.12",
      amounts: ["0.1"],
      day: "2026-03-29",
      days: ["2026-03-29"],
      at: new Date("2026-03-29T01:00:00Z"),
      id: "0192d3a4-0000-7000-8000-000000000000",
      data: { a: [1] },
      small: 7,
    });
  });

  test("a connection that the server cuts fails its query, not the process, and the pool goes on", async () => {
    await assert.rejects(
      db.transaction(async (tx) => {
        const { rows } = await tx.client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
        await db.pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
        await tx.client.query("SELECT 1");
      }),
    );
    assert.equal((await db.pool.query("SELECT 1 AS one")).rows[0].one, 1);
  });
});

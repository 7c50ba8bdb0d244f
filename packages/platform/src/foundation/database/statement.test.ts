import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { newId } from "../ids/index.ts";
import { listed, statement } from "./index.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

const half = statement<[n: number], { readonly half: number }>("test.half", "select 10 / $1::int as half");
const found = statement<[ids: readonly string[]], { readonly n: bigint }>(
  "test.found",
  `select count(*) as n from unnest(${listed("$1")}) as id where id = any(${listed("$1")})`,
);

describe("statement", () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());

  test("answers each of several made at once with its own rows, on a connection and on a pool", async () => {
    const ask = (on: Parameters<typeof half>[0]) => Promise.all([1, 2, 5].map((n) => half(on, n)));
    const answers = [[{ half: 10 }], [{ half: 5 }], [{ half: 2 }]];
    assert.deepEqual(await database.transaction(ask), answers);
    assert.deepEqual(await ask({ client: database.pool }), answers);
  });

  test("that fails takes the transaction with it, and leaves the connection good for the next", async () => {
    await assert.rejects(
      database.transaction((tx) => Promise.all([half(tx, 1), half(tx, 0), half(tx, 2)])),
      /division by zero/,
    );
    assert.deepEqual(await database.transaction((tx) => half(tx, 5)), [{ half: 2 }]);
  });

  test("keeps its plan, however many ids it is given", async () => {
    await database.transaction(async (tx) => {
      for (const count of [1, 3, 1, 40, 2, 1, 7, 1]) {
        const ids = Array.from({ length: count }, () => newId());
        assert.deepEqual(await found(tx, ids), [{ n: BigInt(count) }]);
      }
      const { rows } = await tx.client.query<{ generic_plans: bigint }>(
        "select generic_plans from pg_prepared_statements where name = 'test.found'",
      );
      assert.ok((rows[0]?.generic_plans ?? 0n) > 0n);
    });
  });
});

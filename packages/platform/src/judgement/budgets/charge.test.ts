import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openDatabase } from "../../foundation/database/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { newId } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { payCharge } from "./charge.ts";
import { shardCount } from "./shards.ts";

import "./budget-tables.ts";

let database: TestDatabase;
before(async () => {
  database = await testDatabase(migrationFolders);
});
after(() => database.close());

test("a charge is taken once, also where the planner believes that an account has hardly any pieces", async () => {
  const account = newId();
  const { kysely } = database;
  const { name: program } = await kysely.selectFrom("programs").select("name").executeTakeFirstOrThrow();
  await kysely
    .insertInto("budget_accounts")
    .values({
      ...{ id: account, program, region: null, period: "month", version: 1, amount: 3_200n, currency: "EUR" },
      ...{ starts_at: new Date("2026-03-01"), ends_at: new Date("2026-04-01"), rhythm: null },
      ...{ start_price: 0, usual_cost: 1, usual_return: 1 },
    })
    .execute();
  await kysely
    .insertInto("budget_shards")
    .values(Array.from({ length: shardCount }, (_, shard) => ({ account_id: account, shard, granted: 100n })))
    .execute();
  // Counts the rows without looking into them: to the planner the account then has one or two.
  const owner = openDatabase(database.ownerUrl, { applicationName: "test" });
  await owner.pool.query("vacuum budget_shards");
  await owner.close();
  for (const draw of ["a", "b", "c", "d"])
    await database.transaction((tx) =>
      payCharge(tx, { account, cost: 10n, tried: 0n, offers: 1, gained: 1, priced: 0, draw }),
    );
  const shards = await kysely.selectFrom("budget_shards").select(["spent", "offers"]).execute();
  assert.deepEqual([sum(shards.map(({ spent }) => spent)), sum(shards.map(({ offers }) => offers))], [40n, 4n]);
});

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

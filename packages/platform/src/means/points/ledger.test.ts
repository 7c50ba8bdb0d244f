import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { migrationFolders } from "../../migrations.ts";
import { type TestShop, testShop } from "./testing.ts";

let shop: TestShop;
let shopperId: string;
before(async () => {
  shop = await testShop(migrationFolders);
  await shop.begin();
  for (const paid of [10_000, 20_000, 30_000]) await shop.buy({ shopper: "C-1", paid: [paid] });
  shopperId = await shop.shopper("C-1");
});
after(() => shop.close());

const refused = (sql: string, message: RegExp) => assert.rejects(shop.database.pool.query(sql, [shopperId]), message);
const entry = (values: string) => `
  insert into points_entries (shopper_id, number, kind, points, balance, previous, previous_balance, reference, at,
    recorded_at, actor)
  values ($1, ${values}, now(), now(), 'test')`;

test("the database refuses an entry that does not go on from the last balance", async () => {
  await refused(entry("4, 'adjust', 5, 700, 3, 695, 'x'"), /foreign key/);
  await refused(entry("4, 'adjust', 5, 700, 3, 600, 'x'"), /check/);
  await refused(entry("5, 'adjust', 5, 605, 4, 600, 'x'"), /foreign key/);
  await refused(entry("3, 'adjust', 5, 305, 2, 300, 'x'"), /duplicate key/);
});

test("the database refuses to book one thing twice", async () => {
  const { rows } = await shop.database.pool.query<{ reference: string }>(
    "select reference from points_entries where shopper_id = $1 and number = 1",
    [shopperId],
  );
  await refused(entry(`4, 'adjust', 5, 605, 3, 600, '${rows[0]?.reference}'`), /duplicate key/);
});

test("an entry is never changed or deleted", async () => {
  await refused("update points_entries set points = 0 where shopper_id = $1", /never changed or deleted/);
  await refused("delete from points_entries where shopper_id = $1", /never changed or deleted/);
});

test("the account's row cannot say anything but what its last entry says, and nothing below zero", async () => {
  await refused("update points_accounts set balance = 601, outstanding = 601 where shopper_id = $1", /foreign key/);
  await refused("update points_accounts set outstanding = 601 where shopper_id = $1", /check/);
  await refused("update points_accounts set owed = -1, outstanding = 599 where shopper_id = $1", /check/);
  await refused("update points_lots set remaining = -1 where shopper_id = $1", /check/);
  await refused("update points_lots set units_reversed = 2 where shopper_id = $1", /check/);
});

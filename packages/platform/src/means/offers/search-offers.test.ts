import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { matchesOffer } from "./search-offers.ts";

import "./offer-table.ts";

let database: TestDatabase;
before(async () => {
  database = await testDatabase(migrationFolders);
});
after(() => database.close());

test("a person's offers are found by number, by name and by id, whichever of the merged identifiers they were given under", async () => {
  const [account, guest, other] = [newId<"shp">(), newId<"shp">(), newId<"shp">()];
  const shopper = { source: "test", kind: "account" } as const;
  await database.kysely
    .insertInto("shoppers")
    .values([
      { ...shopper, id: account, key: "K-1" },
      { ...shopper, id: guest, key: "G-1", kind: "guest", merged_into: account },
      { ...shopper, id: other, key: "K-12" },
    ])
    .execute();
  const contact = { email: null, post_code: null };
  await database.kysely
    .insertInto("shopper_contacts")
    .values([
      { ...contact, shopper_id: guest, name: "Ada Lovelace" },
      { ...contact, shopper_id: other, name: "Adele" },
    ])
    .execute();
  for (const [shopper_id, code] of [
    [account, "KKKK-2222-2222"],
    [guest, "KKKK-3333-3333"],
    [other, "KKKK-4444-4444"],
  ] as const)
    await sql`insert into offers (id, shopper_id, action, code, state, issued_at, expires_at)
      values (${newId()}, ${shopper_id}, 'gift', ${code}, 'issued', now(), now())`.execute(database.kysely);
  const found = async (text: string) => {
    const { rows } = await sql<{ code: string }>`
      select o.code from offers o where ${matchesOffer(text)} order by o.code`.execute(database.kysely);
    return rows.map(({ code }) => code.slice(-1)).join("");
  };
  assert.equal(await found("k-1"), "23");
  assert.equal(await found("lov ada"), "23");
  assert.equal(await found("ad"), "234");
  assert.equal(await found(toWire("shp", guest)), "23");
  assert.equal(await found("G-1"), "", "a guest's number is the shop's own affair");
});

test("a search takes the indexes of names and numbers, and never looks at every shopper", async () => {
  const plan = await database.transaction(async ({ db }) => {
    // Tables of a test are so small that reading all of them is the better plan.
    await sql`set local enable_seqscan = off`.execute(db);
    const { rows } = await sql<{ "QUERY PLAN": string }>`
      explain (costs off) select o.* from offers o where ${matchesOffer("ada")}`.execute(db);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
  for (const index of ["shoppers_by_number", "shopper_contacts_by_word", "offers_by_shopper"])
    assert.match(plan, new RegExp(`\\b${index}\\b`), plan);
});

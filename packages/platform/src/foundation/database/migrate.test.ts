import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { type MigrationFolder, migrate } from "./index.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

describe("migrate", () => {
  let db: TestDatabase;
  let paths: string[];
  beforeEach(async () => {
    db = await testDatabase();
    paths = [];
  });
  afterEach(async () => {
    await db.close();
    for (const path of paths) await rm(path, { recursive: true });
  });

  async function folder(capability: string, files: Record<string, string>): Promise<MigrationFolder> {
    const path = await mkdtemp(join(tmpdir(), "migrations-"));
    paths.push(path);
    for (const [name, sql] of Object.entries(files)) await writeFile(join(path, name), sql);
    return { capability, folder: pathToFileURL(`${path}/`) };
  }

  const SHOPPER = { "0001_shopper.sql": "CREATE TABLE shopper (id int PRIMARY KEY); CREATE TABLE consent (id int)" };
  const ORDER = { "0001_order.sql": "CREATE TABLE purchase (shopper int REFERENCES shopper)" };

  test("files run once, folder by folder, and the application may use their tables", async () => {
    const folders = [await folder("shoppers", SHOPPER), await folder("orders", ORDER)];
    assert.deepEqual(await migrate(db.ownerUrl, folders), ["shoppers/0001_shopper.sql", "orders/0001_order.sql"]);
    assert.deepEqual(await migrate(db.ownerUrl, folders), []);
    await db.pool.query("INSERT INTO shopper VALUES (1)");
  });

  test("a new file of a known capability runs, and a capability may be added before others", async () => {
    const shoppers = await folder("shoppers", SHOPPER);
    await migrate(db.ownerUrl, [shoppers]);
    await writeFile(new URL("0002_more.sql", shoppers.folder), "ALTER TABLE shopper ADD COLUMN name text");
    const stores = await folder("stores", { "0001_store.sql": "CREATE TABLE store (id int)" });
    assert.deepEqual(await migrate(db.ownerUrl, [stores, shoppers]), [
      "stores/0001_store.sql",
      "shoppers/0002_more.sql",
    ]);
  });

  test("other line ends are no change; any other change of a file that has run is refused", async () => {
    const shoppers = await folder("shoppers", { "0001_a.sql": "CREATE TABLE a (\n  id int\n)" });
    await migrate(db.ownerUrl, [shoppers]);
    await writeFile(new URL("0001_a.sql", shoppers.folder), "CREATE TABLE a (\r\n  id int\r\n)");
    assert.deepEqual(await migrate(db.ownerUrl, [shoppers]), []);
    await writeFile(new URL("0001_a.sql", shoppers.folder), "CREATE TABLE a (id bigint)");
    await assert.rejects(migrate(db.ownerUrl, [shoppers]), {
      name: "MigrationError",
      message: /shoppers\/0001_a\.sql was changed/,
    });
  });

  test("a database of a newer release is refused before anything runs", async () => {
    await migrate(db.ownerUrl, [await folder("shoppers", { ...SHOPPER, "0002_more.sql": "SELECT 1" })]);
    const older = [await folder("shoppers", SHOPPER), await folder("orders", ORDER)];
    await assert.rejects(migrate(db.ownerUrl, older), {
      message: /made by a newer release: it has run shoppers\/0002_more\.sql/,
    });
    await assert.rejects(db.pool.query("SELECT FROM purchase"), { code: "42P01" });
  });

  test("a file slipped in below one that has run is refused", async () => {
    const shoppers = await folder("shoppers", { "0002_b.sql": "SELECT 1" });
    await migrate(db.ownerUrl, [shoppers]);
    await writeFile(new URL("0001_a.sql", shoppers.folder), "SELECT 1");
    await assert.rejects(migrate(db.ownerUrl, [shoppers]), { message: /give it the next free number/ });
  });

  test("a file that fails leaves nothing of itself, keeps those before it, and tells the line", async () => {
    const shoppers = await folder("shoppers", { ...SHOPPER, "0002_bad.sql": "CREATE TABLE half (id int);\nSELEC 1;" });
    await assert.rejects(migrate(db.ownerUrl, [shoppers]), {
      message: /shoppers\/0002_bad\.sql failed and was rolled back: line 2: syntax error/,
    });
    await db.pool.query("SELECT FROM shopper");
    await assert.rejects(db.pool.query("SELECT FROM half"), { code: "42P01" });
    await writeFile(new URL("0002_bad.sql", shoppers.folder), "CREATE TABLE half (id int)");
    assert.deepEqual(await migrate(db.ownerUrl, [shoppers]), ["shoppers/0002_bad.sql"]);
  });

  test("processes that migrate at once take turns", async () => {
    const folders = [await folder("shoppers", SHOPPER), await folder("orders", ORDER)];
    const ran = await Promise.all([1, 2, 3].map(() => migrate(db.ownerUrl, folders)));
    assert.deepEqual(ran.map((labels) => labels.length).sort(), [0, 0, 2]);
  });

  test("names that say no order are refused", async () => {
    const refused = async (files: Record<string, string>, message: RegExp) =>
      assert.rejects(migrate(db.ownerUrl, [await folder("shoppers", files)]), { name: "MigrationError", message });
    await refused({ "1_a.sql": "" }, /not named like 0001/);
    await refused({ "0001_a.sql": "", "0001_b.sql": "" }, /have the same number/);
    const twice = await folder("shoppers", SHOPPER);
    await assert.rejects(migrate(db.ownerUrl, [twice, twice]), { message: /listed twice/ });
  });
});

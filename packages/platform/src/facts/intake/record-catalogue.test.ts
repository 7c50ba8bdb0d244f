import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { testClock } from "../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { readStock } from "../catalogue/index.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "./index.ts";

let database: TestDatabase;
let work: UnitOfWork;
const clock = testClock();

before(async () => {
  database = await testDatabase(migrationFolders);
  work = openUnitOfWork(database, clock, []);
});
after(() => database.close());

/** Each test has a source of its own, and so a shop of its own. @returns what became of each record */
async function recordAs(source: string, records: readonly IntakeRecordJson[]): Promise<string[]> {
  const read = records.map((record) => IntakeRecord.decode(record));
  const { outcomes } = await work.run("test", (tx) =>
    recordBatch(tx, source, read, { history: true, now: clock.now() }),
  );
  return outcomes.map(({ outcome }) => outcome);
}
const rows = async <Row>(text: string, source: string): Promise<Row[]> =>
  (await database.pool.query(text, [source])).rows as Row[];

test("a product that orders had named gives way to the shop's own record of it", async () => {
  const order = (id: string, sku: string): IntakeRecordJson => ({
    ...{ type: "order", id, at: "2026-01-05T10:00:00Z", shopper: "S1", channel: "online", currency: "EUR" },
    lines: [{ sku, quantity: 1, amount: 500 }],
  });
  await recordAs("catalogue", [order("1", "MUG"), order("2", "LAMP")]);
  const own: IntakeRecordJson[] = [
    { type: "product", id: "MUG", title: "Enamel mug", category: "kitchen", variants: [{ sku: "MUG" }] },
    { type: "product", id: "P2", title: "Lamps", category: "light", variants: [{ sku: "LAMP" }, { sku: "LAMP-2" }] },
  ];
  assert.deepEqual(await recordAs("catalogue", own), ["taken", "taken"]);
  assert.deepEqual(await recordAs("catalogue", own), ["known", "known"]);
  const variants = await rows(
    "select v.sku, p.key, p.category from variants v join products p on p.id = v.product_id where v.source = $1 order by v.sku",
    "catalogue",
  );
  assert.deepEqual(variants, [
    { sku: "LAMP", key: "P2", category: "light" },
    { sku: "LAMP-2", key: "P2", category: "light" },
    { sku: "MUG", key: "MUG", category: "kitchen" },
  ]);
  assert.equal((await rows("select from products where source = $1", "catalogue")).length, 2);
  const claim: IntakeRecordJson = { type: "product", id: "P3", title: "Thief", variants: [{ sku: "LAMP" }] };
  assert.deepEqual(await recordAs("catalogue", [claim]), ["rejected"]);
});

test("stock is what the last record that says it says; it is not known where none does", async () => {
  const mug = (...variants: { sku: string; stock?: number }[]): IntakeRecordJson[] => [
    { type: "product", id: "MUG", title: "Mug", variants },
  ];
  const levels = async () => {
    const read = await rows<{ sku: string; in_stock: number | null }>(
      "select sku, in_stock from variants where source = $1 order by sku",
      "stock",
    );
    return Object.fromEntries(read.map(({ sku, in_stock }) => [sku, in_stock]));
  };
  assert.deepEqual(await recordAs("stock", mug({ sku: "RED", stock: 3 }, { sku: "BLUE" })), ["taken"]);
  assert.deepEqual(await levels(), { RED: 3, BLUE: null });
  assert.deepEqual(await recordAs("stock", mug({ sku: "RED", stock: 0 }, { sku: "BLUE", stock: 7 })), ["taken"]);
  assert.deepEqual(await levels(), { RED: 0, BLUE: 7 });
  assert.deepEqual(await recordAs("stock", mug({ sku: "RED", stock: 0 }, { sku: "BLUE" })), ["known"]);
  assert.deepEqual(await levels(), { RED: 0, BLUE: 7 });
  await recordAs("stock-elsewhere", mug({ sku: "RED", stock: 2 }));
  const known = await work.run("test", (tx) => readStock(tx, ["RED", "BLUE", "GREEN"]));
  assert.deepEqual(Object.fromEntries(known), { RED: 2, BLUE: 7 });
});

test("what a product is like is what the last record that says it says, all of it at once", async () => {
  const shirt = (attributes?: Record<string, string>): IntakeRecordJson[] => [
    { type: "product", id: "SHIRT", title: "Shirt", variants: [{ sku: "SHIRT" }], ...(attributes && { attributes }) },
  ];
  const stands = async () =>
    (await rows<{ attributes: unknown }>("select attributes from products where source = $1", "like"))[0]?.attributes;
  assert.deepEqual(await recordAs("like", shirt()), ["taken"]);
  assert.deepEqual(await stands(), {});
  assert.deepEqual(await recordAs("like", shirt({ material: "merino", cut: "loose" })), ["taken"]);
  assert.deepEqual(await recordAs("like", shirt({ cut: "loose", material: "merino" })), ["known"]);
  assert.deepEqual(await recordAs("like", shirt()), ["known"]);
  assert.deepEqual(await stands(), { material: "merino", cut: "loose" });
  assert.deepEqual(await recordAs("like", shirt({ material: "wool" })), ["taken"]);
  assert.deepEqual(await stands(), { material: "wool" });
});

test("a count of stock holds for one store or in all; an older one that comes later changes nothing", async () => {
  const count = (sku: string, available: number, at: string, store?: string): IntakeRecordJson => ({
    ...{ type: "stock", sku, available, at: `2026-03-01T${at}:00Z` },
    ...(store !== undefined && { store }),
  });
  const given: IntakeRecordJson[] = [
    { type: "store", id: "CAPE", name: "Cape" },
    count("lamp", 3, "08:00", "CAPE"),
    count("lamp", 5, "09:00", "CAPE"),
    count("lamp", 40, "09:00"),
    count("lamp", 1, "09:00", "nowhere"),
  ];
  const outcomesOf = (records: readonly IntakeRecordJson[]) => recordAs("counted", records);
  assert.deepEqual(await outcomesOf(given), ["taken", "known", "taken", "taken", "rejected"]);
  assert.deepEqual(await outcomesOf([count("lamp", 9, "07:00"), count("lamp", 9, "07:00", "CAPE")]), [
    "known",
    "known",
  ]);
  const levels = async () => [
    await rows(
      "select available from store_stock join stores s on s.id = store_id where sku = 'lamp' and s.source = $1",
      "counted",
    ),
    await rows("select in_stock from variants where sku = 'lamp' and source = $1", "counted"),
  ];
  assert.deepEqual(await levels(), [[{ available: 5 }], [{ in_stock: 40 }]]);
  assert.deepEqual(await outcomesOf([count("lamp", 0, "10:00"), count("lamp", 4, "10:00", "CAPE")]), [
    "taken",
    "taken",
  ]);
  assert.deepEqual(await levels(), [[{ available: 4 }], [{ in_stock: 0 }]]);
});

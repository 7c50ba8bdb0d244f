import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { operator } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import type { exchangeSubstitutes } from "./substitutes.contract.ts";
import { exchangeSubstitutesOperation } from "./substitutes-operation.ts";

let facts: TestFacts;
let order: string;

const article = (
  id: string,
  category: string,
  price: number,
  sizes: readonly string[],
  stock = 5,
): IntakeRecordJson => ({
  ...{ type: "product", id, title: `${id} of linen`, category, currency: "EUR", attributes: { fabric: "linen" } },
  variants: sizes.map((size) => ({ sku: `${id}-${size}`, title: `${size} / Blue`, price, stock })),
});
const bought = (id: string, shopper: string, skus: readonly string[]): IntakeRecordJson => ({
  ...{ type: "order", id, at: "2026-01-10T10:00:00Z", shopper, channel: "online", currency: "EUR" },
  lines: skus.map((sku) => ({ sku, quantity: 2, amount: 9_000 })),
});

before(async () => {
  facts = await testFacts(migrationFolders);
  const records: IntakeRecordJson[] = [
    article("Shirt", "tops", 5_000, ["S", "M", "L", "XL"]),
    article("Gone", "tops", 5_000, ["M"], 0),
    article("Blouse", "tops", 6_000, ["S", "M", "L"]),
    article("Smock", "tops", 5_000, ["M"]),
    article("Pan", "kitchen", 4_000, ["24"]),
    { ...article("Kettle", "kitchen", 4_000, ["1"]), attributes: {} } as IntakeRecordJson,
    ...["anna", "ben", "cem"].map((id): IntakeRecordJson => ({ type: "shopper", id })),
    bought("O-1", "anna", ["Shirt-M"]),
    bought("O-2", "ben", ["Shirt-S", "Blouse-S"]),
    bought("O-3", "cem", ["Shirt-L", "Blouse-M"]),
  ];
  await facts.work.run("test", (tx) =>
    recordBatch(
      tx,
      "test",
      records.map((record) => IntakeRecord.parse(record)),
      { history: true, now: facts.clock.now() },
    ),
  );
  const { id } = await facts.database.kysely
    .selectFrom("orders")
    .select("id")
    .where("key", "=", "O-1")
    .executeTakeFirstOrThrow();
  order = toWire("ord", id);
});
after(() => facts.close());

type Answer = ContractOutput<typeof exchangeSubstitutes>;
const ask = async (input: object) =>
  (await callAs(facts, operator, exchangeSubstitutesOperation, { orderId: order, ...input })) as Answer;

test("too small: the next size up for what was paid, then what others of its kind fit", async () => {
  const { currency, lines } = await ask({ lines: [{ line: 1, quantity: 1, reason: "size-too-small" }] });
  assert.equal(currency, "EUR");
  const [line] = lines;
  assert.deepEqual([line?.sku, line?.value], ["Shirt-M", 4_500]);
  const seen = line?.substitutes.map(({ sku, difference }) => [sku, difference]);
  assert.deepEqual(seen, [
    ["Shirt-L", 0],
    ["Shirt-XL", 0],
    ["Blouse-L", 1_500],
    ["Smock-M", 500],
  ]);
  assert.deepEqual(line?.substitutes[0], {
    ...{ sku: "Shirt-L", title: "Shirt of linen", variant: "L / Blue", isSameProduct: true, price: 4_500 },
    ...{ difference: 0, because: ["The next size up: L"] },
  });
  assert.deepEqual(line?.substitutes[2]?.because, ["67 % of those who bought it have Blouse of linen too"]);
});

test("what is searched for is found whatever its kind, and nothing else is", async () => {
  const found = await ask({ lines: [{ line: 1, quantity: 2, reason: "style" }], q: "pan LINEN" });
  assert.deepEqual(
    found.lines[0]?.substitutes.map(({ sku, difference }) => [sku, difference]),
    [["Pan-24", -1_000]],
  );
  // It is no shirt, and nothing says that it is of the same kind.
  const kettle = await ask({ lines: [{ line: 1, quantity: 1 }], q: "kettle" });
  assert.deepEqual(
    kettle.lines[0]?.substitutes.map(({ sku, because }) => [sku, because]),
    [["Kettle-1", []]],
  );
  assert.deepEqual((await ask({ lines: [{ line: 1, quantity: 1 }], q: "100%" })).lines[0]?.substitutes, []);
});

test("an order, a line or units that are not there are named", async () => {
  const lines = [{ line: 1, quantity: 1 }];
  await assert.rejects(ask({ orderId: toWire("ord", newId()), lines }), { type: "not-found" });
  await assert.rejects(ask({ lines: [{ line: 7, quantity: 1 }] }), { type: "not-found" });
  await assert.rejects(ask({ lines: [{ line: 1, quantity: 3 }] }), { type: "bad-input" });
});

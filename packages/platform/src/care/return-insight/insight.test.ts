import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { type TestTill, testTill } from "../../means/refunds/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import { returnInsightOperations } from "./index.ts";
import type { returnFixes, returnPatterns, returnReport } from "./insight.contract.ts";

const day = 86_400_000;
let till: TestTill;
before(async () => {
  till = await testTill(migrationFolders);
  const at = (daysAgo: number) => new Date(till.clock.now().getTime() - daysAgo * day).toISOString();
  const variant = (sku: string, title: string) => ({ sku, title, price: 10_000 });
  const records: IntakeRecordJson[] = [
    ...["tight", "fine"].map(
      (name): IntakeRecordJson => ({
        ...{ type: "product", id: name, title: `Jacket ${name}`, brand: "Alpha", category: "Jackets", currency: "EUR" },
        variants: [variant(`${name}-S`, "S / Blue"), variant(`${name}-M`, "M / Blue")],
      }),
    ),
    ...Array.from({ length: 60 }, (_, nth): IntakeRecordJson[] => {
      const name = nth % 2 === 0 ? "tight" : "fine";
      const size = nth % 4 < 2 ? "S" : "M";
      const order = `O-${nth}`;
      // Of thirty tight ones twenty come back as too small, of thirty fine ones two.
      const comesBack = name === "tight" ? nth < 40 : nth < 4;
      const shopper = nth < 14 && nth % 2 === 0 ? "often" : `s-${nth}`;
      return [
        {
          ...{ type: "order", id: order, at: at(100), shopper, currency: "EUR" },
          channel: nth % 3 === 0 ? "app" : "online",
          lines: [{ sku: `${name}-${size}`, quantity: 2, amount: 20_000 }],
        },
        ...(comesBack
          ? [
              {
                ...{ type: "return", id: `R-${nth}`, at: at(90), order, channel: "online", currency: "EUR" },
                lines: [{ sku: `${name}-${size}`, quantity: 2, reason: "Too Small" }],
              } as IntakeRecordJson,
            ]
          : []),
      ];
    }).flat(),
  ];
  const parsed = records.map((record) => IntakeRecord.parse(record));
  await till.work.run("test", (tx) => recordBatch(tx, "test", parsed, { history: true, now: till.clock.now() }));
});
after(() => till.close());

const call = async <Output>(name: string, input: object = {}) =>
  (await till.call(returnInsightOperations.find(({ contract }) => contract.name === name)!, input)) as Output;
const report = (input: object) => call<ContractOutput<typeof returnReport>>("return-insight.report", input);

test("what came back is counted for the purchase it undoes, by each thing that tells purchases apart", async () => {
  const products = await report({});
  assert.deepEqual([products.bought, products.returned, products.value], [120, 44, 440_000]);
  assert.deepEqual(
    products.rows.map(({ name, bought, returned, reasons }) => [name, bought, returned, reasons]),
    [
      ["Jacket tight", 60, 40, [{ reason: "too-small", units: 40 }]],
      ["Jacket fine", 60, 4, [{ reason: "too-small", units: 4 }]],
    ],
  );
  const sizes = await report({ by: "size" });
  assert.deepEqual(new Set(sizes.rows.map(({ name, of }) => `${name} ${of}`)).size, 4);
  assert.deepEqual(
    (await report({ by: "supplier" })).rows.map(({ name, returned }) => [name, returned]),
    [["Alpha", 44]],
  );
  const [reason] = (await report({ by: "reason" })).rows;
  assert.deepEqual([reason?.name, reason?.returned, reason?.rate], ["too-small", 44, undefined]);
  const groups = await report({ by: "group" });
  assert.deepEqual(
    groups.rows.map(({ name, bought }) => [name, bought]),
    [["new", 120]],
  );
  const channels = await report({ by: "channel" });
  for (const { returned, reasons } of channels.rows)
    assert.deepEqual(reasons, [{ reason: "too-small", units: returned }]);
  assert.equal(channels.rows.length, 2);
  for (const { rows, returned } of [products, sizes, groups, channels])
    assert.equal(
      rows.reduce((sum, row) => sum + row.returned, 0),
      returned,
    );
});

test("what to fix names the product that comes back beyond chance, and what mending it saves", async () => {
  const { items } = await call<ContractOutput<typeof returnFixes>>("return-insight.fixes");
  assert.deepEqual(
    items.map(({ product, fix, reason }) => [product, fix, reason]),
    [["Jacket tight", "size", "too-small"]],
  );
  assert.ok(items[0]!.saves > 0 && items[0]!.rate.low > items[0]!.usual);
});

test("what was bought lately is not looked at: it may still come back", async () => {
  till.clock.advance(-60 * day);
  assert.equal((await report({})).bought, 0);
  till.clock.advance(60 * day);
});

test("who returns nearly all of much is shown with the orders that say so, and nobody else", async () => {
  const { items } = await call<ContractOutput<typeof returnPatterns>>("return-insight.patterns");
  assert.deepEqual(
    items.map(({ pattern, bought, returned, orders }) => [pattern, bought, returned, orders.length]),
    [["returns-nearly-all", 14, 14, 5]],
  );
  const none = await call<ContractOutput<typeof returnPatterns>>("return-insight.patterns", {
    pattern: "several-sizes",
  });
  assert.deepEqual(none.items, []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleRetailer } from "@aftercare/simulator";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import { testHouse } from "../../testing.ts";
import { furnishShop } from "./furnish-shop.ts";

test("the sample retailer's guides fit its range in every language, and its ways of sending are taken", async () => {
  const house = await testHouse();
  const now = house.clock.now();
  const history = sampleRetailer({ seed: "sample", until: now, shoppers: 20, months: 1 });
  const fixed = history.filter(({ type }) => type === "store" || type === "product");
  await house.work.run("test", async (tx) => {
    const records = fixed.map((record) => IntakeRecord.parse(record));
    await recordBatch(tx, "sample", records, { history: true, now });
    await furnishShop(tx, house.clock);
    await furnishShop(tx, house.clock);
  });
  const headers = await house.authorization("manager");
  const read = async <Answer>(url: string) => (await house.server.inject({ url, headers })).json() as Answer;
  const { items } = await read<{ items: { contentId: string }[] }>("/v1/content");
  assert.equal(items.length, 10);
  for (const { contentId } of items) {
    const { warnings } = await read<{ warnings: unknown[] }>(`/v1/content/${contentId}`);
    assert.deepEqual(warnings, [], contentId);
  }
  const services = await read<{ items: { key: string; kind: string }[] }>("/v1/shipping/services");
  assert.deepEqual(
    services.items.map(({ key }) => key),
    ["standard", "express", "saver", "evening", "pickup-hamburg"],
  );
  assert.equal((await read<{ items: unknown[] }>("/v1/shipping/origins")).items.length, 2);
  assert.equal((await read<{ version: number }>("/v1/return-policy")).version, 1);
  await house.close();
});

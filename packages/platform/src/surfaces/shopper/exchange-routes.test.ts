import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createReturnRequestOperation } from "../../care/returns/requests/index.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import { operator } from "../../foundation/actors/index.ts";
import { signed } from "../../foundation/auth/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import { type TestPages, testPages } from "./testing.ts";

let facts: TestPages["facts"];
let app: TestPages["app"];
let close: TestPages["close"];
before(async () => {
  ({ facts, app, close } = await testPages(migrationFolders));
});
after(() => close());

/** A shirt in M goes back as too small, to be exchanged. */
async function returning(id: string) {
  const { work, clock, database } = facts;
  const variants = ["S", "M", "L", "XL"].map((size) => ({
    ...{ sku: `${id}-${size}`, title: `${size} / Blue`, price: size === "XL" ? 5_600 : 5_000, stock: 3 },
  }));
  const at = clock.now().toISOString();
  const records: IntakeRecordJson[] = [
    { type: "product", id, title: `Shirt ${id}`, category: `shirts ${id}`, currency: "EUR", variants },
    { type: "shopper", id },
    {
      ...{ type: "order", id, at, shopper: id, channel: "online", currency: "EUR" },
      lines: [{ sku: `${id}-M`, quantity: 1, amount: 5_000 }],
    },
  ];
  const parsed = records.map((record) => IntakeRecord.parse(record));
  await work.run("test", (tx) => recordBatch(tx, "test", parsed, { history: true, now: clock.now() }));
  const order = await database.kysely.selectFrom("orders").selectAll().where("key", "=", id).executeTakeFirstOrThrow();
  const orderId = toWire("ord", order.id);
  const lines = [{ line: 1, quantity: 1, reason: "too-small" }];
  const input = { orderId, method: "drop-off", resolution: "exchange", lines };
  const request = (await callAs(facts, operator, createReturnRequestOperation, input)) as { returnRequestId: string };
  const now = clock.real();
  const claims = { orderId: order.id, shopperId: order.shopper_id, expiresAt: now.getTime() + 86_400_000 };
  const cookie = `aftercare_order=${await work.run("test", (tx) => signed(tx, claims, now))}`;
  return { cookie, path: `/orders/${orderId}/returns/${request.returnRequestId}/exchange` };
}

const get = (url: string, cookie: string) => app.inject({ url, headers: { accept: "text/html", cookie } });
const press = (url: string, cookie: string, fields: Record<string, string> = {}) =>
  app.inject({
    ...{ method: "POST", url, payload: new URLSearchParams(fields).toString() },
    headers: {
      ...{ accept: "text/html", cookie, "sec-fetch-site": "same-origin" },
      "content-type": "application/x-www-form-urlencoded",
    },
  });

test("the next size up stands first and is chosen; the page then says how far it is, and it can be called off", async () => {
  const { path, cookie } = await returning("A");
  const page = await get(path, cookie);
  const back = path.replace(/\/exchange$/, "");
  assert.equal(page.statusCode, 200);
  assert.match((await get(back, cookie)).body, /Choose what you get instead/);
  assert.match(page.body, /name="sku-1"[^>]*value="A-L"[^>]*checked/);
  assert.doesNotMatch(page.body, /value="A-S"/);
  assert.equal((await press(path, cookie, { "sku-1": "A-XL" })).statusCode, 303);
  const chosen = await get(path, cookie);
  assert.match(chosen.body, /What is left to do stands below/);
  assert.match(chosen.body, /href="\/orders\/[^"]+\/payments\/col_[^"]+"[^>]*>Pay €6\.00/);
  const followed = await get(back, cookie);
  assert.match(followed.body, /Shirt A, XL \/ Blue/);
  assert.doesNotMatch(followed.body, /Choose what you get instead/);
  assert.equal((await press(`${path}/cancel`, cookie)).statusCode, 303);
  assert.match((await get(path, cookie)).body, /name="sku-1"/);
  assert.match((await get(back, cookie)).body, /Choose what you get instead/);
});

test("what is gone meanwhile is said, and money can be taken instead", async () => {
  const { path, cookie } = await returning("B");
  await facts.database.pool.query("update variants set in_stock = 0 where sku = 'B-L'");
  const refused = await press(path, cookie, { "sku-1": "B-L" });
  assert.equal(refused.statusCode, 409);
  assert.match(refused.body, /Not in stock any more/);
  assert.match((await get(`${path}?q=nothing+like+it`, cookie)).body, /Nothing of that name is in stock/);
  assert.equal((await press(`${path}/money`, cookie)).statusCode, 303);
  assert.doesNotMatch((await get(path, cookie)).body, /name="sku-1"/);
});

test("is nobody else's", async () => {
  const [one, other] = [await returning("C"), await returning("D")];
  for (const answer of [await get(one.path, other.cookie), await press(one.path, other.cookie, { "sku-1": "C-L" })]) {
    assert.notEqual(answer.statusCode, 200);
    assert.doesNotMatch(answer.body, /C-L/);
  }
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { updateRetailer } from "../../facts/retailer/index.ts";
import { signed } from "../../foundation/auth/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { collectionFor, localCollector, openCollection, takeCollectionSteps } from "../../means/collecting/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { type TestPages, testPages } from "./testing.ts";

let facts: TestPages["facts"];
let app: TestPages["app"];
let close: TestPages["close"];
before(async () => {
  ({ facts, app, close } = await testPages(migrationFolders));
});
after(() => close());

let asked = 0;

/** Somebody is asked for the difference of an exchange. */
async function owing(kind: "payment" | "hold" = "payment") {
  const { work, clock } = facts;
  const shopperId = await facts.shopper();
  const orderId = await facts.order(shopperId, { lines: [{ sku: "TENT", quantity: 1, paid: 10_000n }] });
  const purpose = `pages/${++asked}`;
  const until = new Date(clock.now().getTime() + 86_400_000);
  const wanted = { purpose, kind, shopperId, orderId, amount: 1_250n, currency: "EUR", until };
  const { id } = await work.run("test", (tx) => openCollection(tx, clock, wanted));
  const cookie = await cookieOf(orderId, shopperId);
  return { purpose, cookie, path: `/orders/${toWire("ord", orderId)}/payments/${toWire("col", id)}` };
}

async function cookieOf(orderId: Id<"ord">, shopperId: Id<"shp">): Promise<string> {
  const now = facts.clock.real();
  const claims = { orderId, shopperId, expiresAt: now.getTime() + 86_400_000 };
  return `aftercare_order=${await facts.work.run("test", (tx) => signed(tx, claims, now))}`;
}

const get = (url: string, cookie: string) => app.inject({ url, headers: { accept: "text/html", cookie } });
const press = (url: string, cookie: string, site = "same-origin") =>
  app.inject({ method: "POST", url, headers: { accept: "text/html", cookie, "sec-fetch-site": site } });
const state = (purpose: string) => facts.work.run("test", async (tx) => (await collectionFor(tx, purpose))?.state);

test("a shop without a provider says where to pay, and no press of a button pays", async () => {
  const { path, cookie, purpose } = await owing();
  const page = await get(path, cookie);
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /€12\.50/);
  assert.match(page.body, /at the till/);
  assert.doesNotMatch(page.body, /<form class="presses"/);
  assert.equal((await press(path, cookie)).statusCode, 303);
  assert.equal((await get(`${path}/page`, cookie)).statusCode, 404);
  assert.equal(await state(purpose), "open");
});

test("in the sample retailer the button pays, once, and the page says so", async () => {
  await facts.work.run("test", (tx) => updateRetailer(tx, { origin: "sample" }));
  const { path, cookie, purpose } = await owing("hold");
  assert.match((await get(path, cookie)).body, /This is a sample shop/);
  assert.equal((await press(path, cookie, "cross-site")).statusCode, 403);
  const pressed = await press(path, cookie);
  assert.equal(pressed.statusCode, 303);
  assert.equal(new URL(String(pressed.headers.location), "http://x").pathname, path);
  const back = await get(`${path}?back=1`, cookie);
  assert.match(back.body, /We are asking whether it has arrived/);
  const { work, clock, database } = facts;
  await takeCollectionSteps({ work, clock, collectors: [localCollector({ db: database.kysely })] });
  assert.equal(await state(purpose), "held");
  assert.match((await get(path, cookie)).body, /It is set aside\. Nothing was charged\./);
});

test("whoever looked up another order sees nothing of it, and pays nothing", async () => {
  const [anna, ben] = [await owing(), await owing()];
  for (const answer of [
    await get(anna.path, ben.cookie),
    await get(anna.path, ""),
    await press(anna.path, ben.cookie),
  ]) {
    assert.notEqual(answer.statusCode, 200);
    assert.doesNotMatch(answer.body, /12\.50/);
  }
  assert.equal(await state(anna.purpose), "open");
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { followShopReturn } from "../../care/returns/requests/index.ts";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { type TestPages, testPages } from "./testing.ts";

let facts: TestPages["facts"];
let app: TestPages["app"];
let close: TestPages["close"];
before(async () => {
  ({ facts, app, close } = await testPages(migrationFolders));
});
after(() => close());

const form = "application/x-www-form-urlencoded";
let orders = 0;

/** Two shirts, and somebody who has looked them up. */
async function bought() {
  const number = `T-${++orders}`;
  const email = `twice-${orders}@example.com`;
  const at = new Date(facts.clock.now().getTime() - 2 * 86_400_000).toISOString();
  const record = {
    ...{ type: "order", id: number, at, channel: "store", currency: "EUR", contact: { email, country: "DE" } },
    lines: [{ sku: "SHIRT", quantity: 2, amount: 4_900 }],
  };
  await facts.work.run("test", (tx) =>
    recordBatch(tx, "test", [IntakeRecord.parse(record)], { history: true, now: facts.clock.now() }),
  );
  const { id } = await facts.database.kysely
    .selectFrom("orders")
    .select("id")
    .where("key", "=", number)
    .executeTakeFirstOrThrow();
  const found = await app.inject({
    ...{ method: "POST", url: "/look-up", payload: new URLSearchParams({ number, proof: email }).toString() },
    headers: { accept: "text/html", "content-type": form },
  });
  const cookie = String(found.headers["set-cookie"]).split(";")[0] ?? "";
  return { id, path: `/orders/${toWire("ord", id)}`, cookie };
}

const get = (url: string, cookie: string) => app.inject({ url, headers: { accept: "text/html", cookie } });
const post = (url: string, cookie: string, fields: Record<string, string>) =>
  app.inject({
    ...{ method: "POST", url, payload: new URLSearchParams(fields).toString() },
    headers: { accept: "text/html", cookie, origin: "http://localhost", host: "localhost", "content-type": form },
  });
const picked = (quantity: number) => ({ line: "1", "quantity-1": String(quantity), "reason-1": "style" });
const chosen = { method: "store", resolution: "refund" };

test("back after announcing, and once more: whoever has announced it already is led to that return, in words and without a code", async () => {
  const { path, cookie } = await bought();
  const choose = `${path}/return/choose?${new URLSearchParams(picked(2))}`;
  const page = await get(choose, cookie);
  const returnRequestId = /name="returnRequestId" value="(rrq_\w+)"/.exec(page.body)?.[1] ?? assert.fail("no form");
  const first = await post(`${path}/return`, cookie, { ...picked(2), ...chosen, returnRequestId });
  assert.deepEqual([first.statusCode, first.headers.location], [303, `${path}/returns/${returnRequestId}`]);

  const known = `${path}/returns/${returnRequestId}?announced=before`;
  const again = await get(choose, cookie);
  assert.deepEqual([again.statusCode, again.headers.location], [303, known]);
  // A page that was kept by the browser, under an identifier of its own.
  const other = await post(`${path}/return`, cookie, { ...picked(1), ...chosen });
  assert.deepEqual([other.statusCode, other.headers.location], [303, known]);
  const shown = await get(known, cookie);
  assert.equal(shown.statusCode, 200);
  assert.match(shown.body, /role="status"><p>You have announced this already/);
  assert.doesNotMatch((await get(`${path}/returns/${returnRequestId}`, cookie)).body, /announced this already/);

  // Called off, nothing of it is announced any more.
  await post(`${path}/returns/${returnRequestId}/cancel`, cookie, {});
  assert.equal((await get(choose, cookie)).statusCode, 200);
});

test("what is left of a line can be announced, and more than that is told as such", async () => {
  const { path, cookie } = await bought();
  const made = await post(`${path}/return`, cookie, { ...picked(1), ...chosen });
  assert.equal(made.statusCode, 303);
  assert.equal((await get(`${path}/return/choose?${new URLSearchParams(picked(1))}`, cookie)).statusCode, 200);
  const more = await post(`${path}/return`, cookie, { ...picked(2), ...chosen });
  assert.notEqual(more.statusCode, 303);
});

test("a return that was announced in the shop's own system is called off there: its page says so, offers nothing and does nothing", async () => {
  const { id, path, cookie } = await bought();
  const { work, clock } = facts;
  const lines = [{ line: 1, quantity: 1, reason: "style" }];
  const said = { source: "shopify", key: "SR-7", orderId: id, lines };
  await work.run("test", (tx) => followShopReturn({ tx, clock }, { ...said, says: "requested" }));
  await work.run("test", (tx) => followShopReturn({ tx, clock }, { ...said, says: "approved" }));
  const request = await facts.database.kysely
    .selectFrom("return_requests")
    .select("id")
    .where("order_id", "=", id)
    .executeTakeFirstOrThrow();
  const page = `${path}/returns/${toWire("rrq", request.id)}`;
  const { body } = await get(page, cookie);
  assert.match(body, /It is called off there as well/);
  assert.doesNotMatch(body, /Call this return off|action="[^"]*\/cancel"|What happens next/);
  const refused = await post(`${page}/cancel`, cookie, {});
  assert.equal(refused.statusCode, 409);
  assert.match(refused.body, /called off there/);
  const state = await facts.database.pool.query("select state from return_requests where id = $1", [request.id]);
  assert.deepEqual(state.rows, [{ state: "open" }]);

  await work.run("test", (tx) => followShopReturn({ tx, clock }, { ...said, says: "cancelled" }));
  assert.doesNotMatch((await get(page, cookie)).body, /It is called off there as well/);
});

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { buildShopperPages } from "@aftercare/shopper/build";
import type { FastifyInstance } from "fastify";
import { erasePersonalData } from "../../facts/shoppers/index.ts";
import { rotateSigningKey } from "../../foundation/auth/index.ts";
import { testClock } from "../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork } from "../../foundation/events/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { issueOffer, type NewOffer } from "../../means/offers/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { createServer } from "../http/index.ts";
import { shopperPages } from "./index.ts";

const clock = testClock();
const builtFolder = mkdtempSync(join(tmpdir(), "shopper-surface-"));
let database: TestDatabase;
let runtime: Runtime;
let app: FastifyInstance;
before(async () => {
  await buildShopperPages(builtFolder);
  database = await testDatabase(migrationFolders);
  runtime = { work: openUnitOfWork(database, clock, []), clock };
  const shopper = shopperPages({ runtime, builtFolder });
  const { mount, problemPage } = shopper;
  app = await createServer({
    ...{ runtime, operations: [], version: "0", pages: [mount], problemPage, trustProxy: true, log: false },
  });
  await database.kysely.updateTable("retailer_settings").set({ name: "Northwind & Söhne" }).execute();
});
after(async () => {
  await app.close();
  await database.close();
  rmSync(builtFolder, { recursive: true });
});

let orders = 0;

async function order() {
  const [id, shopperId, number] = [newId<"ord">(), newId<"shp">(), `N-${++orders}`];
  const email = `jo${orders}@example.org`;
  const { kysely } = database;
  await kysely.insertInto("shoppers").values({ id: shopperId, kind: "account", source: "test", key: number }).execute();
  await kysely
    .insertInto("shopper_contacts")
    .values({ shopper_id: shopperId, name: "Jo", email, post_code: null })
    .execute();
  await kysely
    .insertInto("orders")
    .values({
      ...{ id, shopper_id: shopperId, source: "test", key: number, placed_at: clock.now(), channel: "online" },
      ...{ store_id: null, currency: "EUR", shipping: 0n, total: 1_000n },
    })
    .execute();
  await kysely
    .insertInto("order_lines")
    .values({
      ...{ order_id: id, line: 1, shopper_id: shopperId, placed_at: clock.now(), source: "test", sku: "S" },
      ...{ title: "<b>Shirt</b>", category: null, quantity: 1, listed: 1_000n, discount: 0n, tax: 0n, paid: 1_000n },
    })
    .execute();
  return { id, shopperId, number, email, path: `/orders/${toWire("ord", id)}` };
}

let clients = 0;
const get = (url: string, cookie = "") => app.inject({ url, headers: { accept: "text/html", cookie } });

function lookUp(number: string, proof: string, headers: Record<string, string> = {}) {
  return app.inject({
    method: "POST",
    url: "/look-up",
    headers: {
      accept: "text/html",
      "content-type": "application/x-www-form-urlencoded",
      "x-forwarded-for": `10.0.0.${++clients}`,
      ...headers,
    },
    payload: new URLSearchParams({ number, proof }).toString(),
  });
}

async function lookedUp() {
  const found = await order();
  const answer = await lookUp(found.number, found.email);
  const cookie = String(answer.headers["set-cookie"]);
  return { ...found, answer, cookie: cookie.split(";")[0] ?? "", attributes: cookie };
}

test("the form leads to the order's page, with a cookie that scripts and other sites cannot use", async () => {
  const { answer, path, cookie, attributes } = await lookedUp();
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, path]);
  assert.match(attributes, /; HttpOnly; SameSite=Lax/);
  const page = await get(path, cookie);
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /Northwind &amp; Söhne/);
  assert.match(page.body, /&lt;b>Shirt/);
  assert.match(page.body, /€10\.00/);
  assert.equal(page.headers["cache-control"], "no-store");
});

test("behind https the cookie travels over https only", async () => {
  const { number, email } = await order();
  const answer = await lookUp(number, email, { "x-forwarded-proto": "https" });
  assert.match(String(answer.headers["set-cookie"]), /; Secure/);
});

test("a signed link opens the order and keeps out of the address; an altered one or one of a leaked key does not", async () => {
  const { path, cookie } = await lookedUp();
  const token = cookie.split("=")[1] ?? "";
  const opened = await get(`/l/${token}`);
  assert.deepEqual([opened.statusCode, opened.headers.location], [303, path]);
  assert.equal((await get(`/l/x${token}`)).statusCode, 404);
  await runtime.work.run("test", (tx) => rotateSigningKey(tx, clock.real(), clock.real()));
  const gone = await get(`/l/${token}`);
  assert.equal(gone.statusCode, 404);
  assert.match(gone.body, /This link is no longer valid/);
  assert.equal((await get(path, cookie)).statusCode, 401);
});

test("who was erased is known to nobody any more: the link and the cookie of before open nothing", async () => {
  const { path, cookie, shopperId, number, email } = await lookedUp();
  await runtime.work.run("test", (tx) => erasePersonalData(tx, shopperId, clock.now()));
  assert.equal((await get(path, cookie)).statusCode, 401);
  assert.equal((await get(`/l/${cookie.split("=")[1]}`)).statusCode, 404);
  assert.equal((await lookUp(number, email)).statusCode, 404);
});

test("a language link leads to no other site, however its path is written", async () => {
  for (const url of ["//elsewhere.example/?lang=de", "/\\elsewhere.example/?lang=de"]) {
    const { location } = (await get(url)).headers;
    if (location !== undefined) assert.doesNotMatch(location, /^[/\\]{2}/);
  }
});

test("a wrong proof is answered like an order that does not exist", async () => {
  const { number, shopperId } = await order();
  const wrong = await lookUp(number, "b@example.org");
  await database.kysely.updateTable("orders").set({ key: "moved" }).where("shopper_id", "=", shopperId).execute();
  const unknown = await lookUp(number, "b@example.org");
  assert.equal(wrong.statusCode, 404);
  assert.equal(wrong.body, unknown.body);
  const shown = (headers: typeof wrong.headers) =>
    Object.entries(headers).filter(([name]) => name !== "content-security-policy" && name !== "date");
  assert.deepEqual(shown(wrong.headers), shown(unknown.headers));
});

test("without the cookie an order's page asks to look it up, the same for one that does not exist", async () => {
  const [{ path }, other] = [await order(), await lookedUp()];
  const answers = [await get(path), await get(path, other.cookie), await get(`/orders/${toWire("ord", newId())}`)];
  for (const { statusCode, body } of answers) {
    assert.equal(statusCode, 401);
    assert.equal(body, answers[0]!.body);
  }
  assert.equal((await get("/orders/nonsense", other.cookie)).statusCode, 401);
});

test("the offers for returns of the order stand on its page, and each on one of its own", async () => {
  const { id, shopperId, path, cookie } = await lookedUp();
  const returnId = newId<"ret">();
  const wanted: NewOffer = {
    ...{ action: "twenty", terms: { kind: "percent-off", percent: 20, most: 3_000 }, currency: "EUR" },
    ...{ decisionId: newId<"dec">(), shopperId: shopperId as Id<"shp">, returnId },
  };
  const line = { return_id: returnId, line: 1, record_line: 1, shopper_id: shopperId, order_id: id, order_line: 1 };
  await database.kysely
    .insertInto("return_lines")
    .values({ ...line, sku: "S", title: null, category: null, quantity: 1, amount: 0n, reason: null })
    .execute();
  const { code } = await runtime.work.run("test", (tx) => issueOffer(tx, wanted, clock.now()));
  assert.match((await get(path, cookie)).body, new RegExp(`20% off your next purchase, at most €30.00.*${code}`));
  const own = await get(`${path}/offers/${code}`, cookie);
  assert.equal(own.statusCode, 200);
  assert.match(own.body, /<img class="qr" src="data:image\/svg\+xml,/);
  assert.equal((await get(`${path}/offers/2222-2222-2222`, cookie)).statusCode, 404);
  assert.equal((await get(`${path}/offers/${code}`)).statusCode, 401);
});

test("the language is chosen by link, kept in a cookie, and else the browser's", async () => {
  const chosen = await get("/?lang=zh");
  assert.deepEqual([chosen.statusCode, chosen.headers.location], [303, "/"]);
  const cookie = String(chosen.headers["set-cookie"]).split(";")[0] ?? "";
  assert.match((await get("/", cookie)).body, /<html lang="zh">/);
  const german = await app.inject({ url: "/", headers: { "accept-language": "de-AT,de" } });
  assert.match(german.body, /<html lang="de">/);
  assert.equal((await get("/?lang=xx")).statusCode, 200);
});

test("another site cannot send the form in a shopper's name", async () => {
  const { number, email } = await order();
  const foreign = { origin: "https://evil.example", cookie: "aftercare_language=en" };
  assert.equal((await lookUp(number, email, foreign)).statusCode, 403);
});

test("too many tries are told when to try again, on a page", async () => {
  const headers = { "x-forwarded-for": "10.9.9.9" };
  for (let i = 0; i < 30; i++) await lookUp(`X-${i}`, "no", headers);
  const answer = await lookUp("X-30", "no", headers);
  assert.deepEqual([answer.statusCode, answer.headers["retry-after"]], [429, "600"]);
  assert.match(answer.body, /Too many tries/);
});

test("a form with fields missing, twice or too long is answered with the form again", async () => {
  const type = { accept: "text/html", "content-type": "application/x-www-form-urlencoded" };
  for (const payload of ["", "number=1", "number=1&number=2&proof=3", `number=${"9".repeat(200)}&proof=1`]) {
    const answer = await app.inject({ method: "POST", url: "/look-up", headers: type, payload });
    assert.equal(answer.statusCode, 400);
    assert.match(answer.body, /role="alert"/);
  }
});

test("an address that does not exist has a page for people", async () => {
  const answer = await get("/no-such-page");
  assert.equal(answer.statusCode, 404);
  assert.match(answer.body, /<h1>No such page<\/h1>/);
});

test("assets are kept for a year under names that carry their content", async () => {
  const page = await get("/");
  const style = /href="(\/s\/assets\/[^"]+\.css)"/.exec(page.body)?.[1] ?? "";
  const answer = await app.inject({ url: style });
  assert.equal(answer.statusCode, 200);
  assert.match(String(answer.headers["cache-control"]), /max-age=31536000, immutable/);
});

test("an open page hears of its own order alone, from what it shows on; a browser that comes back from what it heard last", async () => {
  const [own, other] = [await lookedUp(), await lookedUp()];
  const live = /data-live="([^"]+)"/.exec((await get(own.path, own.cookie)).body)?.[1] ?? "";
  assert.equal(live, `${own.path}/live?seen=0`);
  for (const [url, cookie] of [
    [live, ""],
    [live, other.cookie],
    ["/orders/nonsense/live", own.cookie],
  ] as const)
    assert.equal((await get(url, cookie)).statusCode, 401);
  const stream = await app.inject({ url: live, headers: { cookie: own.cookie }, payloadAsStream: true });
  assert.match(String(stream.headers["content-type"]), /^text\/event-stream/);
  assert.match(String(stream.headers["content-security-policy"]), /script-src 'self'/);
  stream.stream().destroy();
  const back = { cookie: own.cookie, "last-event-id": "7" };
  const again = await app.inject({ url: live, headers: back, payloadAsStream: true });
  for await (const chunk of again.stream()) {
    if (!String(chunk).includes("changed")) continue;
    assert.match(String(chunk), /event: changed\nid: 0\ndata:\n\n$/);
    break;
  }
});

test("pages and their assets come packed to whoever takes that", async () => {
  const { path, cookie } = await lookedUp();
  const plain = await get(path, cookie);
  assert.equal(plain.headers["content-encoding"], undefined);
  const taken = (url: string, encoding: string) =>
    app.inject({ url, headers: { accept: "text/html", cookie, "accept-encoding": encoding } });
  for (const encoding of ["gzip, deflate, br", "br;q=1.0, gzip;q=0.8"]) {
    const packed = await taken(path, encoding);
    assert.deepEqual([packed.headers["content-encoding"], packed.headers["vary"]], ["gzip", "accept-encoding"]);
    assert.equal(gunzipSync(packed.rawPayload).toString().length, plain.body.length);
  }
  for (const encoding of ["identity", "gzip;q=0", "br, gzip; q=0.000"])
    assert.equal((await taken(path, encoding)).headers["content-encoding"], undefined, encoding);
  const style = /href="(\/s\/assets\/[^"]+\.css)"/.exec(plain.body)?.[1] ?? "";
  const asset = await taken(style, "gzip");
  assert.equal(asset.headers["content-encoding"], "gzip");
  assert.match(String(asset.headers["content-type"]), /^text\/css/);
  assert.match(gunzipSync(asset.rawPayload).toString(), /--paper/);
});

test("the day an order is for is told by a plain form, which leads back; a day that is none is named, and nobody else tells", async () => {
  const [{ id, path, cookie }, other] = [await lookedUp(), await lookedUp()];
  const tell = (payload: Record<string, string>, as = cookie, headers = {}) =>
    app.inject({
      ...{ method: "POST", url: `${path}/occasion`, payload: new URLSearchParams(payload).toString() },
      headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded", cookie: as, ...headers },
    });
  const told = await tell({ kind: "birthday", on: "2026-03-08" });
  assert.deepEqual([told.statusCode, told.headers.location], [303, path]);
  assert.match((await get(path, cookie)).body, /Birthday on 8 March 2026/);
  const wrong = await tell({ kind: "birthday", on: "2026-13-08" });
  assert.equal(wrong.statusCode, 400);
  assert.match(wrong.body, /role="alert".*Birthday on 8 March 2026/s);
  for (const [as, headers, status] of [
    ["", {}, 401],
    [other.cookie, {}, 401],
    [cookie, { origin: "https://evil.example" }, 403],
  ] as const)
    assert.equal((await tell({ kind: "wedding", on: "" }, as, headers)).statusCode, status);
  assert.equal((await tell({ kind: "", on: "" })).statusCode, 303);
  assert.doesNotMatch((await get(path, cookie)).body, /Birthday on/);
  const row = database.kysely.selectFrom("order_deliveries").select("occasion_kind").where("order_id", "=", id);
  assert.equal((await row.executeTakeFirst())?.occasion_kind, null);
});

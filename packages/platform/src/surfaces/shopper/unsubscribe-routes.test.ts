import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { changePermission, readPermissions } from "../../facts/messages/index.ts";
import { signed } from "../../foundation/auth/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { type TestPages, testPages } from "./testing.ts";

const day = 86_400_000;
let facts: TestPages["facts"];
let app: TestPages["app"];
let close: TestPages["close"];
before(async () => {
  ({ facts, app, close } = await testPages(migrationFolders));
  await facts.database.kysely.updateTable("retailer_settings").set({ name: "Northwind" }).execute();
});
after(() => close());

async function linkOf(claims: Record<string, string>, days = 730) {
  const now = facts.clock.real();
  const expiresAt = now.getTime() + days * day;
  return facts.work.run("test", (tx) => signed(tx, { ...claims, expiresAt }, now));
}
async function person(purpose = "marketing") {
  const shopperId = await facts.shopper();
  const said = {
    channel: "email",
    purpose: "marketing",
    granted: true,
    at: facts.clock.now(),
    origin: "shop",
  } as const;
  await facts.work.run("test", (tx) => changePermission(tx, { shopperId, ...said }));
  return { shopperId, token: await linkOf({ use: "unsubscribe", shopperId, channel: "email", purpose }) };
}
const said = (shopperId: string) =>
  facts.work.run("test", async (tx) =>
    (await readPermissions(tx, [shopperId])).map(({ purpose, granted, origin }) => `${purpose} ${granted} ${origin}`),
  );
const html = { accept: "text/html" };
const press = (token: string, payload = "", headers: Record<string, string> = {}) =>
  app.inject({
    ...{ method: "POST", url: `/u/${token}`, payload },
    headers: { ...html, "content-type": "application/x-www-form-urlencoded", ...headers },
  });

test("opening the link ends nothing: a scanner that follows links unsubscribes nobody; the button does", async () => {
  const { shopperId, token } = await person();
  const page = await app.inject({ url: `/u/${token}`, headers: html });
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /<form method="post" action="\/u\//);
  assert.match(page.body, /no more offers from Northwind/);
  assert.deepEqual([page.headers["cache-control"], page.headers["referrer-policy"]], ["no-store", "no-referrer"]);
  assert.deepEqual(await said(shopperId), ["marketing true shop"]);
  const done = await press(token);
  assert.equal(done.statusCode, 200);
  assert.match(done.body, /Done: no more of these/);
  assert.deepEqual(await said(shopperId), ["marketing false unsubscribe-link"]);
});

test("a mail program's own button ends it with one request, twice is fine (RFC 8058)", async () => {
  const { shopperId, token } = await person("care");
  for (let times = 0; times < 2; times++) {
    const answer = await press(token, "List-Unsubscribe=One-Click", { accept: "*/*" });
    assert.equal(answer.statusCode, 200);
  }
  assert.deepEqual(await said(shopperId), ["care false one-click", "marketing true shop"]);
});

test("the page speaks four languages, and changing them stays on it", async () => {
  const { token } = await person();
  const titles = {
    en: "End these messages?",
    de: "Diese Nachrichten beenden?",
    nl: "Deze berichten stoppen?",
    zh: "停止接收此类消息？",
  };
  for (const [locale, title] of Object.entries(titles)) {
    const page = await app.inject({ url: `/u/${token}`, headers: { ...html, "accept-language": locale } });
    assert.ok(page.body.includes(`<h1>${title}</h1>`), locale);
  }
  const chosen = await app.inject({ url: `/u/${token}?lang=nl`, headers: html });
  assert.deepEqual([chosen.statusCode, chosen.headers.location], [303, `/u/${token}`]);
});

test("a link that is altered, over, for an order, or for what cannot be ended, ends nothing; and this one opens no order", async () => {
  const { shopperId, token } = await person();
  const orderId = await facts.order(shopperId);
  const old = await linkOf({ use: "unsubscribe", shopperId, channel: "email", purpose: "marketing" }, 1);
  const toOrder = await linkOf({ shopperId, orderId });
  const both = await linkOf({ use: "unsubscribe", shopperId, orderId, channel: "email", purpose: "service" });
  facts.clock.advance(2 * day);
  for (const bad of [`${token.slice(0, -2)}xx`, old, toOrder, both, "nonsense"]) {
    assert.equal((await app.inject({ url: `/u/${bad}`, headers: html })).statusCode, 404);
    assert.equal((await press(bad, "List-Unsubscribe=One-Click")).statusCode, 404);
  }
  assert.deepEqual(await said(shopperId), ["marketing true shop"]);
  for (const bad of [token, both])
    assert.equal((await app.inject({ url: `/l/${bad}`, headers: html })).statusCode, 404);
  assert.equal((await app.inject({ url: `/l/${toOrder}`, headers: html })).statusCode, 303);
});

test("another site cannot press the button for a reader who is logged in here", async () => {
  const { shopperId, token } = await person();
  const answer = await press(token, "", { cookie: "aftercare_order=x", origin: "https://elsewhere.example" });
  assert.equal(answer.statusCode, 403);
  assert.deepEqual(await said(shopperId), ["marketing true shop"]);
});

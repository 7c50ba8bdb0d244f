import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { type TestPages, testPages } from "./testing.ts";

let facts: TestPages["facts"];
let app: TestPages["app"];
let close: TestPages["close"];
before(async () => {
  ({ facts, app, close } = await testPages(migrationFolders));
});
after(() => close());

const typed = { name: "Jo <b>Miller</b>", contract: "1042", email: "jo@example.test", what: "" };
const html = { accept: "text/html", "sec-fetch-site": "same-origin" };
const press = (url: string, fields: Readonly<Record<string, string>>, headers: Record<string, string> = html) =>
  app.inject({
    ...{ method: "POST", url, payload: new URLSearchParams(fields).toString() },
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
  });
const count = async () => Number((await facts.database.pool.query("select count(*) from withdrawals")).rows[0]?.count);

test("every page leads there, and an order's page fills its number in", async () => {
  const home = await app.inject({ url: "/", headers: html });
  assert.match(home.body, /href="\/withdraw"/);
  const { body } = await app.inject({ url: "/withdraw?order=10%2242", headers: html });
  assert.match(body, /value="10&quot;42"/);
});

test("two steps state it: the first shows what will be stated and stores nothing, the second states it once", async () => {
  const first = await press("/withdraw", typed);
  assert.equal(first.statusCode, 200);
  assert.match(first.body, /Jo &lt;b>Miller&lt;\/b>|Jo &lt;b&gt;Miller/);
  assert.equal(await count(), 0);
  const [, withdrawalId = ""] = /name="withdrawalId" value="([^"]+)"/.exec(first.body) ?? [];
  const [one, two] = await Promise.all([1, 2].map(() => press("/withdraw/confirm", { ...typed, withdrawalId })));
  assert.match(one!.body, /W-\d{6}/);
  assert.equal(/W-\d{6}/.exec(one!.body)?.[0], /W-\d{6}/.exec(two!.body)?.[0]);
  assert.equal(await count(), 1);
});

test("who wants to change something finds what was typed", async () => {
  const { body, statusCode } = await press("/withdraw/change", { ...typed, what: "The shirt" });
  assert.equal(statusCode, 200);
  assert.match(body, /The shirt<\/textarea>/);
  assert.match(body, /value="jo@example.test"/);
});

test("what is missing is named beside what was typed, also where the first step was left out", async () => {
  const { statusCode, body } = await press("/withdraw", { ...typed, email: "nowhere" });
  assert.equal(statusCode, 400);
  assert.match(body, /href="#email"/);
  assert.match(body, /value="nowhere"/);
  const withdrawalId = toWire("wdr", newId<"wdr">());
  const direct = await press("/withdraw/confirm", { ...typed, name: "", withdrawalId });
  assert.equal(direct.statusCode, 400);
  assert.match(direct.body, /href="#name"/);
});

test("it speaks the reader's language, and the statement is kept in it", async () => {
  const headers = { ...html, "accept-language": "de" };
  const { body } = await press("/withdraw", typed, headers);
  assert.match(body, /Widerruf bestätigen/);
  const withdrawalId = toWire("wdr", newId<"wdr">());
  await press("/withdraw/confirm", { ...typed, withdrawalId }, headers);
  const { rows } = await facts.database.pool.query("select locale from withdrawals order by place desc limit 1");
  assert.equal(rows[0]?.locale, "de");
});

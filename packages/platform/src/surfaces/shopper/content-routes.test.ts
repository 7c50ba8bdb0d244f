import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signed } from "../../foundation/auth/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { type TestPages, testPages } from "./testing.ts";

let facts: TestPages["facts"];
let app: TestPages["app"];
let close: TestPages["close"];
let contentId: string;
before(async () => {
  ({ facts, app, close } = await testPages(migrationFolders));
  contentId = await guide();
});
after(() => close());

async function guide(): Promise<string> {
  const id = newId<"cnt">();
  const body = "# Pitch it\n\n1. **Unroll**\n2. See [the film](https://films.example/1)\n\n<script>alert(1)</script>";
  const texts = { en: { title: "Pitch it", summary: "Before you travel.", body } };
  await facts.database.kysely
    .insertInto("content_items")
    .values({
      ...{ id, key: "pitch", kind: "video", moment: "before-arrival", language: "en", texts: JSON.stringify(texts) },
      ...{ url: "https://films.example/1", provider: "Example Films", retired_at: null },
      ...{ updated_at: facts.clock.now(), updated_by: "test" },
    })
    .execute();
  await facts.database.kysely.insertInto("content_targets").values({ content_id: id, match: "all" }).execute();
  return toWire("cnt", id);
}

async function linkOf(orderId: Id<"ord">, shopperId: Id<"shp">): Promise<string> {
  const now = facts.clock.real();
  return facts.work.run("test", (tx) => signed(tx, { orderId, shopperId, expiresAt: now.getTime() + 86_400_000 }, now));
}

async function buyer() {
  const shopperId = await facts.shopper();
  const lines = [{ sku: "TENT", quantity: 1, paid: 10_000n, title: "Skua 2 Tent" }];
  const orderId = await facts.order(shopperId, { number: newId(), lines });
  const link = await linkOf(orderId, shopperId);
  return { link, cookie: `aftercare_order=${link}`, orderId: toWire("ord", orderId), uuid: orderId };
}

const html = { accept: "text/html" };
const openings = async (orderId: string) =>
  (
    await facts.database.kysely
      .selectFrom("order_contents")
      .select(["opens", "help_asked_at"])
      .where("order_id", "=", orderId)
      .execute()
  )[0];

test("a link in a message leads to the guide, without a word of the token in its address", async () => {
  const { link, orderId } = await buyer();
  const answer = await app.inject({ url: `/l/${link}/content/${contentId}`, headers: html });
  assert.equal(answer.statusCode, 303);
  assert.equal(answer.headers.location, `/orders/${orderId}/content/${contentId}`);
  assert.match(String(answer.headers["set-cookie"]), /HttpOnly/);
});

test("a guide is shown as text and elements, names whose page it leads to, and counts a visit once", async () => {
  const { cookie, orderId, uuid } = await buyer();
  const url = `/orders/${orderId}/content/${contentId}`;
  const page = await app.inject({ url, headers: { ...html, cookie } });
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /<h1>Pitch it<\/h1>/);
  assert.match(page.body, /<ol><li><strong>Unroll<\/strong><\/li>/);
  assert.match(page.body, /href="https:\/\/films\.example\/1" rel="noreferrer">the film</);
  assert.match(page.body, /&lt;script>alert\(1\)/);
  assert.match(page.body, /Open at Example Films/);
  assert.match(page.body, /Skua 2 Tent/);
  await app.inject({ url: `${url}?lang=de`, headers: { ...html, cookie } });
  assert.equal((await openings(uuid))?.opens, 1);
});

test("whoever still needs help says so with a button, which thanks; another site's form does nothing", async () => {
  const { cookie, orderId, uuid } = await buyer();
  const url = `/orders/${orderId}/content/${contentId}`;
  const press = (headers: Record<string, string>) =>
    app.inject({
      ...{ method: "POST", url: `${url}/help`, payload: "" },
      headers: { ...html, cookie, "content-type": "application/x-www-form-urlencoded", ...headers },
    });
  const foreign = await press({ "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" });
  assert.equal(foreign.statusCode, 403);
  assert.equal(await openings(uuid), undefined);
  const pressed = await press({ "sec-fetch-site": "same-origin" });
  assert.deepEqual([pressed.statusCode, pressed.headers.location], [303, `${url}#help`]);
  assert.notEqual((await openings(uuid))?.help_asked_at ?? null, null);
  const page = await app.inject({ url, headers: { ...html, cookie } });
  assert.match(page.body, /we know that you need more help/);
  assert.doesNotMatch(page.body, /\/help"/);
});

test("nobody reads a guide of somebody else's order, or one that does not exist", async () => {
  const [mine, other] = [await buyer(), await buyer()];
  const read = (orderId: string, id: string, cookie?: string) =>
    app.inject({ url: `/orders/${orderId}/content/${id}`, headers: { ...html, ...(cookie && { cookie }) } });
  assert.equal((await read(mine.orderId, contentId)).statusCode, 401);
  assert.equal((await read(other.orderId, contentId, mine.cookie)).statusCode, 404);
  assert.equal((await read(mine.orderId, toWire("cnt", newId()), mine.cookie)).statusCode, 404);
  assert.equal((await read(mine.orderId, "nonsense", mine.cookie)).statusCode, 400);
  assert.equal((await app.inject({ url: `/l/nonsense/content/${contentId}`, headers: html })).statusCode, 404);
});

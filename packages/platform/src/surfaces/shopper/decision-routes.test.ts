import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { recordAdverseDecision } from "../../judgement/fairness/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { type TestPages, testPages } from "./testing.ts";

let facts: TestPages["facts"];
let app: TestPages["app"];
let close: TestPages["close"];
before(async () => {
  ({ facts, app, close } = await testPages(migrationFolders));
});
after(() => close());

let orders = 0;

/** An order that was looked up, about which something was decided. */
async function decided(at = facts.clock.now()) {
  const number = `D-${++orders}`;
  const email = `shopper-${orders}@example.com`;
  const record = {
    ...{ type: "order", id: number, at: facts.clock.now().toISOString(), channel: "online", currency: "EUR" },
    ...{ contact: { email }, lines: [{ sku: "SHIRT", quantity: 1, amount: 4_900 }] },
  };
  await facts.work.run("test", (tx) =>
    recordBatch(tx, "test", [IntakeRecord.parse(record)], { history: true, now: facts.clock.now() }),
  );
  const order = await facts.database.kysely
    .selectFrom("orders")
    .select(["id", "shopper_id"])
    .where("key", "=", number)
    .executeTakeFirstOrThrow();
  await facts.work.run("test", (tx) =>
    recordAdverseDecision(tx, {
      ...{
        shopperId: order.shopper_id,
        orderId: order.id,
        kind: "return-terms",
        subject: newId(),
        currency: "EUR",
        at,
      },
      outcome: [{ what: "logisticsFee", usual: 0, granted: 495 }],
      reasons: ["segment-frequent-returner"],
      data: [{ name: "return-rate", value: 0.625 }],
    }),
  );
  const found = await app.inject({
    ...{ method: "POST", url: "/look-up", payload: new URLSearchParams({ number, proof: email }).toString() },
    headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
  });
  assert.equal(found.statusCode, 303, found.body);
  const cookie = String(found.headers["set-cookie"]).split(";")[0] ?? "";
  return { path: `/orders/${toWire("ord", order.id)}`, cookie };
}

const get = (url: string, cookie: string, language = "en") =>
  app.inject({ url, headers: { accept: "text/html", cookie, "accept-language": language } });
const press = (url: string, cookie: string, said: string, origin = "http://localhost") =>
  app.inject({
    ...{ method: "POST", url, payload: new URLSearchParams({ said }).toString() },
    headers: {
      accept: "text/html",
      cookie,
      origin,
      host: "localhost",
      "content-type": "application/x-www-form-urlencoded",
    },
  });
const actionOf = (body: string) => /action="([^"]+\/decisions\/[^"]+)"/.exec(body)?.[1] ?? assert.fail("no form");

test("an order's page leads to what was decided about it: what, why, by which figures, in four languages", async () => {
  const { path, cookie } = await decided();
  assert.match((await get(path, cookie)).body, new RegExp(`href="${path}/decisions"`));
  const page = await get(`${path}/decisions`, cookie);
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /Sending it back costs €4\.95; usual is €0\.00\./);
  assert.match(page.body, /Most of what you bought came back\./);
  assert.match(page.body, /Share that came back<\/dt><dd>63%|Share that came back<\/dt><dd>62%/);
  for (const [language, words] of [
    ["de", /Das Zurücksenden kostet 4,95/],
    ["nl", /Terugsturen kost €/],
    ["zh", /寄回费用为/],
  ] as const)
    assert.match((await get(`${path}/decisions`, cookie, language)).body, words);
});

test("a form without any script asks a person; loading the page again asks nothing twice, and a stranger nothing at all", async () => {
  const { path, cookie } = await decided();
  const action = actionOf((await get(`${path}/decisions`, cookie)).body);
  assert.equal((await press(action, "", "Let me in")).statusCode, 401);
  assert.equal((await press(action, cookie, "", "http://elsewhere.test")).statusCode, 403);
  const other = await decided();
  assert.notEqual((await press(action, other.cookie, "Not mine")).statusCode, 303);
  const asked = await press(action, cookie, "The parcels were broken.");
  assert.deepEqual([asked.statusCode, asked.headers.location], [303, `${path}/decisions`]);
  const { body } = await get(`${path}/decisions`, cookie);
  assert.match(body, /A person looks at it\. You will have an answer by/);
  assert.doesNotMatch(body, /<textarea/);
  assert.equal((await press(action, cookie, "Again")).statusCode, 303);
  const { length } = await facts.database.kysely.selectFrom("appeals").select("id").execute();
  assert.equal(length, 1);
});

test("when the time is over the page says so and offers no form; asking all the same is refused in words", async () => {
  const { path, cookie } = await decided(new Date(facts.clock.now().getTime() - 15 * 86_400_000));
  const { body } = await get(`${path}/decisions`, cookie);
  assert.match(body, /The time to ask ended on/);
  assert.doesNotMatch(body, /<textarea/);
  const row = await facts.database.kysely
    .selectFrom("adverse_decisions")
    .select("id")
    .orderBy("decided_at")
    .executeTakeFirstOrThrow();
  const late = await press(`${path}/decisions/${toWire("adv", row.id)}`, cookie, "Too late");
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /Too late to ask here/);
});

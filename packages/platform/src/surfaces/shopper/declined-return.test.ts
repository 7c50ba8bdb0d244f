import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { returnRequestOperations } from "../../care/returns/requests/index.ts";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import { operator } from "../../foundation/actors/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { execute } from "../../foundation/operations/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { type TestPages, testPages } from "./testing.ts";

let facts: TestPages["facts"];
let app: TestPages["app"];
let close: TestPages["close"];
before(async () => {
  ({ facts, app, close } = await testPages(migrationFolders));
});
after(() => close());

async function run<Answer>(name: string, input: object): Promise<Answer> {
  const operation = returnRequestOperations.find(({ contract }) => contract.name === name)!;
  const session = { token: undefined, start: () => {}, end: () => {} };
  const asked = { actor: operator, input, session, locale: "en" as const, client: "test" };
  const { output } = await execute(operation, asked, { work: facts.work, clock: facts.clock });
  return output as Answer;
}

let orders = 0;

/** The page of goods that somebody asks to be taken back long after they were bought. */
async function asked() {
  const number = `L-${++orders}`;
  const email = `late-${orders}@example.com`;
  const at = new Date(facts.clock.now().getTime() - 200 * 86_400_000).toISOString();
  const record = {
    ...{ type: "order", id: number, at, channel: "online", currency: "EUR", contact: { email, country: "DE" } },
    lines: [{ sku: "SHIRT", quantity: 1, amount: 4_900 }],
  };
  await facts.work.run("test", (tx) =>
    recordBatch(tx, "test", [IntakeRecord.parse(record)], { history: true, now: facts.clock.now() }),
  );
  const { id } = await facts.database.kysely
    .selectFrom("orders")
    .select("id")
    .where("key", "=", number)
    .executeTakeFirstOrThrow();
  const orderId = toWire("ord", id);
  const { returnRequestId } = await run<{ returnRequestId: string }>("return-requests.create", {
    ...{ orderId, lines: [{ line: 1, quantity: 1, reason: "style" }], method: "drop-off", resolution: "refund" },
    plea: "I was in hospital.",
  });
  const found = await app.inject({
    ...{ method: "POST", url: "/look-up", payload: new URLSearchParams({ number, proof: email }).toString() },
    headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
  });
  const cookie = String(found.headers["set-cookie"]).split(";")[0] ?? "";
  return { returnRequestId, path: `/orders/${orderId}/returns/${returnRequestId}`, cookie };
}

async function declined() {
  const request = await asked();
  const { returnRequestId } = request;
  await run("return-requests.decline", { returnRequestId, because: "It was worn." });
  return request;
}

const get = (url: string, cookie: string, language = "en") =>
  app.inject({ url, headers: { accept: "text/html", cookie, "accept-language": language } });
const press = (url: string, cookie: string, said: string, origin = "http://localhost") =>
  app.inject({
    ...{ method: "POST", url, payload: new URLSearchParams({ said }).toString() },
    headers: {
      ...{ accept: "text/html", cookie, origin, host: "localhost" },
      "content-type": "application/x-www-form-urlencoded",
    },
  });
const actionOf = (body: string) => /action="([^"]+\/appeals\/[^"]+)"/.exec(body)?.[1] ?? assert.fail("no form");

test("the page of a declined return says why, and until when somebody else can be asked; it calls nothing of it going back", async () => {
  const { path, cookie } = await declined();
  const { body } = await get(path, cookie);
  assert.match(body, /<h1>We do not take this back<\/h1>/);
  assert.match(body, /Why: It was worn\./);
  assert.match(body, /You can ask until \d+ \w+ \d{4}\./);
  assert.match(body, /Somebody other than whoever declined it/);
  assert.match(body, /<h2>What it is about<\/h2>/);
  assert.doesNotMatch(body, /Going back/);
  for (const [language, words] of [
    ["de", /Noch einmal ansehen lassen/],
    ["nl", /Laat er nog eens naar kijken/],
    ["zh", /请求复核/],
  ] as const)
    assert.match((await get(path, cookie, language)).body, words);
});

test("its form asks once, and leads back to a page that says by when there is an answer; nobody else can ask", async () => {
  const { path, cookie } = await declined();
  const action = actionOf((await get(path, cookie)).body);
  assert.equal((await press(action, "", "Mine")).statusCode, 401);
  assert.equal((await press(action, cookie, "", "http://elsewhere.test")).statusCode, 403);
  assert.notEqual((await press(action, (await declined()).cookie, "Mine")).statusCode, 303);
  for (const said of ["I was ill.", "Again"]) {
    const answer = await press(action, cookie, said);
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, path]);
  }
  const { body } = await get(path, cookie);
  assert.match(body, /<h1>Somebody looks at it again<\/h1>/);
  assert.match(body, /You will have an answer by/);
  assert.doesNotMatch(body, /<textarea/);
  const { length } = await facts.database.kysely.selectFrom("appeals").select("id").execute();
  assert.equal(length, 1);
});

test("what nobody declined shows no way to appeal", async () => {
  const { path, cookie, returnRequestId } = await asked();
  assert.doesNotMatch((await get(path, cookie)).body, /see it differently|appeals\//);
  await run("return-requests.approve", { returnRequestId });
  assert.doesNotMatch((await get(path, cookie)).body, /see it differently|appeals\//);
});

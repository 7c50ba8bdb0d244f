import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { messageKinds } from "../../capabilities.ts";
import { returnReceived } from "../../care/returns/index.ts";
import { readPermissions } from "../../facts/messages/index.ts";
import type { Role } from "../../foundation/actors/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { outboxTransport, queueMessage, sendMessages } from "./index.ts";
import { isSuppressed } from "./suppress.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
});
after(() => house.close());

let people = 0;
/** A shopper with a message that was queued, and sent unless told otherwise. */
async function written({ sent = true } = {}) {
  const { database, work, clock } = house;
  const [shopperId, returnId, email] = [newId<"shp">(), newId<"ret">(), `r${++people}@example.test`];
  const { kysely } = database;
  await kysely.insertInto("shoppers").values({ id: shopperId, kind: "account", source: "test", key: email }).execute();
  await kysely.insertInto("shopper_contacts").values({ shopper_id: shopperId, email }).execute();
  await kysely
    .insertInto("returns")
    .values({
      ...{
        id: returnId,
        shopper_id: shopperId,
        source: "test",
        key: email,
        returned_at: clock.now(),
        channel: "online",
      },
      ...{ store_id: null, currency: "EUR", amount: 0n, units: 0 },
    })
    .execute();
  await work.run("test", (tx) =>
    queueMessage(tx, clock, returnReceived, { shopperId, key: returnId, values: { returnId } }),
  );
  const office = {
    work,
    clock,
    kinds: messageKinds,
    transports: [outboxTransport("email")],
    publicUrl: "https://shop.test",
  };
  if (sent) while ((await sendMessages(office)) > 0);
  const { id } = await kysely
    .selectFrom("messages")
    .select("id")
    .where("shopper_id", "=", shopperId)
    .executeTakeFirstOrThrow();
  return { id, messageId: toWire("msg", id), shopperId, email };
}

const stateOf = async (id: string) =>
  (await house.database.kysely.selectFrom("messages").select("state").where("id", "=", id).executeTakeFirstOrThrow())
    .state;
const suppressed = (email: string) => house.work.run("test", (tx) => isSuppressed(tx, email));

async function call(role: Role, method: "GET" | "POST" | "PUT", url: string, payload?: object) {
  const headers = await house.authorization(role);
  const answer = await house.server.inject({ method, url, headers, ...(payload && { payload }) });
  return {
    status: answer.statusCode,
    body: answer.json() as Record<string, unknown> & { items: Record<string, unknown>[] },
  };
}

const mail = (boundary: string, report: string, parts: readonly string[]) =>
  [
    ...["From: mailer-daemon@mx.example", "To: service@shop.test", "Subject: Returned", "MIME-Version: 1.0"],
    `Content-Type: multipart/report; report-type=${report}; boundary="${boundary}"`,
    ...["", ...parts.flatMap((part) => [`--${boundary}`, part]), `--${boundary}--`, ""],
  ].join("\r\n");

/** As a mail server returns it: the example of RFC 3464, 6.1, with our Message-ID. */
const bounceOf = (messageId: string, status: string, action = "failed") =>
  mail("RAA14128", "delivery-status", [
    "Content-Type: text/plain\r\n\r\n   ----- The following addresses had problems -----\r\n",
    `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822;jo@example.test\r\nAction: ${action}\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550\r\n ${status} <jo@example.test> user unknown\r\n`,
    `Content-Type: message/rfc822\r\n\r\nMessage-ID:\r\n <${messageId}@shop.test>\r\nFrom: service@shop.test\r\nSubject: Hello\r\n\r\nBody\r\n`,
  ]);

/** The example of RFC 5965, appendix B.1, with our Message-ID. */
const complaintOf = (messageId: string, type = "abuse") =>
  mail("part1_13d.2e68ed54", "feedback-report", [
    "Content-Type: text/plain\r\n\r\nThis is an email abuse report.\r\n",
    `Content-Type: message/feedback-report\r\n\r\nFeedback-Type: ${type}\r\nUser-Agent: SomeGenerator/1.0\r\nVersion: 1\r\n`,
    `Content-Type: text/rfc822-headers\r\n\r\nFrom: service@shop.test\r\nMessage-ID: <${messageId}@shop.test>\r\nSubject: Hello\r\n`,
  ]);
const take = (raw: string) => call("service", "POST", "/v1/message-reports", { raw });

test("a mail that came back for an address that does not exist ends all mail to it; a full mailbox does not", async () => {
  const [gone, full, late] = [await written(), await written(), await written()];
  assert.deepEqual((await take(bounceOf(gone.messageId, "5.1.1"))).body, {
    what: "bounced",
    messageId: gone.messageId,
    permanent: true,
  });
  assert.deepEqual((await take(bounceOf(full.messageId, "5.2.2"))).body, {
    what: "bounced",
    messageId: full.messageId,
    permanent: false,
  });
  assert.equal((await take(bounceOf(late.messageId, "4.4.1", "delayed"))).body["what"], "nothing");
  assert.deepEqual(
    [await stateOf(gone.id), await stateOf(full.id), await stateOf(late.id)],
    ["bounced", "bounced", "sent"],
  );
  assert.deepEqual([await suppressed(gone.email), await suppressed(full.email)], [true, false]);
  assert.equal((await take(bounceOf(gone.messageId, "5.1.1"))).status, 200, "told twice, it is told once");
  const { body } = await call("agent", "GET", `/v1/messages/${gone.messageId}`);
  assert.equal(body["failure"], "smtp; 550 5.1.1 <…> user unknown");
});

test("a report made to keep the reader busy is read as fast as any other", async () => {
  const { messageId } = await written();
  const began = performance.now();
  const answer = await take(bounceOf(messageId, `5.2.2${" ".repeat(100_000)}x`));
  assert.equal(answer.body["what"], "bounced");
  assert.ok(performance.now() - began < 10_000, "the time grows with the square of a line's length");
});

test("a complaint ends care, guides and marketing; one that is taken back, or about another mail, ends nothing", async () => {
  const { id, messageId, shopperId } = await written();
  assert.equal((await take(complaintOf(messageId, "not-spam"))).body["what"], "nothing");
  assert.equal((await take(complaintOf(messageId))).body["what"], "complained");
  assert.equal(await stateOf(id), "complained");
  const said = await house.work.run("test", (tx) => readPermissions(tx, [shopperId]));
  assert.deepEqual(
    said.map(({ purpose, granted }) => [purpose, granted]),
    [
      ["care", false],
      ["guide", false],
      ["marketing", false],
    ],
  );
  const unknown = await take(complaintOf(toWire("msg", newId())));
  assert.deepEqual([unknown.status, unknown.body["type"]], [404, "/problems/message-not-found"]);
  assert.equal((await take(complaintOf("somebody-elses"))).status, 404);
});

test("an answer that somebody typed is no report, whatever it quotes; and what is no mail at all is refused by its field", async () => {
  const { id, messageId } = await written();
  const typed = `From: jo@example.test\r\nMessage-ID: <${messageId}@shop.test>\r\nContent-Type: text/plain\r\n\r\nStatus: 5.1.1\r\nAction: failed\r\n`;
  for (const raw of [typed, "x", "\r\n\r\n"]) {
    const { status, body } = await take(raw);
    assert.deepEqual([status, (body["fields"] as { field: string }[])[0]?.field], [400, "raw"]);
  }
  assert.equal(await stateOf(id), "sent");
});

test("a provider's webhook says the same without a mail, and never of what has not left", async () => {
  const [sent, waiting] = [await written(), await written({ sent: false })];
  const report = (messageId: string, payload: object) =>
    call("service", "POST", `/v1/messages/${messageId}/reports`, payload);
  assert.equal((await report(sent.messageId, { what: "bounced", permanent: true })).body["state"], "bounced");
  assert.equal(await suppressed(sent.email), true);
  const early = await report(waiting.messageId, { what: "complained" });
  assert.deepEqual([early.status, early.body["type"]], [409, "/problems/illegal-transition"]);
  assert.equal((await report(sent.messageId, { what: "loved" })).status, 400);
  assert.equal(
    (await call("agent", "POST", `/v1/messages/${sent.messageId}/reports`, { what: "complained" })).status,
    403,
  );
});

test("two reports of one bounce at once are one bounce", async () => {
  const { id, messageId, shopperId } = await written();
  const answers = await Promise.all([take(bounceOf(messageId, "5.1.1")), take(bounceOf(messageId, "5.1.1"))]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  );
  assert.equal(await stateOf(id), "bounced");
  const events = await house.database.kysely
    .selectFrom("events")
    .select("id")
    .where("subject", "=", shopperId)
    .where("type", "=", "message.bounced")
    .execute();
  assert.equal(events.length, 1);
});

test("the desk finds a message, reads what it said, takes one that waits out of the queue, and tries a failed one again", async () => {
  const [sent, waiting] = [await written(), await written({ sent: false })];
  const list = await call("agent", "GET", `/v1/messages?shopperId=${toWire("shp", sent.shopperId)}`);
  assert.deepEqual(
    list.body.items.map(({ messageId, state }) => [messageId, state]),
    [[sent.messageId, "sent"]],
  );
  assert.deepEqual(list.body["counts"], [{ state: "sent", count: 1 }]);
  const { body } = await call("agent", "GET", `/v1/messages/${sent.messageId}`);
  const content = body["content"] as { to: string; subject: string; text: string };
  assert.equal(content.to, sent.email);
  assert.match(content.text, /has arrived/);
  assert.equal((await call("agent", "POST", `/v1/messages/${waiting.messageId}/retries`)).status, 409);
  assert.equal(
    (await call("agent", "POST", `/v1/messages/${waiting.messageId}/cancellation`)).body["state"],
    "cancelled",
  );
  assert.equal((await call("agent", "POST", `/v1/messages/${waiting.messageId}/cancellation`)).status, 409);
  await house.database.kysely
    .updateTable("messages")
    .set({ state: "failed", attempts: 12 })
    .where("id", "=", sent.id)
    .execute();
  const again = await call("agent", "POST", `/v1/messages/${sent.messageId}/retries`);
  assert.deepEqual([again.body["state"], again.body["attempts"]], ["queued", 0]);
  assert.equal((await call("associate", "GET", "/v1/messages")).status, 403);
  assert.equal((await call("agent", "GET", `/v1/messages/${toWire("msg", newId())}`)).status, 404);
});

test("pages of a listing together are the whole", async () => {
  const shopper = toWire("shp", (await written()).shopperId);
  for (let count = 0; count < 3; count++) await written();
  const all: unknown[] = [];
  let cursor = "";
  do {
    const { body } = await call("agent", "GET", `/v1/messages?limit=2${cursor}`);
    all.push(...body.items.map(({ messageId }) => messageId));
    cursor = body["next"] === undefined ? "" : `&cursor=${String(body["next"])}`;
  } while (cursor !== "");
  const { body } = await call("agent", "GET", "/v1/messages?limit=200");
  assert.deepEqual(
    all,
    body.items.map(({ messageId }) => messageId),
  );
  assert.ok(shopper.startsWith("shp_"));
});

test("a kind is shown in every language; settings are checked by field, and turn kinds off", async () => {
  const enabled = async () =>
    (await call("agent", "GET", "/v1/message-kinds")).body.items
      .filter((one) => one["kind"] === "return.received" || one["kind"] === "offer.issued")
      .map((one) => [one["kind"], one["enabled"]]);
  assert.deepEqual(await enabled(), [
    ["return.received", true],
    ["offer.issued", true],
  ]);
  for (const [locale, word] of Object.entries({ en: "arrived", de: "angekommen", nl: "aangekomen", zh: "已收到" })) {
    const { body } = await call("agent", "GET", `/v1/message-kinds/return.received/preview?locale=${locale}`);
    assert.match(String(body["subject"]), new RegExp(word));
    assert.match(String(body["html"]), new RegExp(`lang="${locale}"`));
  }
  assert.equal((await call("agent", "GET", "/v1/message-kinds/nothing/preview?locale=en")).status, 404);
  assert.equal((await call("agent", "GET", "/v1/message-kinds/return.received/preview?locale=fr")).status, 400);
  const { body: settings } = await call("manager", "GET", "/v1/message-settings");
  const save = (change: object) => call("manager", "PUT", "/v1/message-settings", { ...settings, ...change });
  const fieldOf = async (change: object) => ((await save(change)).body["fields"] as { field: string }[])[0]?.field;
  assert.equal(await fieldOf({ quietHours: { from: "25:00", until: "08:00" } }), "quietHours/from");
  assert.equal(await fieldOf({ kinds: { "no.such": true } }), "kinds/no.such");
  assert.equal(await fieldOf({ replyTo: "nobody" }), "replyTo");
  const due = "withdrawal.acknowledged";
  assert.equal(await fieldOf({ kinds: { [due]: false } }), `kinds/${due}`, "a law asks for it");
  assert.equal((await save({ kinds: { "offer.issued": false } })).status, 200);
  assert.deepEqual(await enabled(), [
    ["return.received", true],
    ["offer.issued", false],
  ]);
  assert.equal((await call("agent", "PUT", "/v1/message-settings", settings)).status, 403);
});

test("a permission is set at the desk and by the shop, and nobody can refuse to be told of their purchase", async () => {
  const { shopperId } = await written();
  const url = `/v1/shoppers/${toWire("shp", shopperId)}/message-permissions`;
  assert.deepEqual((await call("agent", "GET", url)).body.items, []);
  const said = { channel: "email", purpose: "marketing", granted: true };
  const items = (await call("service", "PUT", url, said)).body.items;
  assert.deepEqual([items[0]?.["granted"], items[0]?.["origin"]], [true, "shop"]);
  assert.equal((await call("agent", "PUT", url, { ...said, granted: false })).body.items[0]?.["origin"], "desk");
  assert.equal((await call("agent", "PUT", url, { ...said, purpose: "service" })).status, 400);
  const nobody = `/v1/shoppers/${toWire("shp", newId())}/message-permissions`;
  assert.equal((await call("agent", "GET", nobody)).status, 404);
  assert.equal((await call("agent", "PUT", nobody, said)).status, 404);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { messageKinds } from "../../capabilities.ts";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import type { getTimeline } from "../../facts/shoppers/shopper.contract.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { toUuid, toWire } from "../../foundation/ids/index.ts";
import { deliverReactions, type Reaction } from "../../foundation/reactions/index.ts";
import { outboxTransport, sendMessages } from "../../means/messages/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { returnRequestReactions } from "../returns/requests/index.ts";
import type { getReturnRequest } from "../returns/requests/return-request.contract.ts";
import type { adverseDecisionsOfOrder, adverseDecisionsOfShopper, getAppeal } from "./appeal.contract.ts";
import { appealReactions } from "./index.ts";

type Request = ContractOutput<typeof getReturnRequest>;
type Decision = ContractOutput<typeof adverseDecisionsOfOrder>["items"][number];
type Appeal = ContractOutput<typeof getAppeal>;
type Headers = Readonly<Record<string, string>>;

const dayMs = 86_400_000;
let house: TestHouse;
/** Three people of the shop. */
let eva: Headers;
let tom: Headers;
let mia: Headers;

before(async () => {
  house = await testHouse();
  house.clock.set(new Date("2026-03-01T10:00:00Z"));
  [eva, tom, mia] = await Promise.all([
    house.authorization("agent"),
    house.authorization("agent"),
    house.authorization("manager"),
  ]);
});
after(() => house.close());

async function call(method: "GET" | "POST" | "DELETE", path: string, headers: Headers, payload?: object) {
  const answer = await house.server.inject({ method, url: `/v1/${path}`, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
}

async function react(): Promise<void> {
  const named = new Map(
    [...appealReactions, ...returnRequestReactions].map((reaction): [string, Reaction] => [reaction.name, reaction]),
  );
  while ((await deliverReactions(house.work, house.clock, named)) > 0);
}

let orders = 0;

/** Two units that were bought long ago, of which somebody asks in words that they be taken back all the same. */
async function asked() {
  const key = `P-${++orders}`;
  await house.work.run("test", (tx) =>
    recordBatch(
      tx,
      "test",
      [
        { type: "shopper", id: `s-${key}`, name: "Jo", email: `s-${key}@example.test`, language: "de" },
        {
          ...{ type: "order", id: key, shopper: `s-${key}`, at: "2025-10-01T10:00:00Z", channel: "online" },
          ...{ currency: "EUR", contact: { country: "DE" }, lines: [{ sku: "SHIRT", quantity: 2, amount: 10_000 }] },
        },
        { type: "payment", id: `pay-${key}`, order: key, method: "card", amount: 10_000, at: "2025-10-01T10:00:00Z" },
      ].map((record) => IntakeRecord.parse(record)),
      { history: true, now: house.clock.now() },
    ),
  );
  const row = await house.database.kysely
    .selectFrom("orders")
    .select(["id", "shopper_id"])
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  const orderId = toWire("ord", row.id);
  const shopper = await house.authorization("shopper", { orderId: row.id });
  const said = await call("POST", `orders/${orderId}/return-requests`, shopper, {
    ...{ lines: [{ line: 1, quantity: 2, reason: "style" }], method: "drop-off", resolution: "refund" },
    plea: "I was in hospital.",
  });
  assert.deepEqual([said.status, said.body.state], [200, "requested"], JSON.stringify(said.body));
  await react();
  const { returnRequestId: request } = said.body as Request;
  return { orderId, shopperId: toWire("shp", row.shopper_id), shopper, request };
}

/** The same, whom Eva declines. */
async function declined() {
  const pleaded = await asked();
  const { request } = pleaded;
  const no = await call("POST", `return-requests/${request}/refusal`, eva, { because: "It is five months ago." });
  assert.equal(no.status, 200, JSON.stringify(no.body));
  await react();
  return pleaded;
}

const decisionOf = async (orderId: string, headers: Headers): Promise<Decision> => {
  const { status, body } = await call("GET", `orders/${orderId}/adverse-decisions`, headers);
  assert.equal(status, 200, JSON.stringify(body));
  const { items } = body as { items: Decision[] };
  assert.equal(items.length, 1);
  return items[0]!;
};

async function appealed(orderId: string, shopper: Headers): Promise<string> {
  const { adverseDecisionId } = await decisionOf(orderId, shopper);
  const asked = await call("POST", `adverse-decisions/${adverseDecisionId}/appeals`, shopper, { said: "Really ill." });
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  return (asked.body as Decision).appeal!.appealId;
}

/** What stands in the last mail of a kind about an order. */
async function mailed(orderId: string, kind: string): Promise<string> {
  await react();
  const { work, clock } = house;
  const transports = [outboxTransport("email")];
  while ((await sendMessages({ work, clock, kinds: messageKinds, transports, publicUrl: "https://shop.test" })) > 0);
  const { subject, body } = await house.database.kysely
    .selectFrom("message_contents as c")
    .innerJoin("messages as m", "m.id", "c.message_id")
    .select(["c.subject", "c.body"])
    .where("m.order_id", "=", toUuid("ord", orderId)!)
    .where("m.kind", "=", kind)
    .executeTakeFirstOrThrow();
  return `${subject} ${body.replaceAll(/\s+/g, " ")}`;
}

const decide = (appealId: string, who: Headers, outcome: "granted" | "kept" = "granted") =>
  call("POST", `appeals/${appealId}/decision`, who, { outcome, answer: "You could not have come earlier." });
const see = async (request: string) => (await call("GET", `return-requests/${request}`, eva)).body as Request;
const announced = async (orderId: string) =>
  (
    await house.database.kysely
      .selectFrom("order_lines")
      .select("requested_quantity")
      .where("order_id", "=", toUuid("ord", orderId)!)
      .executeTakeFirstOrThrow()
  ).requested_quantity;

test("what a person declined is told with their reason and until when somebody else can be asked", async () => {
  const { orderId, shopper, request } = await declined();
  const decision = await decisionOf(orderId, shopper);
  assert.deepEqual(
    [decision.kind, decision.byPerson, decision.returnRequestId, decision.why, decision.data, decision.canAppeal],
    ["return-plea", true, request, ["It is five months ago."], [], true],
  );
  assert.equal(decision.appealBy, "2026-03-15T10:00:00.000Z");
  assert.deepEqual(decision.outcome, ["We do not take the goods back."]);
  const german = await decisionOf(orderId, { ...shopper, "accept-language": "de" });
  assert.deepEqual(german.outcome, ["Wir nehmen die Ware nicht zurück."]);
});

test("the mails say in the shopper's language why, how somebody else is asked and until when, and what goes on once it is upheld", async () => {
  const { orderId, shopper, request } = await declined();
  const no = await mailed(orderId, "return-request.decided");
  assert.match(no, /It is five months ago\./);
  const until = new Date(house.clock.now().getTime() + 14 * dayMs);
  const day = (at: Date) =>
    new Intl.DateTimeFormat("de", { day: "numeric", month: "long", timeZone: "UTC" }).format(at);
  assert.match(no, new RegExp(`Bitten Sie bis zum .*${day(until)}.* auf der Seite Ihrer Rückgabe`));
  assert.match(no, new RegExp(`/returns/${request}`));
  const appealId = await appealed(orderId, shopper);
  assert.match(await mailed(orderId, "appeal.received"), /jemand anderes als beim ersten Mal/);
  assert.equal((await decide(appealId, tom)).status, 200);
  const yes = await mailed(orderId, "appeal.answered");
  assert.match(yes, /Es wurde zu Ihren Gunsten entschieden\./);
  assert.match(yes, /You could not have come earlier\./);
  const sendBy = new Date(house.clock.now().getTime() + 28 * dayMs);
  assert.match(
    yes,
    new RegExp(`Ihre Rückgabe RR-\\d+ ist angekündigt\\. Senden Sie die Ware bis zum .*${day(sendBy)}`),
  );
  assert.match(yes, new RegExp(`/returns/${request}`));
});

test("whoever declined does not look at it again: they are named, and somebody else decides", async () => {
  const { orderId, shopper, request } = await declined();
  const appealId = await appealed(orderId, shopper);
  const own = await decide(appealId, eva);
  assert.deepEqual([own.status, own.body.type.endsWith("appeal-of-own-decision")], [403, true]);
  assert.match(own.body.detail, /^test declined it/);
  assert.equal((await see(request)).state, "declined");
  const kept = await decide(appealId, tom, "kept");
  assert.deepEqual([kept.status, (kept.body as Appeal).state], [200, "kept"]);
  assert.deepEqual([(await see(request)).state, await announced(orderId)], ["declined", 0]);
});

test("of two who uphold it at once one does: it goes on as if it had been approved, once, with as long to send it as anybody has", async () => {
  const { orderId, shopper, request } = await declined();
  house.clock.advance(10 * dayMs);
  const appealId = await appealed(orderId, shopper);
  house.clock.advance(3 * dayMs);
  const both = await Promise.all([decide(appealId, tom), decide(appealId, mia)]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409], JSON.stringify(both));
  const open = await see(request);
  assert.deepEqual([open.state, open.declined, open.closedAt], ["open", undefined, undefined]);
  assert.equal(new Date(open.expiresAt!).getTime(), house.clock.now().getTime() + 28 * dayMs);
  assert.deepEqual(
    open.lines.map(({ quantity, released, received }) => [quantity, released, received]),
    [[2, 0, 0]],
  );
  assert.equal(await announced(orderId), 2);
  const again = await call("POST", `orders/${orderId}/return-requests`, shopper, {
    ...{ lines: [{ line: 1, quantity: 1, reason: "style" }], method: "drop-off", resolution: "refund", plea: "More." },
  });
  assert.deepEqual([again.status, again.body.type.endsWith("units-not-available")], [409, true]);
  await react();
  const mails = await house.database.kysely
    .selectFrom("messages")
    .select("kind")
    .where("order_id", "=", toUuid("ord", orderId)!)
    .where("kind", "in", ["return-request.decided", "appeal.answered"])
    .orderBy("queued_at")
    .execute();
  assert.deepEqual(
    mails.map(({ kind }) => kind),
    ["return-request.decided", "appeal.answered"],
  );
  const received = await call("POST", `return-requests/${request}/receipts`, eva, {
    lines: [{ line: 1, quantity: 2 }],
  });
  assert.equal(received.status, 200, JSON.stringify(received.body));
  assert.deepEqual([(await see(request)).settled, await announced(orderId)], [10_000, 0]);
});

test("what was announced anew since goes on once, and where nothing is left the appeal stays open", async () => {
  const part = await declined();
  const partly = await appealed(part.orderId, part.shopper);
  const anew = (orderId: string, shopper: Headers, quantity: number) =>
    call("POST", `orders/${orderId}/return-requests`, shopper, {
      ...{ lines: [{ line: 1, quantity, reason: "style" }], method: "drop-off", resolution: "refund", plea: "Please." },
    });
  assert.equal((await anew(part.orderId, part.shopper, 1)).status, 200);
  assert.equal((await decide(partly, tom)).status, 200);
  assert.deepEqual(
    (await see(part.request)).lines.map(({ quantity, released }) => [quantity, released]),
    [[2, 1]],
  );
  assert.equal(await announced(part.orderId), 2);

  const all = await declined();
  const appealId = await appealed(all.orderId, all.shopper);
  assert.equal((await anew(all.orderId, all.shopper, 2)).status, 200);
  const refused = await decide(appealId, tom);
  assert.deepEqual([refused.status, refused.body.type.endsWith("return-taken-otherwise")], [409, true]);
  const stays = (await call("GET", `appeals/${appealId}`, tom)).body as Appeal;
  assert.deepEqual([stays.state, (await see(all.request)).state], ["open", "declined"]);
});

test("a person does not close what somebody asked for without saying why not", async () => {
  const { request } = await asked();
  const closed = await call("POST", `return-requests/${request}/closing`, eva, {});
  assert.deepEqual([closed.status, closed.body.type.endsWith("illegal-transition")], [409, true]);
  assert.equal((await see(request)).state, "requested");
});

test("the log names who decided, asked and answered, when, and what came of it, and the shopper's events say so too", async () => {
  const { orderId, shopperId, shopper } = await declined();
  house.clock.advance(dayMs);
  const appealId = await appealed(orderId, shopper);
  house.clock.advance(dayMs);
  assert.equal((await decide(appealId, tom)).status, 200);
  const { body } = await call("GET", `shoppers/${shopperId}/adverse-decisions`, eva);
  const { items } = body as ContractOutput<typeof adverseDecisionsOfShopper>;
  const [item = assert.fail()] = items;
  assert.deepEqual(
    [items.length, item.kind, item.orderId, item.decidedByName, item.why, item.appeal?.said, item.appeal?.state],
    [1, "return-plea", orderId, "test", ["It is five months ago."], "Really ill.", "granted"],
  );
  assert.notEqual(item.decidedBy, item.appeal?.decidedBy);
  assert.match(item.appeal?.madeBy ?? "", /^shopper\//);
  const days = [item.at, item.appeal!.madeAt, item.appeal!.decidedAt!].map((at) => new Date(at).getTime() / dayMs);
  assert.deepEqual([days[1]! - days[0]!, days[2]! - days[1]!], [1, 1]);
  const { body: timeline } = await call("GET", `shoppers/${shopperId}/timeline`, eva);
  const said = (timeline as ContractOutput<typeof getTimeline>).items.map(({ type, values }) => [
    type,
    values["outcome"],
  ]);
  assert.deepEqual(
    said.filter(([type]) => ["appeal.made", "appeal.decided", "return-request.declined"].includes(String(type))),
    [
      ["appeal.decided", "granted"],
      ["appeal.made", undefined],
      ["return-request.declined", undefined],
    ],
  );
  assert.equal((await call("GET", `shoppers/${shopperId}/adverse-decisions`, shopper)).status, 403);
});

test("why it was declined goes with the person, that it was declined and by whom stays", async () => {
  const { orderId, shopperId, shopper } = await declined();
  const appealId = await appealed(orderId, shopper);
  const erased = await call("DELETE", `shoppers/${shopperId}/personal-data`, await house.authorization("admin"));
  assert.equal(erased.status, 200, JSON.stringify(erased.body));
  await react();
  const { about, said } = (await call("GET", `appeals/${appealId}`, tom)).body as Appeal;
  assert.deepEqual([about.why, about.byPerson, about.decidedByName, said], [[], true, "test", undefined]);
});

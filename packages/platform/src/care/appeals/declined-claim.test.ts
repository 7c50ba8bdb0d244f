import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { messageKinds, reactions } from "../../capabilities.ts";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { toUuid, toWire } from "../../foundation/ids/index.ts";
import { deliverReactions } from "../../foundation/reactions/index.ts";
import { outboxTransport, sendMessages } from "../../means/messages/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import type { getClaim } from "../claims/claim.contract.ts";
import type { adverseDecisionsOfOrder, getAppeal } from "./appeal.contract.ts";

type Claim = ContractOutput<typeof getClaim>;
type Decision = ContractOutput<typeof adverseDecisionsOfOrder>["items"][number];
type Headers = Readonly<Record<string, string>>;

let house: TestHouse;
/** Two people of the shop. */
let eva: Headers;
let tom: Headers;

before(async () => {
  house = await testHouse();
  house.clock.set(new Date("2027-06-01T10:00:00Z"));
  [eva, tom] = await Promise.all([house.authorization("agent"), house.authorization("agent")]);
});
after(() => house.close());

async function call<Body>(method: "GET" | "POST", path: string, headers: Headers, payload?: object): Promise<Body> {
  const answer = await house.server.inject({ method, url: `/v1/${path}`, headers, ...(payload && { payload }) });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json() as Body;
}

let orders = 0;

/** Bought more than a year ago, of which a fault is reported, and which Eva declines; whoever bought it asks for somebody else. */
async function appealed(remedy: string) {
  const key = `C-${++orders}`;
  const at = "2026-03-01T10:00:00Z";
  const records = [
    { type: "shopper", id: `s-${key}`, name: "Jo", email: `${key}@example.test` },
    {
      ...{ type: "order", id: key, shopper: `s-${key}`, at, channel: "online", currency: "EUR" },
      ...{ contact: { country: "DE" }, lines: [{ sku: "LAMP", quantity: 1, amount: 6_000 }] },
    },
    { type: "payment", id: key, order: key, method: "card", amount: 6_000, at },
  ].map((record) => IntakeRecord.parse(record));
  await house.work.run("test", (tx) => recordBatch(tx, "test", records, { history: true, now: house.clock.now() }));
  const query = house.database.kysely.selectFrom("orders").select("id").where("key", "=", key);
  const { id } = await query.executeTakeFirstOrThrow();
  const orderId = toWire("ord", id);
  const shopper = await house.authorization("shopper", { orderId: id });
  const lines = [{ line: 1, quantity: 1, reason: "damaged-or-defective" }];
  const { claimId } = await call<Claim>("POST", `orders/${orderId}/claims`, shopper, { lines, remedy });
  await call("POST", `claims/${claimId}/refusal`, eva, { answer: "It was dropped, as the dent shows." });
  const { items } = await call<{ items: Decision[] }>("GET", `orders/${orderId}/adverse-decisions`, shopper);
  const [decision] = items;
  assert.deepEqual(
    [items.length, decision?.kind, decision?.byPerson, decision?.why, decision?.canAppeal],
    [1, "claim", true, ["It was dropped, as the dent shows."], true],
  );
  const asked = `adverse-decisions/${decision!.adverseDecisionId}/appeals`;
  const { appeal } = await call<Decision>("POST", asked, shopper, { said: "It never fell." });
  return { orderId, shopper, claimId, lines, appealId: appeal!.appealId };
}

const decide = (appealId: string, who: Headers, outcome: "granted" | "kept" = "granted") =>
  house.server.inject({
    ...{ method: "POST", url: `/v1/appeals/${appealId}/decision`, headers: who },
    payload: { outcome, answer: "The dent is of the way to you." },
  });
const see = (claimId: string) => call<Claim>("GET", `claims/${claimId}`, eva);

test("a declined claim that somebody else upholds goes on as if it had been accepted, once, with the goods announced and no refusal told", async () => {
  const { appealId, claimId, shopper, orderId, lines } = await appealed("repair");
  assert.equal((await decide(appealId, eva)).statusCode, 403);
  assert.ok((await see(claimId)).decidedByName);
  const own = await call<Claim>("GET", `claims/${claimId}`, shopper);
  const { items } = await call<{ items: Claim[] }>("GET", `orders/${orderId}/claims`, shopper);
  items.push(await call<Claim>("POST", `orders/${orderId}/claims`, shopper, { claimId, lines, remedy: "repair" }));
  assert.deepEqual(
    [own, ...items].map(({ decidedByName }) => decidedByName),
    [undefined, undefined, undefined],
  );
  assert.equal((await see(claimId)).state, "declined");
  const both = await Promise.all([decide(appealId, tom), decide(appealId, tom)]);
  assert.deepEqual(both.map(({ statusCode }) => statusCode).toSorted(), [200, 409]);
  const { state, answer, endedAt, returnRequestId } = await see(claimId);
  assert.deepEqual([state, answer, endedAt, returnRequestId !== undefined], ["accepted", undefined, undefined, true]);
});

/** The mails of what was decided about claims of an order, oldest first. */
async function answersOf(orderId: string): Promise<string[]> {
  const named = new Map(reactions.map((reaction) => [reaction.name, reaction]));
  while ((await deliverReactions(house.work, house.clock, named)) > 0);
  const office = { work: house.work, clock: house.clock, kinds: messageKinds, transports: [outboxTransport("email")] };
  while ((await sendMessages({ ...office, publicUrl: "https://shop.test" })) > 0);
  const sent = await house.database.kysely
    .selectFrom("message_contents as c")
    .innerJoin("messages as m", "m.id", "c.message_id")
    .select("c.body")
    .where("m.order_id", "=", toUuid("ord", orderId)!)
    .where("m.kind", "=", "claim.answered")
    .orderBy("m.queued_at")
    .orderBy("m.id")
    .execute();
  return sent.map(({ body }) => body.replaceAll(/\s+/g, " "));
}

test("its mail says until when somebody else can be asked", async () => {
  const { orderId } = await appealed("repair");
  const [mail] = await answersOf(orderId);
  assert.match(mail ?? "", /somebody else looks at it: you can ask for that until 15 June 2027/);
});

test("declined once more, after somebody else had upheld it, it is told once more, and offers no look that was had", async () => {
  const { orderId, appealId, claimId } = await appealed("price-reduction");
  assert.equal((await decide(appealId, tom)).statusCode, 200);
  house.clock.advance(3_600_000);
  await call("POST", `claims/${claimId}/refusal`, tom, { answer: "No sum could be agreed." });
  const [, again, ...more] = await answersOf(orderId);
  assert.match(again ?? "", /No sum could be agreed/);
  assert.doesNotMatch(again ?? "", /you can ask for that until/);
  assert.deepEqual(more, []);
});

test("kept, it stays declined; a price reduction that is upheld waits for a sum, which somebody agrees", async () => {
  const kept = await appealed("repair");
  assert.equal((await decide(kept.appealId, tom, "kept")).statusCode, 200);
  assert.equal((await see(kept.claimId)).state, "declined");
  const { appealId, claimId } = await appealed("price-reduction");
  assert.equal((await decide(appealId, tom)).statusCode, 200);
  const waiting = await see(claimId);
  assert.deepEqual([waiting.state, waiting.answer, waiting.decidedAt], ["reported", undefined, undefined]);
  const agreed = await call<Claim>("POST", `claims/${claimId}/acceptance`, tom, { amount: 1_500 });
  assert.deepEqual([agreed.state, agreed.amount], ["settled", 1_500]);
});

test("goods that were claimed anew since are claimed once: the appeal stays open", async () => {
  const { appealId, claimId, orderId, shopper, lines } = await appealed("repair");
  await call("POST", `orders/${orderId}/claims`, shopper, { lines, remedy: "replacement" });
  const refused = await decide(appealId, tom);
  assert.deepEqual([refused.statusCode, refused.json().type.endsWith("units-not-claimable")], [409, true]);
  const { state } = await call<ContractOutput<typeof getAppeal>>("GET", `appeals/${appealId}`, tom);
  assert.deepEqual([state, (await see(claimId)).state], ["open", "declined"]);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import type { ContractInput, ContractOutput } from "../../foundation/contracts/index.ts";
import { toUuid, toWire } from "../../foundation/ids/index.ts";
import { deliverReactions, type Reaction } from "../../foundation/reactions/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import type { adverseDecisionsOfOrder, decideAppeal, searchAppeals } from "./appeal.contract.ts";
import { appealReactions } from "./index.ts";

type Decisions = ContractOutput<typeof adverseDecisionsOfOrder>;
type Appeals = ContractOutput<typeof searchAppeals>;
type Headers = Readonly<Record<string, string>>;

const dayMs = 86_400_000;
let house: TestHouse;
let agent: Headers;
let orders: Readonly<Record<string, string>>;

before(async () => {
  house = await testHouse();
  house.clock.set(new Date("2026-03-01T10:00:00Z"));
  agent = await house.authorization("agent");
  const order = (id: string, shopper: string, at: string, quantity = 3): IntakeRecordJson => ({
    ...{ type: "order", id, shopper, at, channel: "online", currency: "EUR", contact: { country: "DE" } },
    lines: [{ sku: "SHIRT", quantity, amount: 5_000 * quantity }],
  });
  await take([
    { type: "shopper", id: "anna", contact: { email: "anna@example.com", locale: "de" } } as IntakeRecordJson,
    { type: "shopper", id: "ben" },
    order("A-1", "anna", "2025-12-01T10:00:00Z"),
    order("A-2", "anna", "2025-12-05T10:00:00Z"),
    order("A-3", "anna", "2026-01-02T10:00:00Z"),
    order("A-4", "anna", "2026-02-20T10:00:00Z", 1),
    ...["A-1", "A-2"].map(
      (of, n): IntakeRecordJson => ({
        ...{ type: "return", id: `R-${n}`, shopper: "anna", at: "2025-12-20T10:00:00Z", order: of },
        ...{ channel: "online", currency: "EUR", lines: [{ sku: "SHIRT", quantity: 3, amount: 15_000 }] },
      }),
    ),
    ...["A-3", "A-4"].map(
      (of): IntakeRecordJson =>
        ({
          type: "payment",
          id: `P-${of}`,
          order: of,
          method: "card",
          amount: of === "A-4" ? 5_000 : 15_000,
          at: "2026-01-02T10:00:00Z",
        }) as IntakeRecordJson,
    ),
    order("B-1", "ben", "2026-01-02T10:00:00Z"),
  ]);
  const rows = await house.database.kysely.selectFrom("orders").select(["id", "key"]).execute();
  orders = Object.fromEntries(rows.map(({ id, key }) => [key, toWire("ord", id)]));
  const rules = [
    {
      ...{ name: "often", layer: "segment", when: 'segment == "frequent-returner"' },
      grants: { logisticsFee: 495, refundTiming: "inspected" },
    },
    { name: "winter", layer: "situation", when: "true", grants: { windowDays: 100 } },
  ];
  const usual = {
    ...{ windowDays: 30, logisticsFee: 0, restockingPercent: 0, bonusPercent: 0, refundTiming: "received" },
    ...{ methods: ["store", "drop-off"], resolutions: ["refund"] },
  };
  const published = await call("PUT", "return-policy", await house.authorization("manager"), {
    ...{ document: { usual, rules }, after: 0 },
  });
  assert.equal(published.status, 200, JSON.stringify(published.body));
});
after(() => house.close());

async function take(records: readonly IntakeRecordJson[]): Promise<void> {
  const { outcomes } = await house.work.run("test", (tx) =>
    recordBatch(
      tx,
      "test",
      records.map((record) => IntakeRecord.parse(record)),
      { history: true, now: house.clock.now() },
    ),
  );
  assert.deepEqual(
    outcomes.filter(({ outcome }) => outcome !== "taken"),
    [],
  );
}

async function call(method: "GET" | "POST" | "PUT" | "DELETE", path: string, headers: Headers, payload?: object) {
  const answer = await house.server.inject({ method, url: `/v1/${path}`, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
}

async function react(): Promise<void> {
  const named = new Map(appealReactions.map((reaction): [string, Reaction] => [reaction.name, reaction]));
  while ((await deliverReactions(house.work, house.clock, named)) > 0);
}

/** Announces one unit by the order's shopper and reads what was decided about it. */
async function announce(key: string, method = "drop-off") {
  const orderId = orders[key]!;
  const shopper = await house.authorization("shopper", { orderId: toUuid("ord", orderId)! });
  const lines = [{ line: 1, quantity: 1, reason: "style" }];
  const announced = await call("POST", `orders/${orderId}/return-requests`, shopper, {
    ...{ lines, method, resolution: "refund" },
  });
  assert.equal(announced.status, 200, JSON.stringify(announced.body));
  await react();
  return { orderId, shopper, decisions: () => decisionsOf(orderId, shopper) };
}

async function decisionsOf(orderId: string, headers: Headers): Promise<Decisions["items"]> {
  const { status, body } = await call("GET", `orders/${orderId}/adverse-decisions`, headers);
  assert.equal(status, 200, JSON.stringify(body));
  return (body as Decisions).items;
}

const mails = async () =>
  (
    await house.database.kysely
      .selectFrom("messages")
      .select("kind")
      .where("kind", "like", "appeal.%")
      .orderBy("kind")
      .execute()
  ).map(({ kind }) => kind);
const appeal = (adverseDecisionId: string | undefined, headers: Headers, said = "") =>
  call("POST", `adverse-decisions/${adverseDecisionId}/appeals`, headers, { said });
const decide = (appealId: string, input: Omit<ContractInput<typeof decideAppeal>, "appealId">) =>
  call("POST", `appeals/${appealId}/decision`, agent, input);

test("who gives back often and is charged for it reads why and by which figures, in their language", async () => {
  const { orderId, shopper, decisions } = await announce("A-3");
  const [item = assert.fail()] = await decisions();
  assert.deepEqual(item.outcome, [
    "Sending it back costs €4.95; usual is €0.00.",
    "The money is sent: after the goods were looked at. Usual is: when the goods have arrived.",
  ]);
  assert.deepEqual([item.kind, item.canAppeal, item.appealBy], ["return-terms", true, "2026-03-15T10:00:00.000Z"]);
  assert.deepEqual(
    item.data.map(({ value }) => value),
    ["Gives back often", "4", "10", "6", "60%"],
  );
  assert.deepEqual(item.why, ["Most of what you bought came back."]);
  const [german = assert.fail()] = await decisionsOf(orderId, { ...shopper, "accept-language": "de" });
  assert.match(german.outcome[0] ?? "", /Zurücksenden kostet 4,95/);
});

test("what the law raised was not decided against anybody, nor what everybody gets, nor a fee where nothing is sent", async () => {
  // Within the fortnight the law lets nothing be charged; the money still comes after a look.
  const { decisions } = await announce("A-4");
  assert.deepEqual(
    (await decisions()).flatMap(({ outcome }) => outcome).filter((text) => text.includes("costs")),
    [],
  );
  const ben = await announce("B-1");
  assert.deepEqual(await ben.decisions(), []);
});

test("a shopper asks once, about their own, within fourteen days; staff may take down what comes later", async () => {
  const orderId = orders["A-3"]!;
  const shopper = await house.authorization("shopper", { orderId: toUuid("ord", orderId)! });
  const stranger = await house.authorization("shopper", { orderId: toUuid("ord", orders["B-1"]!)! });
  const [item = assert.fail()] = await decisionsOf(orderId, shopper);
  assert.equal((await appeal(item.adverseDecisionId, stranger)).status, 404);
  const asked = await Promise.all([
    appeal(item.adverseDecisionId, shopper, "Two of them came broken."),
    appeal(item.adverseDecisionId, shopper, "Two of them came broken."),
  ]);
  assert.deepEqual(
    asked.map(({ status, body }) => [status, body.appeal.state, body.canAppeal]),
    [
      [200, "open", false],
      [200, "open", false],
    ],
  );
  assert.deepEqual(await mails(), ["appeal.received"]);
  const late = await decisionsOf(orders["A-4"]!, agent);
  house.clock.advance(15 * dayMs);
  const own = await house.authorization("shopper", { orderId: toUuid("ord", orders["A-4"]!)! });
  const refused = await appeal(late[0]?.adverseDecisionId, own);
  assert.deepEqual([refused.status, refused.body.type.endsWith("appeal-too-late")], [409, true]);
  assert.equal((await appeal(late[0]?.adverseDecisionId, agent)).status, 200);
  assert.equal((await appeal(item.adverseDecisionId, shopper)).status, 200, "what was asked in time stays asked");
});

test("a person answers, one of two who do, with money where that makes it good, and the shopper is told", async () => {
  const { items } = (await call("GET", "appeals?state=open", agent)).body as Appeals;
  assert.deepEqual(
    items.map(({ orderNumber, said }) => [orderNumber, said]),
    [
      ["A-3", "Two of them came broken."],
      ["A-4", undefined],
    ],
  );
  const [first = assert.fail(), second = assert.fail()] = items;
  const answer = "You are right: sending this one is free.";
  const wrong = await decide(first.appealId, { outcome: "kept", answer, amount: 495 });
  assert.deepEqual([wrong.status, wrong.body.errors?.[0]?.field ?? wrong.body.fields?.[0]?.field], [400, "amount"]);
  const both = await Promise.all([
    decide(first.appealId, { outcome: "granted", answer, amount: 495 }),
    decide(first.appealId, { outcome: "granted", answer, amount: 495 }),
  ]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409]);
  const granted = both.find(({ status }) => status === 200)!.body;
  assert.equal(granted.state, "granted");
  const refund = (await call("GET", `refunds/${granted.refundId}`, agent)).body;
  assert.deepEqual([refund.amount, refund.reason], [495, "goodwill"]);
  assert.equal((await decide(second.appealId, { outcome: "kept", answer: "It stays." })).status, 200);
  assert.deepEqual(await mails(), ["appeal.answered", "appeal.answered", "appeal.received", "appeal.received"]);
  const [told] = await decisionsOf(orders["A-3"]!, agent);
  assert.deepEqual([told?.appeal?.state, told?.appeal?.answer], ["granted", answer]);
  assert.deepEqual(((await call("GET", "appeals?state=open", agent)).body as Appeals).items, []);
});

test("what was written goes with the person, that it was asked stays", async () => {
  const { id } = await house.database.kysely
    .selectFrom("shoppers")
    .select("id")
    .where("key", "=", "anna")
    .executeTakeFirstOrThrow();
  const admin = await house.authorization("admin");
  const erased = await call("DELETE", `shoppers/${toWire("shp", id)}/personal-data`, admin);
  assert.equal(erased.status, 200, JSON.stringify(erased.body));
  await react();
  const { items } = (await call("GET", "appeals", agent)).body as Appeals;
  assert.deepEqual(items.map(({ said, answer, state }) => [said, answer, state]).toSorted(), [
    [undefined, undefined, "granted"],
    [undefined, undefined, "kept"],
  ]);
});

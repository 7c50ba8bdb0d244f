import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { recordScans } from "../../facts/parcels/index.ts";
import { updateRetailer } from "../../facts/retailer/index.ts";
import { erasePersonalData } from "../../facts/shoppers/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { anonymous, operator } from "../../foundation/actors/index.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { newId, toUuid, toWire } from "../../foundation/ids/index.ts";
import { execute, type Operation } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { deliverReactions, enqueueReactions } from "../../foundation/reactions/index.ts";
import { outboxTransport, sendMessages } from "../../means/messages/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { returnRequestOperations } from "../returns/requests/index.ts";
import { withdrawalAcknowledged, withdrawalOperations, withdrawalReactions } from "./index.ts";

let facts: TestFacts;
let work: UnitOfWork;
before(async () => {
  facts = await testFacts(migrationFolders);
  await updateRetailer({ db: facts.database.kysely }, { timeZone: "Europe/Berlin" });
  work = openUnitOfWork(facts.database, facts.clock, [enqueueReactions(withdrawalReactions, facts.clock)]);
});
after(() => facts.close());

interface Seen {
  readonly withdrawalId: string;
  readonly number: string;
  readonly [name: string]: unknown;
}

const call = (name: string, input: object, actor = operator) => callOf(withdrawalOperations, name, input, actor);

async function callOf(among: readonly Operation[], name: string, input: object, actor = operator): Promise<Seen> {
  const operation = among.find(({ contract }) => contract.name === name) as Operation;
  const session = { token: undefined, start: () => {}, end: () => {} };
  const asked = { actor, input, session, locale: "en" as const, client: "test" };
  const { output } = await execute(operation, asked, { work, clock: facts.clock });
  return output as Seen;
}

const newStatement = () => toWire("wdr", newId<"wdr">());
const state = (given: object) =>
  call(
    "withdrawals.state",
    { withdrawalId: newStatement(), name: "Jo", email: "jo@example.test", ...given },
    anonymous,
  );
const see = ({ withdrawalId }: Seen) => call("withdrawals.get", { withdrawalId });
let orders = 0;

async function order({ email = "jo@example.test", deliveredAt }: { email?: string; deliveredAt?: string } = {}) {
  const number = `O-${++orders}`;
  const shopper = await facts.shopper({ name: "Jo", email });
  const orderId = await facts.order(shopper, { number, at: "2026-02-20T10:00:00Z" });
  if (deliveredAt !== undefined) {
    const scan = { key: newId(), source: "test", code: "x", status: "delivered", at: new Date(deliveredAt) } as const;
    const given = { trackingNumber: number, orders: [{ key: number }], scans: [scan] };
    await work.run("test", (tx) => recordScans(tx, [given], { history: false, now: facts.clock.now() }));
  }
  return { number, shopper, orderId };
}

const react = async () => {
  const byName = new Map(withdrawalReactions.map((reaction) => [reaction.name, reaction]));
  while ((await deliverReactions(work, facts.clock, byName)) > 0);
};

async function mails() {
  const office = { work, clock: facts.clock, kinds: [withdrawalAcknowledged], publicUrl: "https://shop.test" };
  while ((await sendMessages({ ...office, transports: [outboxTransport("email")] })) > 0);
  const { rows } = await facts.database.pool.query(
    "select address, subject, body from message_contents order by stored_at",
  );
  return rows as { address: string; subject: string; body: string }[];
}

test("a statement in time is taken, acknowledged with what it said and when, and due by law", async () => {
  facts.clock.set(new Date("2026-03-05T10:00:00Z"));
  const { number, shopper } = await order({ deliveredAt: "2026-02-26T10:00:00Z" });
  const stated = await state({ contract: `#${number.toLowerCase()}`, what: "The shirt" });
  const seen = await see(stated);
  assert.deepEqual(
    [seen["shopperId"], seen["flags"], seen["lastDay"], seen["refundBy"], seen["sendBackBy"], seen["state"]],
    [toWire("shp", shopper), [], "2026-03-12", "2026-03-19", "2026-03-19", "open"],
  );
  const mail = (await mails()).at(-1)!;
  assert.equal(mail.address, "jo@example.test");
  assert.match(mail.subject, new RegExp(stated.number));
  assert.match(mail.body, /The shirt/);
  assert.match(mail.body, /5 March 2026 at 11:00/);
});

test("nobody is sent away: what a person has to look at is flagged, and the answer tells nobody whether there is such an order", async () => {
  facts.clock.set(new Date("2026-03-20T10:00:00Z"));
  const { number } = await order({ deliveredAt: "2026-02-26T10:00:00Z", email: "ann@example.test" });
  const late = await state({ contract: number });
  const unknown = await state({ contract: "no such order" });
  assert.deepEqual(Object.keys(late).toSorted(), Object.keys(unknown).toSorted());
  assert.deepEqual((await see(late))["flags"], ["another-address", "late"]);
  const seen = await see(unknown);
  assert.deepEqual([seen["flags"], seen["orderId"], seen["refundBy"]], [["unknown-order"], undefined, undefined]);
  assert.deepEqual((await see(await state({ contract: number })))["flags"], ["another-address", "late", "repeated"]);
  // The mail goes to the address that was named, and to nobody else's.
  assert.ok((await mails()).every(({ address }) => address === "jo@example.test"));
});

test("sent twice, also at once, it is stated once and acknowledged once", async () => {
  const withdrawalId = newStatement();
  const twice = await Promise.all([1, 2, 3].map(() => state({ withdrawalId, contract: "twice" })));
  assert.equal(new Set(twice.map(({ number }) => number)).size, 1);
  const { rows } = await facts.database.pool.query("select count(*)::int as n from messages where key = $1", [
    `withdrawal/${toUuid("wdr", withdrawalId)}`,
  ]);
  assert.equal(rows[0]?.n, 1);
});

test("many at once are all taken, each under its own number, in one chain", async () => {
  const before = Number((await call("withdrawals.check", {}))["statements"]);
  const all = await Promise.all(
    Array.from({ length: 16 }, (_, index) => state({ contract: `C-${index}`, email: `p${index}@example.test` })),
  );
  assert.equal(new Set(all.map(({ number }) => number)).size, 16);
  assert.deepEqual(await call("withdrawals.check", {}), { statements: before + 16 });
});

test("somebody else's mailbox cannot be filled: after five in a day nothing is mailed, and all are taken", async () => {
  const email = "victim@example.test";
  const flags = [];
  for (let n = 0; n < 7; n++) flags.push((await see(await state({ contract: `V-${n}`, email })))["flags"]);
  assert.deepEqual(flags.at(4), ["unknown-order"]);
  assert.deepEqual(flags.slice(5), [
    ["unknown-order", "too-many"],
    ["unknown-order", "too-many"],
  ]);
  assert.equal((await mails()).filter(({ address }) => address === email).length, 5);
});

test("a statement that was changed, and one that was taken out, are noticed", async () => {
  const { number } = await state({ contract: "tampered" });
  const { pool } = facts.database;
  const check = async () => (await call("withdrawals.check", {}))["brokenAt"];
  assert.equal(await check(), undefined);
  await pool.query("update withdrawals set contract = 'another' where number = $1", [number]);
  assert.equal(await check(), number);
  await pool.query("update withdrawals set contract = 'tampered', what = 'less' where number = $1", [number]);
  assert.equal(await check(), number);
  await pool.query("update withdrawals set what = null where number = $1", [number]);
  assert.equal(await check(), undefined);
  const last = await state({ contract: "last" });
  await pool.query("delete from withdrawals where number = $1", [last.number]);
  assert.equal(await check(), "end");
  await pool.query(
    "update withdrawal_chain c set place = w.place, seal = w.seal from withdrawals w where w.number = $1",
    [number],
  );
});

test("erasing a person takes their name and words, and leaves the chain whole", async () => {
  const { number, shopper } = await order({ deliveredAt: "2026-03-10T10:00:00Z", email: "gone@example.test" });
  const stated = await state({ contract: number, email: "gone@example.test", what: "My shoes" });
  await work.run("test", (tx) => erasePersonalData(tx, shopper, facts.clock.now()));
  await react();
  const seen = await see(stated);
  assert.deepEqual(
    [seen["name"], seen["email"], seen["what"], seen["contract"]],
    [undefined, undefined, undefined, number],
  );
  assert.equal((await call("withdrawals.check", {}))["brokenAt"], undefined);
});

test("a person settles it or sets it aside with a word of why; what was set aside can be taken up again", async () => {
  const stated = await state({ contract: "ended", email: "desk@example.test" });
  const { withdrawalId } = stated;
  const aside = await call("withdrawals.set-aside", { withdrawalId, note: "A test" });
  assert.deepEqual([aside["state"], aside["note"]], ["set-aside", "A test"]);
  assert.equal((await call("withdrawals.reopen", { withdrawalId }))["state"], "open");
  const settled = await call("withdrawals.settle", { withdrawalId, note: "Refunded" });
  assert.deepEqual([settled["state"], settled["endedBy"]], ["settled", "operator"]);
  await assert.rejects(
    call("withdrawals.reopen", { withdrawalId }),
    (error: unknown) => error instanceof Problem && error.status === 409,
  );
});

test("open ones are listed by when money is due, all of them over the pages together", async () => {
  const numbers: string[] = [];
  const dues: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await call("withdrawals.search", { state: "open", limit: 5, ...(cursor !== undefined && { cursor }) });
    for (const { number, refundBy = "9999" } of page["items"] as { number: string; refundBy?: string }[]) {
      numbers.push(number);
      dues.push(refundBy);
    }
    cursor = page["next"] as string | undefined;
  } while (cursor !== undefined);
  const { rows } = await facts.database.pool.query("select count(*)::int as n from withdrawals where state = 'open'");
  assert.deepEqual([numbers.length, new Set(numbers).size], [rows[0]?.n, rows[0]?.n]);
  assert.deepEqual(dues, dues.toSorted());
  const found = await call("withdrawals.search", { q: "c-1" });
  assert.deepEqual(
    new Set((found["items"] as { contract: string }[]).map(({ contract }) => contract.slice(0, 3))),
    new Set(["C-1"]),
  );
});

test("what is missing or no address is named by its field", async () => {
  for (const [given, field] of [
    [{ contract: "" }, "contract"],
    [{ contract: "1", name: " " }, "name"],
    [{ contract: "1", email: "nowhere" }, "email"],
    [{ contract: "1", what: "x".repeat(2_001) }, "what"],
  ] as const) {
    await assert.rejects(
      state(given),
      (error: unknown) => error instanceof Problem && error.status === 400 && error.fields[0]?.field === field,
    );
  }
});

test("a machine that states withdrawals for address after address sends no mail in the shop's name; whoever is known still gets theirs", async () => {
  facts.clock.advance(20 * 60_000);
  const sprayed = [];
  for (let nth = 0; nth < 32; nth++)
    sprayed.push(await state({ email: `jo-${nth}@example.test`, contract: "1", what: "See https://spam.test" }));
  const flags = await Promise.all(sprayed.slice(29).map(async (one) => (await see(one))["flags"]));
  assert.deepEqual(flags, [["unknown-order"], ...[1, 2].map(() => ["unknown-order", "too-many"])]);
  const { number } = await order({ email: "own@example.test" });
  assert.deepEqual((await see(await state({ contract: number, email: "own@example.test" })))["flags"], []);
  facts.clock.advance(11 * 60_000);
  assert.deepEqual((await see(await state({ contract: "1", email: "later@example.test" })))["flags"], [
    "unknown-order",
  ]);
});

test("a whole order's goods are announced as coming back; once they are here and paid, the statement is settled", async () => {
  const email = "whole@example.test";
  const bought = await order({ email, deliveredAt: facts.clock.now().toISOString() });
  const part = await state({ contract: (await order({ email })).number, email, what: "The hat" });
  await facts.database.kysely
    .insertInto("order_lines")
    .values({
      ...{ order_id: bought.orderId, shopper_id: bought.shopper, line: 1, sku: "S", title: "Shirt", category: null },
      ...{ placed_at: new Date("2026-02-20T10:00:00Z"), source: "test", quantity: 2, tax: 0n },
      ...{ listed: 2_000n, discount: 0n, paid: 2_000n },
    })
    .execute();
  await facts.database.kysely.updateTable("orders").set({ total: 2_000n }).where("id", "=", bought.orderId).execute();
  const stated = await state({ contract: bought.number, email });
  await react();
  const { returnRequestId } = await see(stated);
  const request = await facts.database.kysely
    .selectFrom("return_request_lines")
    .innerJoin("return_requests", "id", "request_id")
    .select(["quantity", "state", "resolution"])
    .where("order_id", "=", bought.orderId)
    .execute();
  assert.deepEqual(request, [{ quantity: 2, state: "open", resolution: "refund" }]);
  const received = await callOf(returnRequestOperations, "return-requests.receive", {
    returnRequestId,
    lines: [{ line: 1, quantity: 2 }],
  });
  assert.equal((received["request"] as { state: string }).state, "closed");
  await react();
  assert.equal((await see(stated))["state"], "settled");
  // What names a part in free words is for a person.
  assert.deepEqual([(await see(part))["returnRequestId"], (await see(part))["state"]], [undefined, "open"]);
});

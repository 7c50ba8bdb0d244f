import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { ActionTerms } from "../../facts/actions/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import { testClock } from "../../foundation/clock/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { eventsOf, openUnitOfWork } from "../../foundation/events/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { fireTimers } from "../../foundation/timers/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { findOfferOperation } from "./find-offer.ts";
import { expireOffer, issueOffer, type NewOffer } from "./index.ts";
import { listOffersOfOrderOperation } from "./list-offers-of-order.ts";
import type { findOffer, listOffersOfOrder } from "./offer.contract.ts";
import { newOfferCode } from "./offer-code.ts";
import { redeemOfferOperation } from "./redeem-offer.ts";
import { revokeOfferOperation } from "./revoke-offer.ts";

type View = ContractOutput<typeof findOffer>;

const five: ActionTerms = { kind: "amount-off", amount: 500, leastBasket: 5_000 };
const clock = testClock();
const storeId = newId<"sto">();
const otherStoreId = newId<"sto">();
const manager: Actor = { role: "manager", id: newId(), scope: {} };
const till: Actor = { role: "associate", id: newId(), scope: { storeId } };
const otherTill: Actor = { role: "associate", id: newId(), scope: { storeId: otherStoreId } };

let database: TestDatabase;
let runtime: Runtime;
before(async () => {
  database = await testDatabase(migrationFolders);
  runtime = { work: openUnitOfWork(database, clock, []), clock };
  const store = { source: "test", region: null, country: null, time_zone: "Europe/Berlin" };
  await database.kysely
    .insertInto("stores")
    .values([
      { id: storeId, key: "1", name: "Altona", ...store },
      { id: otherStoreId, key: "2", name: "Mitte", ...store },
    ])
    .execute();
});
after(() => database.close());

function issue(wanted: Partial<NewOffer> = {}) {
  return runtime.work.run("test", (tx) =>
    issueOffer(tx, { action: "amount-5", terms: five, currency: "EUR", decisionId: newId(), ...wanted }, clock.now()),
  );
}

async function redeem(code: string, actor = till, more: object = {}): Promise<View> {
  return (await callAs(runtime, actor, redeemOfferOperation, { code, ...more })) as View;
}

async function find(code: string): Promise<View> {
  return (await callAs(runtime, till, findOfferOperation, { code })) as View;
}

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return assert.fail("expected a problem");
}

test("a decision yields one offer, also when two ask at the same moment", async () => {
  const decisionId = newId<"dec">();
  const offers = await Promise.all([1, 2, 3, 4].map(() => issue({ decisionId })));
  assert.equal(new Set(offers.map((offer) => offer.code)).size, 1);
  const issued = await runtime.work.run("test", (tx) => eventsOf(tx, { subjects: [offers[0]!.id] }));
  assert.deepEqual(
    issued.map((event) => event.type),
    ["offer.issued"],
  );
});

test("an offer is found by its code, with a QR picture that stands alone", async () => {
  const offer = await find((await issue()).code.toLowerCase());
  assert.equal(offer.state, "issued");
  assert.equal(offer.issuedAt, "2026-03-02T09:00:00.000Z");
  // The end of 1 April in Berlin, where summer time began meanwhile.
  assert.equal(offer.expiresAt, "2026-04-01T21:59:59.999Z");
  assert.match(offer.qrSvg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.doesNotMatch(offer.qrSvg, /style|script|href/);
});

test("an offer says what it gives by its terms, and so do the facts about it", async () => {
  const { code, id } = await issue();
  const offer = await find(code);
  assert.deepEqual([offer.action, offer.terms, offer.currency], ["amount-5", five, "EUR"]);
  await redeem(code);
  const events = await runtime.work.run("test", (tx) => eventsOf(tx, { subjects: [id] }));
  assert.equal(events.length, 2);
  for (const { data } of events) {
    const { terms, currency } = data as { terms: unknown; currency: unknown };
    assert.deepEqual([terms, currency], [five, "EUR"]);
  }
});

test("offers of an earlier release get the terms that their identifiers stood for", async () => {
  const migration = await readFile(new URL("./migrations/0002_terms.sql", import.meta.url), "utf8");
  const [update] = /update offers set terms[^;]*/.exec(migration) ?? [];
  const named = { "percent-20": { kind: "percent-off", percent: 20 }, bogo: { kind: "bogo" }, unheard: undefined };
  const offers = await Promise.all(Object.keys(named).map((action) => issue({ action, terms: undefined })));
  await sql`${sql.raw(`${update} where terms is null`)}`.execute(database.kysely);
  for (const { code, action } of offers)
    assert.deepEqual((await find(code)).terms, named[action as keyof typeof named], action);
});

test("an unknown code is not found, a mistyped one is told so", async () => {
  assert.equal((await problemOf(find(newOfferCode()))).type, "offer-not-found");
  assert.equal((await problemOf(find("ABCD-EFGH-2345"))).type, "offer-code-mistyped");
});

test("two tills at the same moment: two offers both land, one offer lands once and the other till learns where", async () => {
  const [first, second, wanted] = await Promise.all([issue(), issue(), issue()]);
  const both = await Promise.all([redeem(first.code), redeem(second.code, otherTill)]);
  assert.deepEqual(
    both.map((offer) => [offer.state, offer.redeemedAtStore]),
    [
      ["redeemed", "Altona"],
      ["redeemed", "Mitte"],
    ],
  );
  const tries = await Promise.allSettled([till, otherTill, till, otherTill].map((actor) => redeem(wanted.code, actor)));
  const landed = tries.filter((result) => result.status === "fulfilled");
  assert.equal(landed.length, 1);
  for (const result of tries) {
    if (result.status === "fulfilled") continue;
    const { type, status, params } = result.reason as Problem;
    assert.deepEqual([type, status], ["offer-already-redeemed", 409]);
    assert.equal(params["where"], landed[0]!.value.redeemedAtStore);
    assert.equal(params["when"], "2 March 2026 at 10:00");
    assert.equal(params["at"], "2026-03-02T09:00:00.000Z");
  }
  const events = await runtime.work.run("test", (tx) => eventsOf(tx, { subjects: [wanted.id] }));
  assert.deepEqual(
    events.map((event) => event.type),
    ["offer.issued", "offer.redeemed"],
  );
});

test("redeeming links the order; an order or store that does not exist is refused", async () => {
  const orderId = newId<"ord">();
  const order = { id: orderId, shopper_id: newId(), source: "test", key: "1", placed_at: clock.now() };
  await database.kysely
    .insertInto("orders")
    .values({ ...order, channel: "store", store_id: storeId, currency: "EUR", shipping: 0n, total: 0n })
    .execute();
  const { code, id } = await issue();
  const unknown = toWire("ord", newId());
  assert.equal((await problemOf(redeem(code, manager, { orderId: unknown }))).params["field"], "orderId");
  const nowhere = toWire("sto", newId());
  assert.equal((await problemOf(redeem(code, manager, { storeId: nowhere }))).params["field"], "storeId");
  await redeem(code, manager, { orderId: toWire("ord", orderId) });
  const row = await database.kysely.selectFrom("offers").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  assert.equal(row.redeemed_order_id, orderId);
});

test("an associate redeems in no other store than the own", async () => {
  const { code } = await issue();
  const elsewhere = { storeId: toWire("sto", otherStoreId) };
  assert.equal((await problemOf(redeem(code, till, elsewhere))).type, "forbidden");
  assert.equal((await redeem(code, manager, elsewhere)).redeemedAtStore, "Mitte");
});

test("after the thirtieth day an offer has expired, whether or not its timer has gone off yet", async () => {
  const offer = await issue();
  clock.set(new Date(offer.expires_at.getTime() - 1));
  assert.equal((await find(offer.code)).state, "issued");
  clock.advance(1);
  assert.equal((await find(offer.code)).state, "expired");
  assert.equal((await problemOf(redeem(offer.code))).type, "offer-expired");
  await fireTimers(runtime.work, clock, new Map([[expireOffer.name, expireOffer]]));
  const problem = await problemOf(redeem(offer.code));
  assert.deepEqual(
    [problem.type, problem.status, problem.params["at"]],
    ["offer-expired", 409, offer.expires_at.toISOString()],
  );
  const events = await runtime.work.run("test", (tx) => eventsOf(tx, { subjects: [offer.id] }));
  assert.deepEqual(
    events.map((event) => event.type),
    ["offer.issued", "offer.expired"],
  );
});

test("the timer leaves a redeemed offer alone", async () => {
  const { code, id } = await issue();
  await redeem(code);
  await runtime.work.run("test", (tx) => expireOffer.run({ tx, clock }, { offerId: id as Id<"ofr"> }));
  assert.equal((await find(code)).state, "redeemed");
});

test("a revoked offer can no longer be redeemed, a redeemed one no longer be revoked", async () => {
  const [revoked, used] = await Promise.all([issue(), issue()]);
  await callAs(runtime, manager, revokeOfferOperation, { code: revoked.code });
  assert.equal((await problemOf(redeem(revoked.code))).params["state"], "revoked");
  await redeem(used.code);
  const refused = await problemOf(callAs(runtime, manager, revokeOfferOperation, { code: used.code }));
  assert.deepEqual([refused.type, refused.status], ["illegal-transition", 409]);
});

test("a shopper sees the offers for returns of the own order, and of no other", async () => {
  const [orderId, shopperId, returnId] = [newId<"ord">(), newId<"shp">(), newId<"ret">()];
  const bought = { id: orderId, shopper_id: shopperId, source: "test", key: "2", placed_at: clock.now() };
  await database.kysely
    .insertInto("orders")
    .values({ ...bought, channel: "store", store_id: storeId, currency: "EUR", shipping: 0n, total: 0n })
    .execute();
  await database.kysely
    .insertInto("return_lines")
    .values({
      ...{ return_id: returnId, line: 1, shopper_id: shopperId, sku: "A", title: null, category: null, quantity: 1 },
      ...{ amount: 0n, reason: null, record_line: 1, order_id: orderId, order_line: 1 },
    })
    .execute();
  const offer = await issue({ shopperId, returnId });
  await issue({ shopperId, returnId: newId<"ret">() });
  const shopper: Actor = { role: "shopper", id: shopperId, scope: { shopperId, orderId } };
  const list = (id: string) => callAs(runtime, shopper, listOffersOfOrderOperation, { orderId: toWire("ord", id) });
  const { items } = (await list(orderId)) as ContractOutput<typeof listOffersOfOrder>;
  assert.deepEqual(
    items.map((item) => item.code),
    [offer.code],
  );
  assert.equal((await problemOf(list(newId()))).type, "not-found");
});

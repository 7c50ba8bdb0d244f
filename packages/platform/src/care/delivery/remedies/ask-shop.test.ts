import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { messageKinds, reactions, timers } from "../../../capabilities.ts";
import { IntakeRecord, recordBatch } from "../../../facts/intake/index.ts";
import { testHouse } from "../../../testing.ts";
import { someActions, type Troubles, troubles } from "./testing.ts";

const hour = 3_600_000;
let house: Troubles;
before(async () => {
  house = await troubles(await testHouse(), { reactions, timers, messageKinds }, { actions: someActions });
});
after(() => house.close());

test("of goods that are lost nothing is done unasked: goods or money, as the shopper says, and asked once more", async () => {
  const sold = await house.sell({ key: "cleo" });
  const incidentId = await house.open(sold, { kind: "lost" });
  const shown = await house.choices(sold);
  assert.deepEqual(
    shown.options.filter(({ byLaw }) => byLaw).map(({ kind }) => kind),
    ["reship", "cancel-refund"],
  );
  house.clock.advance(80 * hour);
  await house.settle();
  const later = await house.choices(sold);
  assert.ok(later.state === "offered" || later.chosen === "credit-5", "no goods and no money move by themselves");
  const asked = await house.choose(sold, incidentId, "reship");
  assert.deepEqual([asked.status, asked.body.state, asked.body.result?.state], [200, "waiting", "asked"]);
  assert.equal((await house.choose(sold, incidentId, "cancel-refund")).status, 409, "never both");
  const requestId = asked.body.result?.requestId;
  const wrong = await house.report(requestId, { outcome: "done", refunded: 5_000 });
  assert.equal(wrong.status, 400);
  const working = await house.report(requestId, { outcome: "acknowledged" });
  assert.deepEqual([working.status, working.body.state], [200, "acknowledged"]);
  const done = await house.report(requestId, { outcome: "done", parcel: "P-2" });
  assert.deepEqual([done.status, done.body.state, done.body.result?.parcel], [200, "done", "P-2"]);
  await house.settle();
  const ended = await house.choices(sold);
  assert.deepEqual([ended.state, ended.result?.state], ["carried-out", "on-its-way"]);
  const { outcome } = await house.database.kysely
    .selectFrom("incidents")
    .select("outcome")
    .where("id", "=", incidentId)
    .executeTakeFirstOrThrow();
  assert.equal(outcome, "reshipped");
  assert.deepEqual(await house.refundsOf(sold.orderId), []);
});

test("money of a cancelled order goes back once the shop has cancelled it, and only what the shop has not paid back itself", async () => {
  const sold = await house.sell({ key: "dora", shipping: 400, lines: [{ sku: "A", quantity: 2, paid: 6_000 }] });
  const incidentId = await house.open(sold, { kind: "damaged" });
  const asked = await house.choose(sold, incidentId, "cancel-refund");
  assert.equal(asked.body.state, "waiting");
  assert.deepEqual(await house.refundsOf(sold.orderId), []);
  const done = await house.report(asked.body.result?.requestId, { outcome: "done", refunded: 4_000 });
  assert.equal(done.status, 200);
  const again = await house.report(asked.body.result?.requestId, { outcome: "done", refunded: 4_000 });
  assert.equal(again.status, 200, "said twice is done once");
  const refunds = await house.refundsOf(sold.orderId);
  assert.deepEqual(refunds.map(({ amount }) => amount).toSorted(), [2_400n, 4_000n]);
  const ceiling = await house.database.kysely
    .selectFrom("refund_ceilings")
    .selectAll()
    .where("order_id", "=", sold.orderId)
    .executeTakeFirstOrThrow();
  assert.equal(ceiling.intended, 6_400n);
});

test("what the shop cannot do is no choice any more, and the shopper is told so once", async () => {
  const sold = await house.sell({ key: "ella" });
  const incidentId = await house.open(sold, { kind: "lost" });
  const asked = await house.choose(sold, incidentId, "reship");
  await house.report(asked.body.result?.requestId, { outcome: "refused", reason: "None left" });
  await house.settle();
  const shown = await house.choices(sold);
  assert.deepEqual([shown.state, shown.chosen], ["offered", undefined]);
  assert.ok(!shown.options.some(({ kind }) => kind === "reship"));
  assert.equal((await house.choose(sold, incidentId, "reship")).body.type?.split("/").at(-1), "option-gone");
  assert.equal((await house.mails(sold)).filter(({ key }) => key.endsWith("/again")).length, 1);
  assert.equal((await house.choose(sold, incidentId, "cancel-refund")).status, 200);
});

test("what the shop has refused is waited for anew, told every time, and silence means again what the law says", async () => {
  const sold = await house.sell({ key: "faye", country: "US", at: house.clock.now().toISOString() });
  const incidentId = await house.open(sold, { kind: "lost", promisedLatest: null, newLatest: undefined });
  const awaited = async () => {
    const query = house.database.kysely.selectFrom("timers").select("timer").where("subject", "=", sold.shopperId);
    return (await query.orderBy("timer").execute()).map(({ timer }) => timer);
  };
  const all = ["delivery.delay-consent", "remedies.answer", "remedies.remind"];
  assert.deepEqual(await awaited(), all);
  const asked = await house.choose(sold, incidentId, "reship");
  house.clock.advance(80 * hour);
  await house.settle();
  assert.deepEqual(await awaited(), []);
  await house.report(asked.body.result?.requestId, { outcome: "refused" });
  await house.settle();
  assert.deepEqual(await awaited(), all);
  const again = await house.choose(sold, incidentId, "cancel-refund");
  await house.report(again.body.result?.requestId, { outcome: "refused" });
  await house.settle();
  const told = (await house.mails(sold)).filter(({ key }) => key.includes("/again"));
  assert.deepEqual([told.length, new Set(told.map(({ state }) => state))], [2, new Set(["sent"])]);
});

test("a shop that is asked once more is asked for what is left by then", async () => {
  const sold = await house.sell({ key: "gus", lines: [{ sku: "A", quantity: 3, paid: 6_000 }] });
  const incidentId = await house.open(sold, { kind: "lost" });
  const asked = await house.choose(sold, incidentId, "cancel-refund");
  await house.report(asked.body.result?.requestId, { outcome: "refused" });
  const db = house.database.kysely;
  await db.updateTable("order_lines").set({ returned_quantity: 2 }).where("order_id", "=", sold.orderId).execute();
  await house.choose(sold, incidentId, "cancel-refund");
  const row = db.selectFrom("remedy_requests").select(["state", "lines"]).where("order_id", "=", sold.orderId);
  assert.deepEqual(await row.executeTakeFirst(), {
    ...{ state: "requested", lines: [{ line: 1, sku: "A", quantity: 1 }] },
  });
});

/** Two services that the shop sends by, of which one can take the other's place. */
async function openServices(): Promise<void> {
  const db = house.database.kysely;
  const origin = {
    key: "hub",
    title: "Hub",
    country: "DE",
    subdivision: null,
    time_zone: "Europe/Berlin",
    cut_off: "14:00",
  };
  await db
    .insertInto("shipping_origins")
    .values({ ...origin, working_days: [1, 2, 3, 4, 5], observes_holidays: true, handling_days: 0, closed: false })
    .execute();
  const service = {
    ...{ title: "{}", carrier: "dhl", origin_key: "hub", countries: ["DE"], delivery_days: [1, 2, 3, 4, 5, 6] },
    ...{ price: 490n, currency: "EUR", stated_p50: 2, stated_p90: 4, rank: 1, active: true },
  };
  await db
    .insertInto("shipping_services")
    .values([
      { ...service, key: "plain", kind: "standard", upgrade_of: null },
      { ...service, key: "quick", kind: "express", upgrade_of: "plain" },
    ])
    .execute();
}

test("what has not left can go faster; once it has left it cannot, however long the page was open", async () => {
  await openServices();
  const [sold, late] = [await house.sell({ key: "pia" }), await house.sell({ key: "quin" })];
  for (const { orderId, shopperId } of [sold, late]) {
    await house.database.kysely
      .insertInto("order_deliveries")
      .values({ order_id: orderId, shopper_id: shopperId, service_key: "plain", country: "DE" })
      .execute();
  }
  const incidentId = await house.open(sold);
  const asked = await house.choose(sold, incidentId, "express");
  assert.deepEqual([asked.status, asked.body.state], [200, "waiting"]);
  const done = await house.report(asked.body.result?.requestId, { outcome: "done" });
  assert.equal(done.status, 200);
  const row = await house.database.kysely
    .selectFrom("remedy_requests")
    .select(["kind", "state"])
    .where("order_id", "=", sold.orderId)
    .executeTakeFirst();
  assert.deepEqual(row, { kind: "upgrade", state: "done" });
  await house.settle();
  const cost = await house.database.kysely
    .selectFrom("remedy_costs")
    .select(["action", "cost"])
    .where("shopper_id", "=", sold.shopperId)
    .executeTakeFirst();
  assert.deepEqual(cost, { action: "express", cost: 100n });

  const other = await house.open(late);
  assert.ok((await house.choices(late)).options.some(({ option }) => option === "express"));
  const left = { type: "parcel", id: "P-quin", order: "O-quin", shippedAt: house.clock.now().toISOString() };
  await house.work.run("test", (tx) =>
    recordBatch(tx, "test", [IntakeRecord.parse(left)], { history: true, now: house.clock.now() }),
  );
  const gone = await house.choose(late, other, "express");
  assert.deepEqual([gone.status, gone.body.type?.split("/").at(-1)], [409, "option-gone"]);
  assert.ok(!(await house.choices(late)).options.some(({ option }) => option === "express"));
});

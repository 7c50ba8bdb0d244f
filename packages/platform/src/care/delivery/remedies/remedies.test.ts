import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { messageKinds, reactions, timers } from "../../../capabilities.ts";
import { toWire } from "../../../foundation/ids/index.ts";
import { matureOutcomes } from "../../../judgement/outcomes/index.ts";
import { testHouse } from "../../../testing.ts";
import { choose, lockCase } from "./choose.ts";
import { type Sold, someActions, type Troubles, troubles } from "./testing.ts";

const hour = 3_600_000;
let house: Troubles;
before(async () => {
  house = await troubles(await testHouse(), { reactions, timers, messageKinds }, { actions: someActions });
});
after(() => house.close());

const factsOf = async (subject: string) => {
  const rows = await house.database.kysely
    .selectFrom("events")
    .select("type")
    .where("subject", "=", subject)
    .where("type", "like", "%remedy%")
    .orderBy("seq")
    .execute();
  return rows.map(({ type }) => type.replace("delivery.", ""));
};

test("a shopper is told once, sees what can be chosen, chooses, and has it", async () => {
  const sold = await house.sell({ key: "ann", shipping: 190 });
  const incidentId = await house.open(sold);
  const [mail, ...more] = await house.mails(sold);
  assert.deepEqual([mail?.kind, mail?.state, more.length], ["delivery.delay", "sent", 0]);
  assert.match(mail?.body ?? "", /probably come later/);
  assert.match(mail?.body ?? "", /14 March 2026/);
  assert.match(mail?.body ?? "", /The weather is holding parcels up/);
  assert.match(mail?.body ?? "", /€5.00 of credit/);
  const shown = await house.choices(sold);
  assert.deepEqual(
    shown.options.map(({ option }) => option),
    ["credit-5", "postage-back", "wait"],
  );
  assert.deepEqual([shown.state, shown.withoutAnswer], ["offered", "credit-5"]);
  const inQueue = async () => {
    const { body } = await house.call<{ remedy?: { state: string } }>(
      { role: "agent" },
      "GET",
      `incidents/${toWire("inc", incidentId)}`,
    );
    return body.remedy?.state;
  };
  assert.equal(await inQueue(), "offered");
  const chosen = await house.choose(sold, incidentId, "postage-back");
  assert.deepEqual(
    [chosen.status, chosen.body.state, chosen.body.chosen, chosen.body.chosenBy, chosen.body.result?.state],
    [200, "carried-out", "postage-back", "shopper", "on-its-way"],
  );
  assert.equal(await inQueue(), "carried-out", "nobody at the desk is asked to choose once more");
  const again = await house.choose(sold, incidentId, "postage-back");
  assert.deepEqual(again.body.result, chosen.body.result);
  const other = await house.choose(sold, incidentId, "credit-5");
  assert.deepEqual([other.status, other.body.type?.split("/").at(-1)], [409, "remedy-chosen"]);
  const [refund, ...others] = await house.refundsOf(sold.orderId);
  assert.deepEqual([refund?.amount, refund?.reason, others.length], [190n, "late-delivery", 0]);
  assert.equal(await house.creditOf(sold.shopperId), undefined);
  await house.settle();
  assert.deepEqual(await factsOf(sold.shopperId), ["remedy-offered", "remedy-chosen", "remedy-carried-out"]);
  const done = (await house.mails(sold)).at(-1);
  assert.equal(done?.kind, "delivery.remedy-done");
  assert.match(done?.body ?? "", /postage of €1.90/);
});

test("where nobody answers what can be given unasked is given, before the promise is over", async () => {
  const sold = await house.sell({ key: "bea" });
  await house.open(sold, { promisedLatest: "2026-03-10" });
  house.clock.advance(48 * hour);
  await house.settle();
  const shown = await house.choices(sold);
  assert.deepEqual([shown.state, shown.chosen, shown.chosenBy], ["carried-out", "credit-5", "default"]);
  assert.equal(await house.creditOf(sold.shopperId), 500n);
  const done = (await house.mails(sold)).at(-1);
  assert.match(done?.body ?? "", /has chosen for you/);
});

test("a shopper and an agent who choose at once: one of them gets it, the other hears what it is", async () => {
  for (const [place, options] of [
    ["postage-back", "credit-5"],
    ["credit-5", "credit-5"],
  ].entries()) {
    const sold = await house.sell({ key: `at-once-${place}`, shipping: 190 });
    const incidentId = await house.open(sold);
    const answers = await Promise.all([
      house.choose(sold, incidentId, options[0]!),
      house.choose(sold, incidentId, options[1]!, "agent"),
    ]);
    const statuses = answers.map(({ status }) => status).toSorted();
    assert.deepEqual(statuses, options[0] === options[1] ? [200, 200] : [200, 409]);
    const given = [
      (await house.creditOf(sold.shopperId)) ?? 0n,
      ...(await house.refundsOf(sold.orderId)).map(({ amount }) => amount),
    ];
    assert.equal(given.filter((amount) => amount > 0n).length, 1);
  }
});

test("an answer and its time at once make one remedy", async () => {
  const sold = await house.sell({ key: "fay", shipping: 190 });
  const incidentId = await house.open(sold);
  house.clock.advance(48 * hour);
  const [answer] = await Promise.all([house.choose(sold, incidentId, "postage-back"), house.settle()]);
  await house.settle();
  const shown = await house.choices(sold);
  assert.equal(shown.state, "carried-out");
  assert.equal(answer.status === 200, shown.chosen === "postage-back");
  const refunds = await house.refundsOf(sold.orderId);
  assert.equal(refunds.length + ((await house.creditOf(sold.shopperId)) === undefined ? 0 : 1), 1);
});

test("whoever dies in the middle of a choice has done nothing, and can choose again", async () => {
  const sold = await house.sell({ key: "gus", shipping: 190 });
  const incidentId = await house.open(sold);
  const dying = house.work.run("test", async (tx) => {
    const locked = await lockCase(tx, house.clock, incidentId);
    await choose({ tx, clock: house.clock, by: "shopper", actor: "test" }, locked, "credit-5");
    throw new Error("power cut");
  });
  await assert.rejects(dying, /power cut/);
  assert.equal(await house.creditOf(sold.shopperId), undefined);
  assert.equal((await house.choices(sold)).state, "offered");
  assert.equal((await house.choose(sold, incidentId, "credit-5")).status, 200);
  assert.equal(await house.creditOf(sold.shopperId), 500n);
});

test("what arrived in time after all needs no amends; what came late still gets them", async () => {
  const sold = await house.sell({ key: "hal" });
  const incidentId = await house.open(sold);
  await house.end(sold, incidentId, "in-time");
  assert.deepEqual([(await house.choices(sold)).state, (await house.choices(sold)).options], ["withdrawn", []]);
  assert.equal((await house.choose(sold, incidentId, "credit-5")).body.type?.split("/").at(-1), "remedy-over");
  const late = await house.sell({ key: "ida" });
  const other = await house.open(late);
  await house.end(late, other, "late");
  assert.deepEqual(
    (await house.choices(late)).options.map(({ option }) => option),
    ["credit-5"],
  );
  house.clock.advance(48 * hour);
  await house.settle();
  assert.equal(await house.creditOf(late.shopperId), 500n);
  assert.equal(await house.creditOf(sold.shopperId), undefined);
});

test("an option that nobody offered is bad input, and an incident of another order is not there", async () => {
  const [sold, other] = [await house.sell({ key: "jo" }), await house.sell({ key: "kim" })];
  const incidentId = await house.open(sold);
  const wrong = await house.choose(sold, incidentId, "balloon");
  assert.deepEqual([wrong.status, wrong.body.type?.split("/").at(-1)], [400, "bad-input"]);
  assert.equal((await house.choose(other, incidentId, "wait")).status, 404);
});

test("a decision about a delivery is handed over by the shopper's choice and not at a counter", async () => {
  const sold = await house.sell({ key: "lea" });
  await house.open(sold);
  const row = await house.database.kysely
    .selectFrom("remedies")
    .select("decision_id")
    .where("order_id", "=", sold.orderId)
    .executeTakeFirstOrThrow();
  const path = `decisions/${toWire("dec", row.decision_id)}/offer`;
  const answer = await house.call<{ type: string }>({ role: "agent" }, "POST", path, {});
  assert.deepEqual([answer.status, answer.body.type.split("/").at(-1)], [409, "nothing-to-hand-over"]);
});

test("a decision is counted at what was really done: another choice than recommended, or nothing at all", async () => {
  const chosen = await house.sell({ key: "mia", shipping: 190 });
  await house.choose(chosen, await house.open(chosen), "postage-back");
  const waits = await house.sell({ key: "nia", shipping: 190 });
  const incidentId = await house.open(waits);
  await house.choose(waits, incidentId, "wait");
  await house.settle();
  const costs = async (sold: Sold) =>
    house.database.kysely
      .selectFrom("remedy_costs")
      .select(["action", "cost"])
      .where("shopper_id", "=", sold.shopperId)
      .executeTakeFirst();
  assert.deepEqual(await costs(chosen), { action: "postage-back", cost: 190n });
  assert.deepEqual(await costs(waits), { action: "none", cost: 0n });
  const matured = await house.work.run("test", async (tx) => {
    await tx.db.updateTable("decisions").set({ ripe_at: house.clock.now() }).execute();
    await matureOutcomes(tx, house.clock.now(), 1_000);
    return tx.db
      .selectFrom("outcomes")
      .select(["shopper_id", "margin", "given"])
      .where("shopper_id", "in", [chosen.shopperId, waits.shopperId])
      .execute();
  });
  const of = ({ shopperId }: Sold) => matured.find(({ shopper_id }) => shopper_id === shopperId);
  assert.deepEqual([of(chosen)?.margin, of(chosen)?.given], [-190, 0]);
  assert.deepEqual([of(waits)?.margin, of(waits)?.given], [0, 0]);
  const paid = await house.database.kysely
    .selectFrom("decisions")
    .select(["shopper_id", "cost_at_once"])
    .where("shopper_id", "in", [chosen.shopperId, waits.shopperId])
    .execute();
  assert.deepEqual(
    paid.map(({ shopper_id, cost_at_once }) => [shopper_id === chosen.shopperId, cost_at_once]).toSorted(),
    [
      [false, 0],
      [true, 190],
    ],
  );
});

test("goodwill is given once: after it the contract can still be ended, and a refused end brings no second goodwill", async () => {
  const sold = await house.sell({ key: "ola", country: "DE", shipping: 190, at: house.clock.now().toISOString() });
  const incidentId = await house.open(sold);
  house.clock.advance(72 * hour);
  await house.settle();
  assert.equal((await house.choices(sold)).chosenBy, "default");
  house.clock.advance(40 * 24 * hour);
  const late = await house.choices(sold);
  assert.deepEqual(
    late.options.map(({ option }) => option),
    ["credit-5", "set-additional-period"],
  );
  const set = await house.choose(sold, incidentId, "set-additional-period");
  assert.deepEqual([set.status, set.body.state, set.body.chosen], [200, "carried-out", "credit-5"]);
  house.clock.advance(31 * 24 * hour);
  const ended = await house.choose(sold, incidentId, "cancel-refund");
  assert.deepEqual([ended.status, ended.body.state], [200, "waiting"]);
  await house.report(ended.body.result?.requestId, { outcome: "refused" });
  await house.settle();
  const open = await house.choices(sold);
  assert.deepEqual(
    [open.state, open.options.map(({ option }) => option)],
    ["offered", ["cancel-refund", "wait"]],
    "what the law grants stays, whatever the shop says",
  );
  for (const option of ["credit-5", "postage-back"]) {
    assert.equal((await house.choose(sold, incidentId, option)).status, 409, option);
  }
  assert.equal(await house.creditOf(sold.shopperId), 500n);
  assert.equal((await house.choose(sold, incidentId, "cancel-refund")).body.state, "waiting");
});

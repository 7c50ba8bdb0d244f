import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Troubles, troubles } from "./testing.ts";

const hour = 3_600_000;
let house: Troubles;
before(async () => {
  house = await troubles({
    actions: [
      { id: "credit-5", terms: { kind: "credit", amount: 500 }, contact: 0 },
      { id: "postage-back", terms: { kind: "shipping-refund" }, contact: 0 },
      { id: "express", terms: { kind: "express-upgrade", cost: 100 }, contact: 0, eligible: "false" },
    ],
  });
});
after(() => house.close());

const creditOf = async (shopperId: string) => {
  const accounts = house.database.kysely.selectFrom("store_credit_accounts").select("balance");
  return (await accounts.where("shopper_id", "=", shopperId).executeTakeFirst())?.balance;
};
const refundsOf = (orderId: string) =>
  house.database.kysely.selectFrom("refunds").selectAll().where("order_id", "=", orderId).execute();
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
  assert.match(mail?.body ?? "", /€5.00 of credit/);
  const shown = await house.choices(sold);
  assert.deepEqual(
    shown.options.map(({ option }) => option),
    ["credit-5", "postage-back", "wait"],
  );
  assert.deepEqual([shown.state, shown.withoutAnswer], ["offered", "credit-5"]);
  const chosen = await house.choose(sold, incidentId, "postage-back");
  assert.deepEqual(
    [chosen.status, chosen.body.state, chosen.body.chosen, chosen.body.chosenBy, chosen.body.result?.state],
    [200, "carried-out", "postage-back", "shopper", "on-its-way"],
  );
  const again = await house.choose(sold, incidentId, "postage-back");
  assert.deepEqual(again.body.result, chosen.body.result);
  const other = await house.choose(sold, incidentId, "credit-5");
  assert.deepEqual([other.status, other.body.type?.split("/").at(-1)], [409, "remedy-chosen"]);
  const [refund, ...others] = await refundsOf(sold.orderId);
  assert.deepEqual([refund?.amount, refund?.reason, others.length], [190n, "late-delivery", 0]);
  assert.equal(await creditOf(sold.shopperId), undefined);
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
  assert.equal(await creditOf(sold.shopperId), 500n);
  const done = (await house.mails(sold)).at(-1);
  assert.match(done?.body ?? "", /has chosen for you/);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { messageKinds, reactions, timers } from "../../../capabilities.ts";
import { toWire } from "../../../foundation/ids/index.ts";
import { testHouse } from "../../../testing.ts";
import { type Shown, type Sold, type Troubles, troubles } from "./testing.ts";

const day = 86_400_000;
let house: Troubles;
before(async () => {
  house = await troubles(
    await testHouse(),
    { reactions, timers, messageKinds },
    {
      actions: [{ id: "credit-5", terms: { kind: "credit", amount: 500 }, contact: 0, eligible: "country == 'XX'" }],
    },
  );
});
after(() => house.close());

/** Bought for a day that the shop had told. */
async function promised(key: string, country: string, latest: string): Promise<Sold> {
  const sold = await house.sell({ key, country });
  const { orderId, shopperId } = sold;
  await house.database.kysely
    .insertInto("promises")
    .values({
      ...{ id: orderId, order_id: orderId, journey_id: orderId, shopper_id: shopperId, lane: "-|-|-|-", service: null },
      ...{ basis: "shop", made_at: house.clock.now(), starts_on: "2026-03-02", first_earliest: latest },
      ...{ first_latest: latest, earliest: latest, latest, confidence: null, price: null },
    })
    .execute();
  return sold;
}

const setPeriod = (sold: Sold, until: string) =>
  house.call<Shown>(
    { role: "shopper", scope: { orderId: sold.orderId, shopperId: sold.shopperId } },
    "POST",
    `orders/${toWire("ord", sold.orderId)}/additional-period`,
    { until },
  );
const requestsOf = (sold: Sold) =>
  house.database.kysely.selectFrom("remedy_requests").selectAll().where("order_id", "=", sold.orderId).execute();

test("in the EU a shopper sets a last day once what was agreed is over, and cancels when that is over too", async () => {
  const start = house.clock.now().getTime();
  const sold = await promised("eu", "DE", "2026-03-04");
  const incidentId = await house.open(sold, { promisedLatest: "2026-03-04", newLatest: "2026-03-09" });
  const before = await house.choices(sold);
  assert.deepEqual(
    before.options.map(({ kind }) => kind),
    ["wait"],
  );
  assert.equal((await setPeriod(sold, "2026-03-12")).body.type?.split("/").at(-1), "no-additional-period");
  house.clock.advance(3 * day);
  const over = await house.choices(sold);
  assert.deepEqual(over.options.map(({ kind, byLaw }) => [kind, byLaw])[0], ["set-additional-period", true]);
  assert.deepEqual([over.law?.regime, over.law?.verified, over.options[0]?.until], ["eu", false, "2026-03-09"]);
  assert.equal((await setPeriod(sold, "2026-03-06")).status, 400, "a day is no appropriate time");
  const set = await setPeriod(sold, "2026-03-10");
  assert.deepEqual([set.status, set.body.additionalPeriodUntil, set.body.state], [200, "2026-03-10", "offered"]);
  assert.equal((await house.choose(sold, incidentId, "cancel-refund")).status, 409, "not before it is over");
  house.clock.advance(6 * day);
  const cancelled = await house.choose(sold, incidentId, "cancel-refund");
  assert.deepEqual([cancelled.status, cancelled.body.state], [200, "waiting"]);
  assert.deepEqual(
    (await requestsOf(sold)).map(({ kind }) => kind),
    ["cancel"],
  );
  house.clock.advance(start - house.clock.now().getTime());
});

test("in the US a shopper is asked before the time is over; silence consents to a first short delay and cancels after it", async () => {
  const sold = await promised("us", "US", "2026-03-06");
  await house.open(sold, { promisedLatest: "2026-03-06", newLatest: "2026-03-16" });
  const [mail, ...more] = await house.mails(sold);
  assert.deepEqual([mail?.kind, more.length], ["delivery.legal-notice", 0]);
  assert.match(mail?.body ?? "", /you agree to wait until 16\s+March\s+2026/);
  const shown = await house.choices(sold);
  assert.deepEqual(
    shown.options.map(({ kind, byLaw }) => [kind, byLaw]),
    [
      ["cancel-refund", true],
      ["wait", true],
    ],
  );
  assert.deepEqual([shown.law?.silence, shown.law?.silenceUntil], ["consents", "2026-03-16"]);
  house.clock.advance(14 * day);
  await house.settle();
  assert.deepEqual(await requestsOf(sold), []);
  house.clock.advance(day);
  await house.settle();
  assert.deepEqual(
    (await requestsOf(sold)).map(({ kind }) => kind),
    ["cancel"],
  );
  assert.equal((await house.choices(sold)).chosenBy, "law");
  house.clock.advance(-15 * day);
});

test("whoever has agreed to wait is not cancelled, and is asked again when it takes longer still", async () => {
  const sold = await promised("us-2", "US", "2026-03-06");
  const incidentId = await house.open(sold, { promisedLatest: "2026-03-06", newLatest: "2026-05-20" });
  const shown = await house.choices(sold);
  assert.deepEqual([shown.law?.silence, shown.law?.silenceUntil], ["cancels", "2026-04-05"]);
  const waits = await house.choose(sold, incidentId, "wait");
  assert.deepEqual([waits.status, waits.body.state, waits.body.law?.silence], [200, "offered", undefined]);
  house.clock.advance(50 * day);
  await house.settle();
  assert.deepEqual(await requestsOf(sold), []);
  assert.equal((await house.mails(sold)).length, 1);
  house.clock.advance(-50 * day);
});

test("what came late, with nothing to be given for it, leaves nothing to choose", async () => {
  const sold = await promised("late", "DE", "2026-03-06");
  const incidentId = await house.open(sold, { promisedLatest: "2026-03-06", newLatest: "2026-03-09" });
  await house.end(sold, incidentId, "late");
  const shown = await house.choices(sold);
  assert.deepEqual([shown.state, shown.options], ["withdrawn", []]);
});

test("shoppers from whom goodwill is withheld are told, and keep what is owed and what the law grants; no budget pays for either", async () => {
  const withheld = await troubles(
    await testHouse(),
    { reactions, timers, messageKinds },
    {
      holdout: 0.5,
      budget: { amount: 1, period: "week", regions: [] },
      actions: [{ id: "credit-5", terms: { kind: "credit", amount: 500 }, contact: 0 }],
    },
  );
  const modes = new Set<string>();
  for (let n = 0; n < 12 && modes.size < 2; n += 1) {
    const sold = await withheld.sell({ key: `held-${n}`, country: "DE" });
    await withheld.open(sold, { kind: "lost" });
    const shown = await withheld.choices(sold);
    assert.deepEqual(
      shown.options.map(({ kind, byLaw }) => [kind, byLaw]),
      [
        ["reship", true],
        ["cancel-refund", true],
        ["wait", false],
      ],
    );
    assert.equal((await withheld.mails(sold)).length, 1);
    const { mode } = await withheld.database.kysely
      .selectFrom("decisions")
      .select("mode")
      .where("shopper_id", "=", sold.shopperId)
      .executeTakeFirstOrThrow();
    modes.add(mode);
  }
  assert.ok(modes.has("holdout") && modes.size === 2, [...modes].join());
  await withheld.close();
});

test("where nothing was promised no mail says that it comes later than that, and none asks to choose where there is no choice", async () => {
  const sold = await house.sell({ key: "untold", country: "DE" });
  await house.open(sold, { promisedLatest: null });
  const [mail] = await house.mails(sold);
  assert.match(mail?.subject ?? "", /^Something is wrong with the delivery of your order O-untold$/);
  assert.doesNotMatch(mail?.body ?? "", /promised|choose/i);
  assert.match(mail?.body ?? "", /See your order/);
});

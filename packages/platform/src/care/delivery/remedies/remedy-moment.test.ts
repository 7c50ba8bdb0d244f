import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { locales, translator } from "@aftercare/messages";
import { decideNextStep } from "../../../judgement/decisions/index.ts";
import { checkProgram, programsInForce } from "../../../judgement/programs/index.ts";
import { type TestHouse, testHouse } from "../../../testing.ts";
import { deliveryRemedy } from "./delivery-remedy.ts";
import { openedIncident, soldOrder } from "./testing.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
});
after(() => house.close());

const run = <T>(work: Parameters<typeof house.work.run<T>>[1]) => house.work.run("test", work);

test("the programs that the house ships with are right, one in euros and one for any currency", async () => {
  const programs = await run((tx) => programsInForce(tx, deliveryRemedy));
  assert.deepEqual(
    programs.map(({ document }) => [document.name, document.currency]),
    [
      ["after-a-delay", "EUR"],
      ["after-a-delay-anywhere", undefined],
    ],
  );
  for (const { document } of programs) assert.deepEqual(checkProgram(document, [deliveryRemedy]), []);
});

test("a delivery in trouble is seen as it was when the trouble began, with what can be done about the order", async () => {
  const order = await soldOrder(house, { key: "seen", shipping: 490, lines: [{ sku: "A", quantity: 2, paid: 8_000 }] });
  const { incidentId } = await openedIncident(house, order, { newLatest: "2026-03-14", promisedLatest: "2026-03-10" });
  const [asked] = await run((tx) => deliveryRemedy.questions(tx, [incidentId]));
  assert.deepEqual(
    [asked?.facts["days_late"], asked?.facts["shipping_paid"], asked?.facts["order_total"], asked?.facts["orders"]],
    [4, 490, 8_490, 1],
  );
  assert.equal(asked?.order?.owed, 0);
  assert.deepEqual(asked?.impossible, {
    "express-upgrade": "reasons.ineligible.no-faster-service",
    "pickup-redirect": "reasons.ineligible.no-pick-up",
  });
  assert.equal(asked?.effectScale, 1);
});

test("of goods that are lost sending again costs nothing beyond what is owed, unless there is none", async () => {
  const order = await soldOrder(house, { key: "lost" });
  const { incidentId } = await openedIncident(house, order, { kind: "lost" });
  const decided = await run((tx) => decideNextStep({ tx, clock: house.clock }, deliveryRemedy, incidentId));
  const again = decided.alternatives.find(({ action }) => action === "send-again");
  assert.deepEqual([again?.eligible, again?.expectedCost], [true, 0]);
  await house.database.kysely.updateTable("variants").set({ in_stock: 0 }).where("sku", "=", "A").execute();
  const [asked] = await run((tx) => deliveryRemedy.questions(tx, [incidentId]));
  assert.equal(asked?.impossible?.reship, "reasons.ineligible.out-of-stock");
});

test("an occasion at stake makes a remedy worth more", async () => {
  const scaleOf = async (key: string, on: string | null, newLatest = "2026-03-14") => {
    const order = await soldOrder(house, { key });
    const { incidentId } = await openedIncident(house, order, { newLatest });
    await house.database.kysely
      .insertInto("order_deliveries")
      .values({
        ...{ order_id: order.orderId, shopper_id: order.shopperId },
        occasion_kind: "birthday",
        occasion_on: on,
      })
      .execute();
    const [asked] = await run((tx) => deliveryRemedy.questions(tx, [incidentId]));
    return asked?.effectScale;
  };
  assert.equal(await scaleOf("far", "2026-03-18"), 1);
  assert.equal(await scaleOf("near", "2026-03-17"), 2);
  assert.equal(await scaleOf("missed", "2026-03-13"), 3);
  assert.equal(await scaleOf("undated", null), 2);
});

test("every sentence and every fact of a decision about a delivery has its words in every language", () => {
  const ineligible = [
    "no-postage-left",
    "already-refunded",
    "already-shipped",
    "no-faster-service",
    "no-pick-up",
    "out-of-stock",
  ];
  const keys = [
    ...ineligible.map((reason) => `reasons.ineligible.${reason}`),
    ...["late-prior", "occasion", "basket-of-order"].map((name) => `reasons.assumed.${name}`),
    ...deliveryRemedy.features.flatMap(({ name, reason }) => [
      `reasons.features.${name}`,
      `reasons.${reason}.raises`,
      `reasons.${reason}.lowers`,
    ]),
    ...deliveryRemedy.facts.map(({ name }) => `programs.fact.${name.replaceAll("_", "-")}`),
    `programs.moment.${deliveryRemedy.name}`,
  ];
  for (const locale of locales) {
    const { has } = translator(locale);
    assert.deepEqual(
      keys.filter((key) => !has(key)),
      [],
      locale,
    );
  }
});

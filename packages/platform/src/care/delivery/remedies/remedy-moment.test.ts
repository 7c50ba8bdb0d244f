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
  const seen = async (key: string, on: string | null, newLatest = "2026-03-14") => {
    const order = await soldOrder(house, { key });
    const { incidentId } = await openedIncident(house, order, { newLatest });
    const occasion = { occasion_kind: "birthday", occasion_on: on } as const;
    await house.database.kysely
      .insertInto("order_deliveries")
      .values({ order_id: order.orderId, shopper_id: order.shopperId, ...occasion })
      .execute();
    const [asked] = await run((tx) => deliveryRemedy.questions(tx, [incidentId]));
    const decided = await run((tx) => decideNextStep({ tx, clock: house.clock }, deliveryRemedy, incidentId));
    const [without, withCredit] = ["none", "credit-5"].map(
      (action) => decided.alternatives.find((each) => each.action === action)?.chance?.value ?? 0,
    );
    return { scale: asked?.effectScale, added: withCredit! - without! };
  };
  const [far, near, missed] = [
    await seen("far", "2026-03-18"),
    await seen("near", "2026-03-17"),
    await seen("missed", "2026-03-13"),
  ];
  assert.deepEqual([far.scale, near.scale, missed.scale, (await seen("undated", null)).scale], [1, 2, 3, 2]);
  assert.ok(far.added > 0 && near.added > 1.5 * far.added && missed.added > near.added);
});

test("a draft is tried on the latest deliveries in trouble, and told what it cannot do", async () => {
  const [shipped] = await run((tx) => programsInForce(tx, deliveryRemedy));
  const headers = await house.authorization("manager");
  const check = async (document: object) =>
    (
      await house.server.inject({ method: "POST", url: "/v1/program-checks", headers, payload: { document } })
    ).json() as {
      faults: { field: string }[];
      trial?: { subjects: number; actions: { action: string; eligible: number; best: number }[] };
    };
  const { faults, trial } = await check(shipped!.document);
  assert.deepEqual(faults, []);
  assert.ok(trial && trial.subjects >= 4);
  assert.ok(trial.actions.some(({ action, eligible }) => action === "credit-5" && eligible > 0));
  const actions = [{ id: "second", terms: { kind: "bogo" } }];
  assert.deepEqual(
    (await check({ ...shipped!.document, actions })).faults.map(({ field }) => field),
    ["actions/0/terms/kind"],
  );
});

test("every sentence and every fact of a decision about a delivery has its words in every language", () => {
  const ineligible = [
    "no-postage-left",
    "already-refunded",
    "given-before",
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

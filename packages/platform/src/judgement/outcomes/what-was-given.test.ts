import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import type { ActionTerms } from "../../facts/actions/index.ts";
import { recordBatch } from "../../facts/intake/index.ts";
import { IntakeRecord, type IntakeRecordJson } from "../../facts/intake/record.schema.ts";
import { offerIssued, offerRedeemed, offerReversed } from "../../facts/offers/index.ts";
import { type TestClock, testClock } from "../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { eventsOf, type NewEvent, openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { deliverReactions, enqueueReactions } from "../../foundation/reactions/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { decideNextStep } from "../decisions/index.ts";
import { momentOfReturns } from "../decisions/testing-returns.ts";
import { ProgramDocument, publishProgram } from "../programs/index.ts";
import { matureOutcomes, offerUseReactions } from "./index.ts";

const day = 86_400_000;
const start = Date.parse("2026-01-01T09:00:00Z");
const at = (days: number) => new Date(start + days * day);
const reactions = new Map(offerUseReactions.map((each) => [each.name, each]));

const afterReturn = momentOfReturns(
  { features: [], context: () => null },
  { points: { perMinorUnit: 0.01, worth: 10 } },
);

/** What a decision came to; `margin` before anything that its incentive cost beside the price is 40 % of the revenue. */
describe("what an incentive cost", () => {
  let database: TestDatabase;
  let clock: TestClock;
  let work: UnitOfWork;
  beforeEach(async () => {
    database = await testDatabase(migrationFolders);
    clock = testClock(new Date(start));
    work = openUnitOfWork(database, clock, [enqueueReactions(offerUseReactions, clock)]);
    await record({ type: "order", ...about("old", -1), lines: [{ sku: "A", quantity: 1, amount: 1_000 }] });
    await record({ type: "return", ...about("back", -0.5), lines: [{ sku: "A", quantity: 1, amount: 1_000 }] });
  });
  afterEach(() => database.close());

  const about = (id: string, days: number) =>
    ({ id, at: at(days).toISOString(), channel: "online", currency: "EUR", shopper: "ada" }) as const;
  async function record(...records: IntakeRecordJson[]): Promise<void> {
    const batch = records.map((each) => IntakeRecord.decode(each));
    const taken = await work.run("test", (tx) => recordBatch(tx, "shop", batch, { history: true, now: clock.now() }));
    assert.deepEqual(new Set(taken.outcomes.map(({ outcome }) => outcome)), new Set(["taken"]));
  }

  /** Decides for an action of these terms. */
  async function decided(terms: ActionTerms): Promise<Id<"dec">> {
    const document = ProgramDocument.parse({
      ...{ name: "test", title: "Test", moment: afterReturn.name, currency: "EUR", holdout: 0, exploration: 0 },
      actions: [{ id: "gift", terms }],
      guardrails: { marginFloor: 0, mostDiscount: 1 },
      goal: { horizonDays: 30, weights: { visits: 1_000_000 } },
    });
    await work.run("test", (tx) => publishProgram(tx, { document, at: clock.now(), by: "test", note: "" }));
    const { id } = await database.kysely.selectFrom("returns").select("id").executeTakeFirstOrThrow();
    await work.run("test", (tx) => decideNextStep({ tx, clock }, afterReturn, id));
    const decision = await database.kysely.selectFrom("decisions").selectAll().executeTakeFirstOrThrow();
    assert.equal(decision.chosen, "gift");
    return decision.id as Id<"dec">;
  }

  /** Appends facts of an offer of the decision, and lets them be noted. */
  async function happens(...events: NewEvent[]): Promise<void> {
    await work.run("test", (tx) => tx.append(...events));
    while ((await deliverReactions(work, clock, reactions)) > 0);
  }
  function offerOf(decisionId: Id<"dec">) {
    const data = { offerId: newId<"ofr">(), decisionId, action: "gift" };
    const subject = data.offerId;
    return {
      issued: offerIssued({ subject, at: at(0), data: { ...data, expiresAt: at(31) } }),
      redeemed: (days: number, more: object = {}) =>
        offerRedeemed({ subject, at: at(days), data: { ...data, ...more } }),
      reversed: (days: number) =>
        offerReversed({
          ...{ subject, at: at(days) },
          data: { ...data, cause: "returned", outcome: "valid-again", expiresAt: at(45) },
        }),
    };
  }

  /** A purchase of two units for 10,000 with a discount, at 20 % tax in what is paid. */
  async function buys(discount: number, days = 10): Promise<void> {
    const tax = (10_000 - discount) / 5;
    clock.set(at(days));
    await record({
      type: "order",
      ...about("new", days),
      lines: [{ sku: "B", quantity: 2, amount: 10_000, discount, tax }],
    });
  }
  async function matured() {
    clock.set(at(45));
    await work.run("test", (tx) => matureOutcomes(tx, clock.now(), 10));
    const { revenue, margin, given } = await database.kysely
      .selectFrom("outcomes")
      .selectAll()
      .executeTakeFirstOrThrow();
    return { revenue, margin: Math.round(margin), given: given === null ? null : Math.round(given) };
  }

  const purchase = { source: "shop", number: "new" };

  test("is what the redemption said, net of tax, and the margin has it taken off once", async () => {
    const offer = offerOf(await decided({ kind: "percent-off", percent: 10 }));
    await happens(offer.issued);
    await buys(1_000);
    await happens(offer.redeemed(10, { purchase, given: 1_000n }));
    // Of the 9,000 that were paid 7,200 are revenue, and of the 1,000 that were given 800.
    assert.deepEqual(await matured(), { revenue: 7_200, margin: 2_880, given: 800 });
  });

  test("is the share of what was kept", async () => {
    const offer = offerOf(await decided({ kind: "percent-off", percent: 10 }));
    await buys(1_000);
    await happens(offer.issued, offer.redeemed(10, { purchase, given: 1_000n }));
    clock.set(at(20));
    await record({ type: "return", ...about("half", 20), order: "new", lines: [{ sku: "B", quantity: 1 }] });
    assert.deepEqual(await matured(), { revenue: 3_600, margin: 1_440, given: 400 });
  });

  test("is nothing for an offer that was not used, or whose purchase came back whole", async () => {
    const offer = offerOf(await decided({ kind: "percent-off", percent: 10 }));
    await buys(0);
    await happens(offer.issued, offer.redeemed(5, { given: 700n }), offer.reversed(8));
    assert.deepEqual(await matured(), { revenue: 8_000, margin: 3_200, given: 0 });
  });

  test("is unknown where the till did not say what was bought", async () => {
    const offer = offerOf(await decided({ kind: "percent-off", percent: 10 }));
    await buys(1_000);
    await happens(offer.redeemed(10));
    assert.equal((await matured()).given, null);
  });

  test("is unknown of a program that gives no offers of ours, and nothing where one that does issued none", async () => {
    const decisionId = await decided({ kind: "percent-off", percent: 10 });
    await buys(1_000);
    const unknown = await matured();
    assert.equal(unknown.given, null);
    await database.kysely.deleteFrom("outcomes").execute();
    await database.kysely.updateTable("decisions").set({ matured: false }).execute();
    await happens(offerOf(decisionId).issued);
    // As if the offer had been another decision's.
    await database.kysely.updateTable("offer_uses").set({ decision_id: newId() }).execute();
    assert.deepEqual(await matured(), { ...unknown, given: 0 });
  });

  test("is the whole of it where nobody knows whose purchase it was", async () => {
    const offer = offerOf(await decided({ kind: "percent-off", percent: 10 }));
    await happens(offer.issued, offer.redeemed(10, { given: 700n }));
    assert.deepEqual(await matured(), { revenue: 0, margin: 0, given: 700 });
  });

  test("is nothing when it was used after the horizon", async () => {
    const offer = offerOf(await decided({ kind: "amount-off", amount: 500 }));
    await buys(0);
    await happens(offer.issued, offer.redeemed(30.5, { given: 500n }));
    assert.deepEqual(await matured(), { revenue: 8_000, margin: 3_200, given: 0 });
  });

  test("is a service's cost when it was used, which no price shows", async () => {
    const offer = offerOf(await decided({ kind: "free-service", service: "SETUP", cost: 900 }));
    await buys(0);
    await happens(offer.issued, offer.redeemed(10));
    assert.deepEqual(await matured(), { revenue: 8_000, margin: 2_300, given: 900 });
  });

  test("is what extra points are worth on what was bought in their time", async () => {
    const offer = offerOf(await decided({ kind: "extra-points", factor: 3, days: 12 }));
    await happens(offer.issued);
    await buys(0);
    // 2 more points for every 100, each worth 10: a fifth.
    assert.deepEqual(await matured(), { revenue: 8_000, margin: 1_600, given: 1_600 });
  });

  test("facts that are delivered late or twice change nothing that came after them", async () => {
    const offer = offerOf(await decided({ kind: "percent-off", percent: 10 }));
    const redeemed = offer.redeemed(5, { given: 700n });
    await happens(offer.issued, redeemed, offer.reversed(8));
    const before = await database.kysely.selectFrom("offer_uses").selectAll().execute();
    assert.deepEqual([before.length, before[0]?.redeemed_at, before[0]?.given], [1, null, null]);
    await work.run("test", async (tx) => {
      const stored = await eventsOf(tx, { subjects: [redeemed.subject] });
      for (const event of stored.filter(({ type }) => type !== "offer.reversed"))
        for (const reaction of offerUseReactions)
          if (reaction.factType === event.type) await reaction.run({ tx, clock }, event);
    });
    assert.deepEqual(await database.kysely.selectFrom("offer_uses").selectAll().execute(), before);
  });
});

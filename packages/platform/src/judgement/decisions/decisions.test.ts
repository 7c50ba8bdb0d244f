import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { z } from "zod";
import { IntakeRecord, recordBatch } from "../../facts/intake/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import { testClock } from "../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { eventsOf, openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import { execute, type Operation } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { saveModel, trainModel } from "../learning/index.ts";
import { ProgramDocument, publishProgram } from "../programs/index.ts";
import {
  decideNextStep,
  decideRetrospectively,
  decisionOperations,
  type Moment,
  moment,
  type Question,
} from "./index.ts";

/** A moment of no capability: decides about stores, as of the clock's start. */
const clock = testClock();
const asOf = clock.now();
const day = 86_400_000;
const shopperId = newId<"shp">();
const place = moment<{ size: number }>("test.place", {
  subject: "sto",
  horizons: [60],
  features: [{ name: "orders", reason: "frequency", scale: "log", value: ({ size }) => size }],
  modelled: () => true,
  prior: () => ({ mean: -1, sd: 1 }),
  facts: [{ name: "size", type: "number", value: ({ size }) => size }],
  reasonValues: ({ size }) => ({ frequency: { orders: size, days: size } }),
  assumptions: () => [{ key: "reasons.assumed.effects", values: {} }],
  latest: () => Promise.resolve([]),
  async situations(tx, subjects) {
    const rows = await tx.db.selectFrom("stores").select(["id", "name"]).where("id", "in", subjects).execute();
    return rows.map(({ id, name }) => ({
      ...{ subject: id, shopperId, storeId: id as Id<"sto">, storeKey: name, asOf, currency: "EUR" },
      basket: { amount: 5_000, marginRate: 0.5, oneProduct: 0.5, units: 1 },
      habits: { orders: 1, returns: 0, returnRate: 0, somethingNew: true },
      context: { size: name.length },
    }));
  },
});

let database: TestDatabase;
let work: UnitOfWork;
before(async () => {
  database = await testDatabase(migrationFolders);
  work = openUnitOfWork(database, clock, []);
  await publish();
});
after(() => database.close());

/** One action for names of more than one letter; half of the decisions explore. */
const program: z.input<typeof ProgramDocument> = {
  ...{ name: "greeting", title: "Greeting", moment: "test.place", holdout: 0, exploration: 0.5 },
  actions: [{ id: "wave", terms: { kind: "percent-off", percent: 5 }, contact: 1, eligible: "size > 1.0" }],
  goal: { horizonDays: 60 },
  guardrails: { perShopper: { offers: 100, days: 1 } },
};

function publish(change: Partial<typeof program> = {}): Promise<number> {
  const document = ProgramDocument.parse({ ...program, ...change });
  return work.run("test", (tx) => publishProgram(tx, { document, at: clock.now(), by: "test", note: "" }));
}

async function newPlace(name = "corner"): Promise<Id<"sto">> {
  const id = newId<"sto">();
  await database.kysely.insertInto("stores").values({ id, source: "test", key: id, name }).execute();
  return id;
}

/** The same moment for somebody else, or later. */
const placeOf = (about: Partial<Question>): Moment => ({
  ...place,
  questions: async (...asked) => (await place.questions(...asked)).map((each) => ({ ...each, ...about })),
});

const ask = (subject: string) => work.run("test", (tx) => decideNextStep({ tx, clock }, place, subject));
const rowsOf = (subject: string) =>
  database.kysely.selectFrom("decisions").selectAll().where("subject", "=", subject).orderBy("id").execute();

test("asking twice answers the same decision, and its fact was appended once", async () => {
  const subject = await newPlace();
  const first = await ask(subject);
  assert.deepEqual(await ask(subject), first);
  assert.equal((await rowsOf(subject)).length, 1);
  const events = await work.run("test", (tx) => eventsOf(tx, { subjects: [shopperId], types: ["decision.made"] }));
  const made = events.filter((event) => (event.data as { about: string }).about === toWire("sto", subject));
  assert.equal(made.length, 1);
  assert.equal(first.subject, toWire("sto", subject));
  assert.equal(first.validUntil.getTime() - first.decidedAt.getTime(), 14 * day);
  assert.equal(first.retrospective, false);
});

test("many who ask at the same moment get one decision", async () => {
  const subject = await newPlace();
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(subject)));
  assert.equal(new Set(answers.map((answer) => answer.decisionId)).size, 1);
  assert.equal((await rowsOf(subject)).length, 1);
});

test("when a decision has run out a new one takes its place, and the old one stays on record", async () => {
  const subject = await newPlace();
  const later = testClock(new Date(asOf.getTime() + 15 * day));
  const first = await ask(subject);
  const second = await work.run("test", (tx) => decideNextStep({ tx, clock: later }, place, subject));
  assert.notEqual(second.decisionId, first.decisionId);
  assert.equal(second.retrospective, false);
  const rows = await rowsOf(subject);
  assert.deepEqual(
    rows.map((row) => row.superseded_at === null),
    [false, true],
  );
});

test("what is first asked about when its time is over is decided as of then, marked, and once and for all", async () => {
  const [one, two] = [await newPlace(), await newPlace()];
  const later = testClock(new Date(asOf.getTime() + 100 * day));
  const asked = await work.run("test", (tx) => decideNextStep({ tx, clock: later }, place, one));
  assert.equal(asked.retrospective, true);
  assert.equal(asked.validUntil.getTime(), asOf.getTime() + 14 * day);
  const inBulk = () => work.run("test", (tx) => decideRetrospectively({ tx, clock: later }, place, [one, two]));
  assert.equal(await inBulk(), 1);
  assert.equal(await inBulk(), 0);
  const again = await work.run("test", (tx) => decideNextStep({ tx, clock: later }, place, one));
  assert.equal(again.decisionId, asked.decisionId);
});

test("an ineligible action is listed with its reason and never drawn", async () => {
  const view = await ask(await newPlace("x"));
  const wave = view.alternatives.find(({ action }) => action === "wave");
  assert.deepEqual([wave?.eligible, wave?.propensity], [false, 0]);
  assert.equal(wave?.ineligibleBecause, "reasons.ineligible.program");
  assert.deepEqual([wave?.terms?.kind, view.program], ["percent-off", { name: "greeting", version: 1 }]);
  assert.deepEqual([view.chosen, view.mode, view.propensity], ["none", "only-option", 1]);
});

test("a newly trained model decides from its first moment on, and stands with the decision", async () => {
  const before = await ask(await newPlace());
  assert.deepEqual(before.model, { version: "prior" });
  const rows = Array.from({ length: 200 }, (_, i) => ({
    ...{ at: new Date(asOf.getTime() - (300 - i) * day), group: `${i}`, input: [i % 7], baseline: i % 7 },
    outcome: (i % 7) + (i % 5) > 5 ? (1 as const) : (0 as const),
  }));
  const trained = trainModel(rows, { features: ["orders"], horizonMs: 60 * day, now: asOf });
  const save = () => work.run("test", (tx) => saveModel(tx, place.name, trained, asOf));
  assert.deepEqual([await save(), await save()], [true, false]);
  const after = await ask(await newPlace());
  assert.equal(after.model.version, trained.version);
  assert.equal(after.model.trainedAt?.getTime(), asOf.getTime());
  assert.ok(after.reasons.length > 0);
});

const [decide, model] = decisionOperations([place]) as [Operation, Operation];
const call = (operation: Operation, input: unknown, actor: Actor = { role: "agent", id: "a", scope: {} }) =>
  execute(
    operation,
    { actor, input, locale: "en", client: "local", session: { token: undefined, start() {}, end() {} } },
    { work, clock },
  );
const isProblem = (type: string, status: number) => (error: unknown) =>
  error instanceof Problem && error.type === type && error.status === status;

test("an unknown moment, an unknown subject and a wrong kind of subject are told apart", async () => {
  const subject = toWire("sto", newId());
  await assert.rejects(call(decide, { moment: "no.such", subject }), isProblem("unknown-moment", 404));
  await assert.rejects(call(decide, { moment: place.name, subject }), isProblem("unknown-subject", 404));
  for (const wrong of [toWire("ret", newId()), "sto_", "x", "sto_!"])
    await assert.rejects(call(decide, { moment: place.name, subject: wrong }), isProblem("wrong-subject", 400));
  await assert.rejects(call(model, { moment: "no.such" }), isProblem("unknown-moment", 404));
  const error = await call(decide, { moment: "no.such", subject }).catch((caught: unknown) => caught);
  assert.equal((error as Problem).params["known"], "test.place");
});

test("an associate decides about what happened in the own store, and nothing else", async () => {
  const [own, other] = [await newPlace(), await newPlace()];
  const associate: Actor = { role: "associate", id: "b", scope: { storeId: own } };
  const input = { moment: place.name, subject: toWire("sto", own) };
  const { output } = await call(decide, input, associate);
  assert.equal((output as { subject: string }).subject, input.subject);
  const theirs = { moment: place.name, subject: toWire("sto", other) };
  await assert.rejects(call(decide, theirs, associate), isProblem("forbidden", 403));
});

test("the card in force is answered with its features and figures", async () => {
  const { output } = await call(model, { moment: place.name });
  const card = output as { features: { feature: string }[]; trainRows: number; moment: string };
  assert.equal(card.moment, place.name);
  assert.deepEqual(
    card.features.map(({ feature }) => feature),
    ["orders"],
  );
  const other = moment("test.other", emptyDeclaration());
  const [, getOther] = decisionOperations([other]) as [Operation, Operation];
  await assert.rejects(call(getOther, { moment: "test.other" }), isProblem("no-model-yet", 404));
});

function emptyDeclaration(): Parameters<typeof moment<null>>[1] {
  return {
    subject: "sto",
    horizons: [1],
    features: [],
    facts: [],
    modelled: () => false,
    prior: () => ({ mean: 0, sd: 1 }),
    reasonValues: () => ({}),
    assumptions: () => [],
    situations: () => Promise.resolve([]),
    latest: () => Promise.resolve([]),
  };
}

test("a new version decides from its publication on, and the old one stays with what it decided", async () => {
  const subject = await newPlace();
  const first = await ask(subject);
  const version = await publish({ actions: [{ id: "bow", terms: { kind: "bogo" } }] });
  const second = await ask(await newPlace());
  assert.deepEqual(second.program, { name: "greeting", version });
  assert.deepEqual(
    second.alternatives.map(({ action }) => action),
    ["none", "bow"],
  );
  assert.deepEqual((await ask(subject)).program, first.program);
  await publish();
});

test("of several programs the first by rank that concerns the shopper decides; where none does, nothing is given", async () => {
  const version = await publish({ audience: "size > 3.0" });
  const vip = ProgramDocument.parse({ ...program, name: "vip", rank: 1, audience: "size > 10.0" });
  await work.run("test", (tx) => publishProgram(tx, { document: vip, at: clock.now(), by: "test", note: "" }));
  assert.equal((await ask(await newPlace("a place of some size"))).program?.name, "vip");
  assert.deepEqual((await ask(await newPlace())).program, { name: "greeting", version });
  const small = await ask(await newPlace("x"));
  assert.deepEqual([small.program, small.chosen, small.mode], [undefined, "none", "only-option"]);
  await work.run("test", (tx) =>
    tx.db.updateTable("programs").set({ retired_at: clock.now() }).where("name", "=", "vip").execute(),
  );
  await publish();
});

const onceAMonth: Partial<typeof program> = {
  exploration: 0,
  guardrails: { perShopper: { offers: 1, days: 30 } },
  // A visit worth this much makes any action better than none.
  ...{ currency: "EUR", goal: { horizonDays: 60, weights: { visits: 1_000_000 } } },
};

test("a shopper who was given enough lately is given nothing more, by any program", async () => {
  const version = await publish(onceAMonth);
  const later = testClock(new Date(asOf.getTime() + 100 * day));
  const askLater = async () => {
    const subject = await newPlace();
    return work.run("test", (tx) => decideNextStep({ tx, clock: later }, placeOf({ asOf: later.now() }), subject));
  };
  const given = await askLater();
  assert.deepEqual([given.chosen, given.program?.version], ["wave", version]);
  const [, wave] = (await askLater()).alternatives;
  assert.equal(wave?.ineligibleBecause, "reasons.ineligible.frequency-cap");
  await publish();
});

test("what a guest was given counts for the account that the guest turned out to be", async () => {
  const [guest, account] = [newId<"shp">(), newId<"shp">()];
  await database.kysely
    .insertInto("shoppers")
    .values([
      { id: guest, source: "test", key: "guest", kind: "guest", registered_at: asOf },
      { id: account, source: "test", key: "account", kind: "account", registered_at: asOf },
    ])
    .execute();
  await publish(onceAMonth);
  const askAs = async (who: Id<"shp">) => {
    const subject = await newPlace();
    return work.run("test", (tx) => decideNextStep({ tx, clock }, placeOf({ shopperId: who }), subject));
  };
  assert.equal((await askAs(guest)).chosen, "wave");
  await database.kysely.updateTable("shoppers").set({ merged_into: account }).where("id", "=", guest).execute();
  const [, wave] = (await askAs(account)).alternatives;
  assert.equal(wave?.ineligibleBecause, "reasons.ineligible.frequency-cap");
  await publish();
});

test("what a program names is offered while there is enough of it, by what the shop said last", async () => {
  const source = "stock-test";
  const shop = (stock?: number) => {
    const variants = [{ sku: "TENT-2", ...(stock !== undefined && { stock }) }];
    const records = [IntakeRecord.decode({ type: "product", id: "TENT", title: "Tent", variants })];
    return work.run("test", (tx) => recordBatch(tx, source, records, { history: false, now: clock.now() }));
  };
  const actions: (typeof program)["actions"] = [
    { id: "try-tent", terms: { kind: "free-trial", sku: "TENT-2", days: 7, cost: 100 } },
    { id: "tent-coupon", terms: { kind: "product-coupon", percent: 10, skus: ["TENT-2", "TENT-3"] } },
    { id: "tent-alone", terms: { kind: "product-coupon", percent: 10, skus: ["TENT-2"] } },
  ];
  await publish({ actions, currency: "EUR", guardrails: { perShopper: { offers: 100, days: 1 }, stock: 2 } });
  const refused = async () => (await ask(await newPlace())).alternatives.slice(1).map((each) => each.ineligibleBecause);
  const gone = "reasons.ineligible.out-of-stock";
  assert.deepEqual(await refused(), [undefined, undefined, undefined], "the shop knows no such product");
  await shop();
  assert.deepEqual(await refused(), [undefined, undefined, undefined], "nor how many there are");
  await shop(1);
  assert.deepEqual(await refused(), [gone, undefined, gone]);
  await shop(2);
  assert.deepEqual(await refused(), [undefined, undefined, undefined]);
  await publish();
});

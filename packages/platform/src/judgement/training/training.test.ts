import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { recordBatch } from "../../facts/intake/index.ts";
import { IntakeRecord, type IntakeRecordJson } from "../../facts/intake/record.schema.ts";
import { type TestClock, testClock } from "../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { decideNextStep } from "../decisions/index.ts";
import { momentOfReturns } from "../decisions/testing-returns.ts";
import { programModelsInForce, putInForce } from "../policy/index.ts";
import { ProgramDocument, publishProgram } from "../programs/index.ts";
import { learnPrograms, matureAll, onceADay } from "./index.ts";

const day = 86_400_000;
const start = Date.parse("2026-01-01T09:00:00Z");
const at = (days: number) => new Date(start + days * day).toISOString();

const afterReturn = momentOfReturns(
  {
    features: [{ name: "units", reason: "frequency", scale: "plain", value: ({ units }) => units }],
    context: ({ units }) => ({ units }),
  },
  { basket: { amount: 5_000, marginRate: 0.4, oneProduct: 0.5, units: 1 } },
);

describe("learning from a program's log", () => {
  let database: TestDatabase;
  let clock: TestClock;
  let work: UnitOfWork;
  beforeEach(async () => {
    database = await testDatabase(migrationFolders);
    clock = testClock(new Date(start));
    work = openUnitOfWork(database, clock, []);
    const document = ProgramDocument.parse({
      ...{ name: "test", title: "Test", moment: afterReturn.name, holdout: 0, exploration: 0.5, challenge: 0.5 },
      actions: [{ id: "two", terms: { kind: "percent-off", percent: 2 } }],
      goal: { horizonDays: 30 },
    });
    await work.run("test", (tx) => publishProgram(tx, { document, at: clock.now(), by: "test", note: "" }));
  });
  afterEach(() => database.close());

  async function record(records: IntakeRecordJson[]): Promise<void> {
    const batch = records.map((each) => IntakeRecord.decode(each));
    await work.run("test", (tx) => recordBatch(tx, "test", batch, { history: true, now: clock.now() }));
  }
  const bought = (shopper: number, days: number): IntakeRecordJson => ({
    ...{
      type: "order",
      id: `o${shopper}-${days}`,
      at: at(days),
      channel: "online",
      currency: "EUR",
      shopper: `s${shopper}`,
    },
    lines: [{ sku: "A", quantity: 1, amount: 5_000 }],
  });

  /** Who was given something buys again, half of the others too. */
  async function live(shoppers: number): Promise<void> {
    const everyone = Array.from({ length: shoppers }, (_, i) => i);
    await record(everyone.map((i) => bought(i, -10)));
    await record(
      everyone.map((i): IntakeRecordJson => ({ ...bought(i, -1), type: "return", id: `r${i}` }) as IntakeRecordJson),
    );
    const returns = await database.kysely.selectFrom("returns").select(["id", "key"]).execute();
    const chosen = new Map<string, string>();
    for (const { id, key } of returns) {
      const decided = await work.run("test", (tx) => decideNextStep({ tx, clock }, afterReturn, id));
      chosen.set(key, decided.chosen);
    }
    clock.set(new Date(start + 20 * day));
    await record(everyone.filter((i) => chosen.get(`r${i}`) === "two" || i % 2 === 0).map((i) => bought(i, 10)));
    clock.set(new Date(start + 50 * day));
  }
  const learning = () => ({ unitOfWork: work, clock });
  const models = () => work.run("test", (tx) => programModelsInForce(tx, "test"));

  test("what came of decisions teaches what actions do; it challenges until it is proven, and can be put in force and back", async () => {
    await live(160);
    assert.equal(await matureAll(learning()), 160);
    const cards = await learnPrograms(learning(), afterReturn);
    const card = cards.get("test");
    assert.equal(card?.rows, 160);
    const two = card?.actions[1];
    assert.ok(two && two.boughtShare === 1 && two.effect > 0.05 && two.bestShare > 0.9, JSON.stringify(card?.actions));
    // Giving it to everybody does as well as the model: that is no proof of a policy.
    assert.equal(card?.released, false);
    const { champion, challenger } = await models();
    assert.deepEqual([champion, challenger?.model.actions], [undefined, ["none", "two"]]);
    const put = (id: string | undefined) => work.run("test", (tx) => putInForce(tx, "test", id, clock.now()));
    assert.equal(await put(challenger?.modelId), true);
    assert.equal((await models()).champion?.modelId, challenger?.modelId);
    assert.equal(await put(undefined), true);
    const undone = await models();
    assert.deepEqual([undone.champion, undone.challenger?.modelId], [undefined, challenger?.modelId]);
    assert.equal(await put("0198c0de-0000-7000-8000-000000000000"), false);
  });

  test("a short log teaches nothing, and a damaged model decides nothing", async () => {
    await live(10);
    await matureAll(learning());
    assert.equal((await learnPrograms(learning(), afterReturn)).size, 0);
    const row = { program: "test", trained_at: clock.now(), released_at: clock.now(), card: JSON.stringify({}) };
    const damaged = { ...row, id: "0198c0de-0000-7000-8000-000000000001", state: "in-force" as const };
    await database.kysely
      .insertInto("program_models")
      .values({ ...damaged, model: JSON.stringify({ kind: "x" }) })
      .execute();
    assert.equal((await models()).champion, undefined);
  });

  test("of many who come to learn on a day one does, and one that died is followed by another", async () => {
    let learned = 0;
    const learn = async () => {
      learned++;
    };
    const tried = await Promise.all([1, 2, 3].map(() => onceADay(learning(), learn)));
    assert.deepEqual([tried.filter(Boolean).length, learned], [1, 1]);
    clock.set(new Date(start + day));
    await assert.rejects(
      onceADay(learning(), () => Promise.reject(new Error("died"))),
      /died/,
    );
    assert.equal(await onceADay(learning(), learn), false);
    await database.kysely
      .updateTable("learning_days")
      .set({ started_at: new Date(0) })
      .where("finished_at", "is", null)
      .execute();
    assert.equal(await onceADay(learning(), learn), true);
    assert.equal(learned, 2);
  });
});

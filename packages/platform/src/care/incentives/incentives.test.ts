import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import fc from "fast-check";
import { recordBatch } from "../../facts/intake/index.ts";
import { IntakeRecord, type IntakeRecordJson } from "../../facts/intake/record.schema.ts";
import { foldProfiles } from "../../facts/profiles/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import { type TestClock, testClock } from "../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { execute } from "../../foundation/operations/index.ts";
import { deliverReactions, enqueueReactions } from "../../foundation/reactions/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { decideWhenReturned, learnFromHistory, listNextSteps, returnIncentive } from "./index.ts";

const day = 86_400_000;
const start = Date.parse("2026-01-01T09:00:00Z");
const at = (days: number) => new Date(start + days * day).toISOString();

describe("incentives after a return", () => {
  let database: TestDatabase;
  let clock: TestClock;
  let work: UnitOfWork;
  beforeEach(async () => {
    database = await testDatabase(migrationFolders);
    clock = testClock(new Date(start + 200 * day));
    work = openUnitOfWork(database, clock, [foldProfiles, enqueueReactions([decideWhenReturned], clock)]);
  });
  afterEach(() => database.close());

  async function record(records: IntakeRecordJson[], history = true): Promise<void> {
    const batch = records.map((each) => IntakeRecord.decode(each));
    const { outcomes } = await work.run("test", (tx) => recordBatch(tx, "test", batch, { history, now: clock.now() }));
    assert.ok(outcomes.every(({ outcome }) => outcome === "taken"));
  }

  let numbers = 0;
  const about = (shopper: string | undefined, days: number, sku: string, quantity: number) => ({
    ...{ id: `n${++numbers}`, at: at(days), channel: "online" as const, currency: "EUR" },
    ...{ lines: [{ sku, quantity, amount: 1_000 * quantity }], ...(shopper && { shopper }) },
  });
  const order = (shopper: string | undefined, days: number, sku = "A", quantity = 2): IntakeRecordJson => ({
    type: "order",
    ...about(shopper, days, sku, quantity),
  });
  const comesBack = (shopper: string | undefined, days: number, sku = "A"): IntakeRecordJson => ({
    type: "return",
    ...about(shopper, days, sku, 1),
  });

  const returnIds = async () =>
    (await database.kysely.selectFrom("returns").select("id").orderBy("returned_at").execute()).map(({ id }) => id);
  const casesOf = (ids: readonly string[]) => work.run("test", (tx) => returnIncentive.questions(tx, ids));

  test("whatever a shopper does later changes nothing in how an earlier return was seen", async () => {
    await record([order("a", 1), order("b", 2), order("a", 5, "B", 3), comesBack("a", 10), comesBack("b", 11)]);
    const [id] = await returnIds();
    const seen = await casesOf([id!]);
    assert.equal(seen[0]?.features[0], 2);
    const later = fc.array(
      fc.record({ buys: fc.boolean(), days: fc.integer({ min: 10, max: 190 }), sku: fc.constantFrom("A", "B", "C") }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(later, async (acts) => {
        // Half an hour after the return at the earliest: the same day may come again.
        const when = (days: number) => days + 0.02;
        await record(acts.map(({ buys, days, sku }) => (buys ? order : comesBack)("a", when(days), sku)));
        const [now] = await casesOf([id!]);
        assert.deepEqual(ignoringCatalogue(now!), ignoringCatalogue(seen[0]!));
      }),
      { numRuns: 10 },
    );
  });

  /** A product that the shop takes up later is new to everybody: the catalogue knows no past. */
  function ignoringCatalogue(asked: Awaited<ReturnType<typeof casesOf>>[number]) {
    return { ...asked, habits: { ...asked.habits, somethingNew: true } };
  }

  test("persons whose histories interleave are each seen alone, one by one or together", async () => {
    await record([order("a", 1), order("b", 2), order("a", 3), order("b", 4), order("b", 5)]);
    await record([comesBack("a", 10), comesBack("b", 11), comesBack(undefined, 12, "Z")]);
    const ids = await returnIds();
    const bySubject = (cases: Awaited<ReturnType<typeof casesOf>>) =>
      new Map(cases.map(({ subject, features, modelled }) => [subject, { orders: features[0], modelled }]));
    const together = bySubject(await casesOf(ids));
    assert.deepEqual(
      ids.map((id) => together.get(id)),
      [
        { orders: 2, modelled: true },
        { orders: 3, modelled: true },
        { orders: 0, modelled: false },
      ],
    );
    for (const id of ids) assert.deepEqual(bySubject(await casesOf([id])).get(id), together.get(id));
  });

  test("the shop's own costs replace the assumed margin where they cover half of what was bought", async () => {
    const product = { type: "product", id: "p", title: "P", currency: "EUR" } as const;
    await record([{ ...product, variants: [{ sku: "A", cost: 250 }] }]);
    await record([order("a", 1), order("b", 1, "B"), comesBack("a", 10), comesBack("b", 11, "B")]);
    const rates = new Map((await casesOf(await returnIds())).map((asked) => [asked.asOf.toISOString(), asked]));
    assert.equal(rates.get(at(10))?.basket.marginRate, 0.75);
    assert.deepEqual(
      rates.get(at(10))?.assumptions.map(({ key }) => key),
      ["reasons.assumed.basket"],
    );
    assert.equal(rates.get(at(11))?.basket.marginRate, 0.4);
    assert.deepEqual(rates.get(at(11))?.assumptions[0], { key: "reasons.assumed.margin", values: { percent: 40 } });
  });

  test("programs are tried on returns, and on nothing that was called off before it left", async () => {
    const bought = order("a", 1);
    await record([bought, order("a", 2, "B"), comesBack("a", 10, "B")]);
    const returned = await returnIds();
    await record([{ type: "cancellation", id: "off", order: (bought as { id: string }).id, at: at(11) }]);
    assert.equal((await returnIds()).length, 2);
    assert.deepEqual(await work.run("test", (tx) => returnIncentive.latest(tx, 5)), returned);
  });

  test("a return that comes in now is decided by its reaction, and counts", async () => {
    clock.set(new Date(start + 10 * day));
    await record([order("a", 1)]);
    await record([comesBack("a", 10)], false);
    assert.equal((await learnFromHistory({ unitOfWork: work, clock })).decisions, 0);
    while ((await deliverReactions(work, clock, new Map([[decideWhenReturned.name, decideWhenReturned]]))) > 0);
    const rows = await database.kysely.selectFrom("decisions").selectAll().execute();
    assert.deepEqual(
      rows.map(({ retrospective, as_of }) => ({ retrospective, as_of: as_of.toISOString() })),
      [{ retrospective: false, as_of: at(10) }],
    );
  });

  /** 150 shoppers with a return each: who had bought often before buys again. */
  function shopHistory(): IntakeRecordJson[] {
    return Array.from({ length: 150 }, (_, i) => {
      const often = i % 3 > 0 || i % 10 === 0;
      const first = i % 50;
      const orders = Array.from({ length: often ? 4 : 1 }, (_, k) => order(`s${i}`, first + 3 * k, `sku-${i % 7}`));
      const again = often ? [order(`s${i}`, first + 40, "A")] : [];
      return [...orders, comesBack(`s${i}`, first + 20, `sku-${i % 7}`), ...again];
    }).flat();
  }

  test("learning from a history trains, decides about every return of a known shopper, and does it once", async () => {
    await record(shopHistory());
    await record([comesBack(undefined, 30, "Z")]);
    const stages = new Set<string>();
    const learned = await learnFromHistory({ unitOfWork: work, clock, onProgress: ({ stage }) => stages.add(stage) });
    assert.equal(learned.decisions, 150);
    assert.equal(learned.newModel, true);
    assert.equal(learned.trained.model?.training.rows, 150);
    assert.deepEqual([...stages], ["train", "decide"]);
    const decided = await database.kysely.selectFrom("decisions").selectAll().execute();
    assert.ok(decided.every((row) => row.retrospective && row.model_id !== null));
    const again = await learnFromHistory({ unitOfWork: work, clock });
    assert.deepEqual([again.decisions, again.newModel], [0, false]);
  });

  const call = async (input: object, actor: Actor = { role: "agent", id: "a", scope: {} }) => {
    const session = { token: undefined, start() {}, end() {} };
    const { output } = await execute(
      listNextSteps,
      { actor, input, locale: "en", client: "local", session },
      { work, clock },
    );
    return output as {
      items: Record<string, unknown>[];
      actions?: { id: string; terms?: unknown }[];
      next?: string;
      total: number;
    };
  };

  test("the list goes through all returns, latest first, with what became of those whose 60 days are over", async () => {
    await record([order("a", 1), order("b", 2), comesBack("a", 10), comesBack("b", 20), order("a", 65)]);
    await record([order("b", 100), comesBack("b", 150), order("b", 151)]);
    await learnFromHistory({ unitOfWork: work, clock });
    const seen: Record<string, unknown>[] = [];
    let cursor: string | undefined;
    do {
      const page = await call({ limit: 2, ...(cursor && { cursor }) });
      assert.equal(page.total, 3);
      seen.push(...page.items);
      cursor = page.next;
    } while (cursor);
    assert.deepEqual(
      seen.map((row) => [row["at"], row["boughtAgain"], row["boughtAgainAt"]]),
      [
        [at(150), undefined, undefined],
        [at(20), false, undefined],
        [at(10), true, at(65)],
      ],
    );
    assert.ok(seen.every((row) => row["nextStep"] && row["units"] === 1));
  });

  test("the list says what each next step gives, and which steps there are to filter by", async () => {
    await record(shopHistory());
    await learnFromHistory({ unitOfWork: work, clock });
    const { items, actions = [], next } = await call({ limit: 100 });
    const terms = new Map(actions.map((each) => [each.id, each.terms]));
    assert.ok(actions.length > 1);
    for (const { nextStep } of items) {
      const step = Object(nextStep) as { chosen: string; terms?: unknown };
      assert.deepEqual(step.terms, terms.get(step.chosen), step.chosen);
      assert.equal(step.terms === undefined, step.chosen === "none");
    }
    assert.equal((await call({ limit: 100, cursor: next })).actions, undefined);
  });

  test("the list is searched by number, shopper, stock code and name, filtered by action, and kept to the own store", async () => {
    await record([
      ...(["one", "two"] as const).map((id) => ({ type: "store" as const, id, name: id })),
      { type: "shopper", id: "a", name: "Ada O'Brien" },
      order("a", 1, "A-1"),
      order("b", 2),
      { ...comesBack("a", 10, "A-1"), id: "R-7", store: "one" } as IntakeRecordJson,
      { ...comesBack("b", 20), id: "R-8", store: "two" } as IntakeRecordJson,
    ]);
    await learnFromHistory({ unitOfWork: work, clock });
    const numbersOf = async (input: object, actor?: Actor) =>
      (await call(input, actor)).items.map((row) => row["number"]);
    for (const q of ["r-7", "a-1", "ada o'br", "O'BRIEN"]) assert.deepEqual(await numbersOf({ q }), ["R-7"], q);
    assert.deepEqual(await numbersOf({ q: "%" }), []);
    assert.deepEqual(await numbersOf({ q: "'" }), []);
    const [found] = (await call({ q: "R-7" })).items;
    const { chosen } = Object(found?.["nextStep"]) as { chosen: string };
    assert.ok((await numbersOf({ action: chosen })).includes("R-7"));
    assert.deepEqual(await numbersOf({ action: "no-such-action" }), []);
    const stores = await database.kysely.selectFrom("stores").select(["id", "key"]).execute();
    const storeId = stores.find(({ key }) => key === "two")?.id ?? "";
    assert.deepEqual(await numbersOf({}, { role: "associate", id: "x", scope: { storeId } }), ["R-8"]);
    await assert.rejects(call({}, { role: "associate", id: "x", scope: {} }), /forbidden/);
  });
});

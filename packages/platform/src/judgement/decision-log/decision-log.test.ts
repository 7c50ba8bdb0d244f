import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { type Insertable, sql } from "kysely";
import { joinShoppers } from "../../facts/shoppers/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import type { Tables } from "../../foundation/database/tables.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import { execute, type Operation } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { ProgramDocument, publishProgram } from "../programs/index.ts";
import { decisionLogOperations } from "./index.ts";

type DecisionRow = Insertable<Tables["decisions"]>;
interface Item {
  readonly decisionId: string;
  readonly subject: string;
  readonly chosen: string;
  readonly storeName?: string;
  readonly superseded: boolean;
  readonly outcome?: unknown;
}
interface Answer {
  readonly items: readonly Item[];
  readonly next?: string;
  readonly total?: { readonly count: number; readonly exact: boolean };
  readonly actions?: readonly { readonly id: string }[];
}

const day = 86_400_000;
const start = Date.parse("2026-03-01T00:00:00Z");
const modes = ["best", "explored", "holdout", "only-option"] as const;
const terms = { kind: "percent-off", percent: 5 };

let facts: TestFacts;
let stores: readonly Id<"sto">[];
let shoppers: readonly Id<"shp">[];
before(async () => {
  facts = await testFacts(migrationFolders);
  stores = [await facts.store("North"), await facts.store("South")];
  shoppers = await Promise.all([1, 2, 3].map((n) => facts.shopper({ number: `C-${n}`, name: `Shopper ${n}` })));
  const document = ProgramDocument.parse({
    ...{ name: "greeting", title: "Greeting", moment: "test.moment", goal: { horizonDays: 30 } },
    actions: [{ id: "wave", terms }],
  });
  for (const at of [start - 2 * day, start - day])
    await facts.work.run("test", (tx) => publishProgram(tx, { document, at: new Date(at), by: "test", note: "" }));
});
after(() => facts.close());

function decision(given: Partial<DecisionRow>): DecisionRow {
  const decidedAt = given.decided_at ?? new Date(start);
  return {
    ...{ id: newId(), moment: "test.moment", subject_kind: "ret", subject: newId(), shopper_id: newId() },
    ...{ store_id: null, decided_at: decidedAt, as_of: decidedAt, valid_until: decidedAt, retrospective: false },
    ...{ chosen: "none", propensity: 1, mode: "best", horizon_days: 30, currency: "EUR" },
    alternatives: JSON.stringify([
      { action: "none", eligible: true, propensity: 0.5 },
      { action: "wave", terms, eligible: true, propensity: 0.5 },
    ]),
    ...{ reasons: "[]", features: "{}", assumptions: "[]", model_id: null, model_version: "prior" },
    ...{ superseded_at: null, program: null, program_version: null, stakes: null, policy: null, base_log_odds: null },
    ...{ expected_cost: 0, cost_at_once: 0, ripe_at: decidedAt, matured: false },
    ...given,
  };
}

async function write(...rows: readonly DecisionRow[]): Promise<void> {
  await facts.database.kysely.insertInto("decisions").values(rows).execute();
}

async function call<Output>(name: string, input: object, actor: Partial<Actor> = {}): Promise<Output> {
  const operation = decisionLogOperations.find(({ contract }) => contract.name === name) as Operation;
  const who: Actor = { id: "test", role: "manager", scope: {}, ...actor } as Actor;
  const session = { token: undefined, start: () => {}, end: () => {} };
  const { output } = await execute(
    operation,
    { actor: who, input, locale: "en", client: "local", session },
    { work: facts.work, clock: facts.clock },
  );
  return output as Output;
}
const search = (input: object, actor?: Partial<Actor>) => call<Answer>("decisions.search", input, actor);
const ids = ({ items }: Answer) => items.map(({ decisionId }) => decisionId);
const wireId = ({ id }: DecisionRow) => toWire("dec", id);

describe("the decision log", () => {
  const rows: DecisionRow[] = [];
  before(async () => {
    for (let n = 0; n < 240; n++) {
      const byProgram = n % 5 > 0;
      rows.push(
        decision({
          shopper_id: shoppers[n % 3]!,
          store_id: n % 4 === 0 ? null : stores[n % 2]!,
          // Some were decided at the same instant.
          decided_at: new Date(start + Math.floor(n / 3) * 3_600_000),
          moment: n % 7 === 0 ? "test.other" : "test.moment",
          chosen: n % 6 === 1 ? "wave" : "none",
          mode: modes[n % 4]!,
          retrospective: n % 11 === 0,
          matured: n < 100,
          program: byProgram ? "greeting" : null,
          program_version: byProgram ? 1 + (n % 2) : null,
          superseded_at: n % 13 === 0 ? new Date(start) : null,
        }),
      );
    }
    await write(...rows);
    await facts.database.kysely
      .insertInto("outcomes")
      .values(
        rows
          .filter(({ matured }) => matured)
          .map(({ id, shopper_id }) => ({
            ...{
              given: 90,
              decision_id: id,
              shopper_id,
              matured_at: new Date(start + 50 * day),
              visits: 2,
              revenue: 4000,
              margin: 1500,
              points: 40,
            },
            ...{
              first_purchase_at: new Date(start + day),
              same_visit_revenue: 800,
              same_visit_margin: 320,
              revenue_before: 300,
              margin_before: 100,
            },
          })),
      )
      .execute();
  });

  test("answers what fits every filter, latest first, and counts it", async () => {
    const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 2 });
    const hour = fc.integer({ min: -2, max: 82 }).map((hours) => new Date(start + hours * 3_600_000));
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          moment: maybe(fc.constantFrom("test.moment", "test.other")),
          program: maybe(fc.constantFrom("greeting", "nothing")),
          version: maybe(fc.constantFrom(1, 2)),
          action: maybe(fc.constantFrom("wave", "none", "other")),
          mode: maybe(fc.constantFrom(...modes)),
          store: maybe(fc.constantFrom(0, 1)),
          shopper: maybe(fc.constantFrom(0, 1, 2)),
          from: maybe(hour),
          until: maybe(hour),
          outcome: maybe(fc.constantFrom("known" as const, "open" as const)),
          retrospective: maybe(fc.boolean()),
        }),
        async ({ store, shopper, from, until, ...exact }) => {
          const expected = rows
            .filter(
              (row) =>
                (exact.moment === undefined || row.moment === exact.moment) &&
                (exact.program === undefined || row.program === exact.program) &&
                (exact.version === undefined || row.program_version === exact.version) &&
                (exact.action === undefined || row.chosen === exact.action) &&
                (exact.mode === undefined || row.mode === exact.mode) &&
                (store === undefined || row.store_id === stores[store]) &&
                (shopper === undefined || row.shopper_id === shoppers[shopper]) &&
                (from === undefined || row.decided_at >= from) &&
                (until === undefined || row.decided_at < until) &&
                (exact.outcome === undefined || row.matured === (exact.outcome === "known")) &&
                (exact.retrospective === undefined || row.retrospective === exact.retrospective),
            )
            .toSorted((a, b) => Number(b.decided_at) - Number(a.decided_at) || (a.id < b.id ? 1 : -1));
          const answer = await search({
            ...exact,
            ...(store !== undefined && { storeId: toWire("sto", stores[store]!) }),
            ...(shopper !== undefined && { shopperId: toWire("shp", shoppers[shopper]!) }),
            ...(from && { from: from.toISOString() }),
            ...(until && { until: until.toISOString() }),
            limit: 300,
          });
          assert.deepEqual(ids(answer), expected.map(wireId));
          assert.deepEqual(answer.total, { count: expected.length, exact: true });
        },
      ),
      { numRuns: 60 },
    );
  });

  test("pages hold every decision once, also when new ones are made meanwhile", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await search({ program: "greeting", limit: 37, ...(cursor !== undefined && { cursor }) });
      assert.equal(page.total === undefined, cursor !== undefined, "only the first page counts");
      seen.push(...ids(page));
      cursor = page.next;
      if (seen.length < 100) await write(decision({ decided_at: new Date(start + 90 * day), moment: "test.newer" }));
    } while (cursor !== undefined);
    assert.equal(seen.length, rows.filter(({ program }) => program === "greeting").length);
    assert.equal(new Set(seen).size, seen.length);
  });

  test("a row says what was given, where, and what came of it", async () => {
    const { items, actions } = await search({ action: "wave", outcome: "known", program: "greeting", limit: 1 });
    const [item] = items;
    const row = rows.find((each) => wireId(each) === item?.decisionId)!;
    const { subject, shopper_id, store_id } = row;
    assert.deepEqual(item, {
      ...{ decisionId: wireId(row), moment: row.moment, subject: toWire("ret", subject), chosen: "wave", terms },
      ...{ shopperId: toWire("shp", shopper_id), shopper: (item as { shopper?: unknown }).shopper },
      storeName: store_id === stores[0] ? "North" : "South",
      ...{ decidedAt: row.decided_at.toISOString(), asOf: row.decided_at.toISOString() },
      ...{ retrospective: row.retrospective, propensity: 1, mode: row.mode, currency: "EUR", expectedCost: 0 },
      program: { name: "greeting", version: row.program_version },
      superseded: row.superseded_at !== null,
      outcome: { visits: 2, revenue: 4000, margin: 1500, points: 40 },
    });
    const known = actions?.map(({ id }) => id) ?? [];
    assert.deepEqual([known[0], known.filter((id) => id === "wave")], ["none", ["wave"]]);
  });

  test("an associate sees the own store alone, whatever store is asked for", async () => {
    const ofNorth: Partial<Actor> = { role: "associate", scope: { storeId: stores[0]! } };
    const own = await search({ limit: 500 }, ofNorth);
    assert.equal(own.total?.count, rows.filter(({ store_id }) => store_id === stores[0]).length);
    assert.ok(own.items.every(({ storeName }) => storeName === "North"));
    const other = await search({ storeId: toWire("sto", stores[1]!) }, ofNorth);
    assert.deepEqual([other.items, other.total], [[], { count: 0, exact: true }]);
    await assert.rejects(search({}, { role: "associate", scope: {} }), (e) => e instanceof Problem && e.status === 403);
    await assert.rejects(search({}, { role: "partner", scope: {} }), (e) => e instanceof Problem && e.status === 403);
  });

  test("an unknown decision is not found, and one of another store is none of an associate's business", async () => {
    const refused = (status: number) => (error: unknown) => error instanceof Problem && error.status === status;
    await assert.rejects(call("decisions.get", { decisionId: toWire("dec", newId()) }), refused(404));
    const ofNorth: Partial<Actor> = { role: "associate", scope: { storeId: stores[0]! } };
    const [own, theirs] = stores.map((id) => rows.find(({ store_id }) => store_id === id)!);
    const read = await call<Item>("decisions.get", { decisionId: wireId(own!) }, ofNorth);
    assert.equal(read.storeName, "North");
    await assert.rejects(call("decisions.get", { decisionId: wireId(theirs!) }, ofNorth), refused(403));
  });

  test("a decision shows its outcome and what had been learned", async () => {
    const [inForce, challenger] = [newId<"mdl">(), newId<"mdl">()];
    const row = decision({
      policy: `${inForce}/${challenger}/0.1`,
      expected_cost: 120.5,
      cost_at_once: 20,
      budget_price: 0.4,
    });
    await write(row, decision({ policy: "belief/-/0.1" }));
    const open = await call<Record<string, unknown>>("decisions.get", { decisionId: wireId(row) });
    assert.deepEqual(open["learned"], { inForce: toWire("mdl", inForce), challenger: toWire("mdl", challenger) });
    assert.deepEqual([open["expectedCost"], open["costAtOnce"], open["outcome"]], [120.5, 20, undefined]);
    assert.equal(open["budgetPrice"], 0.4);
    const known = await call<Record<string, unknown>>("decisions.get", { decisionId: wireId(rows[0]!) });
    assert.deepEqual(known["learned"], {});
    assert.equal(known["supersededAt"], new Date(start).toISOString());
    assert.deepEqual(known["outcome"], {
      ...{ maturedAt: new Date(start + 50 * day).toISOString(), firstPurchaseAt: new Date(start + day).toISOString() },
      ...{ visits: 2, revenue: 4000, sameVisitRevenue: 800, margin: 1500, sameVisitMargin: 320, given: 90, points: 40 },
      ...{ revenueBefore: 300, marginBefore: 100 },
    });
  });
});

describe("a reference in the decision log", () => {
  test("finds by the numbers on paper and by identifiers, in any case", async () => {
    const account = await facts.shopper({ number: "Kd-77" });
    const guest = await facts.shopper({ kind: "guest", number: "kd-77-guest" });
    const lines = [{ sku: "LAMP", quantity: 2, paid: 2000n }];
    const order = await facts.order(guest, { number: "Or-501", lines });
    const ret = await facts.comeBack(guest, { lines: [{ sku: "LAMP", quantity: 1, amount: 1000n, of: [order, 1] }] });
    const returned = await facts.database.kysely
      .selectFrom("returns")
      .select("key")
      .where("id", "=", ret)
      .executeTakeFirstOrThrow();
    await facts.work.run("test", (tx) =>
      joinShoppers(tx, { guestId: guest, accountId: account, at: facts.clock.now() }),
    );
    const about = decision({ shopper_id: guest, subject: ret, moment: "test.reference" });
    const earlier = { ...about, id: newId(), superseded_at: new Date(start), decided_at: new Date(start - day) };
    const own = decision({ shopper_id: account, decided_at: new Date(start - 2 * day) });
    await write(about, earlier, own);
    const found = async (q: string) => ids(await search({ q }));
    const ofReturn = [about, earlier].map(wireId);
    assert.deepEqual(await found("or-501"), ofReturn, "order number");
    assert.deepEqual(await found(returned.key), ofReturn, "return number");
    assert.deepEqual(await found(toWire("ord", order)), ofReturn, "order");
    assert.deepEqual(await found(toWire("ret", ret)), ofReturn, "return");
    assert.deepEqual(await found("KD-77"), [...ofReturn, wireId(own)], "customer, with the guest that was merged");
    assert.deepEqual(await found("kd-77-guest"), [], "a guest has no customer number");
    assert.deepEqual(await found(toWire("shp", account)), [...ofReturn, wireId(own)], "shopper");
    assert.deepEqual(await found(wireId(own)), [wireId(own)], "decision");
    assert.deepEqual(ids(await search({ shopperId: toWire("shp", guest) })), [...ofReturn, wireId(own)]);
    assert.deepEqual(ids(await search({ q: "KD-77", shopperId: toWire("shp", shoppers[0]!) })), [], "both must fit");
  });

  test("that stands for nothing finds nothing, whatever was typed", async () => {
    const typed = fc.oneof(
      fc.string({ minLength: 1, maxLength: 30 }),
      fc.constantFrom("dec_", "ret_x", "%", "' or 1=1"),
    );
    await fc.assert(
      fc.asyncProperty(typed, async (q) => {
        try {
          const { items, total } = await search({ q });
          if (q.trim() !== "") assert.deepEqual([items.length, total], [0, { count: 0, exact: true }]);
        } catch (error) {
          assert.ok(error instanceof Problem && error.status === 400, String(error));
        }
      }),
      { numRuns: 40 },
    );
  });

  test("above ten thousand decisions their number is an estimate, and says so", async () => {
    const model = decision({ moment: "test.many" });
    await write(model);
    await sql`insert into decisions
      select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'subject', gen_random_uuid()))).*
      from decisions d, generate_series(1, 10500) where d.id = ${model.id}`.execute(facts.database.kysely);
    const { total } = await search({ moment: "test.many", limit: 1 });
    assert.equal(total?.exact, false);
    assert.ok(total.count > 10_000, `${total.count}`);
  });
});

test("what was decided about a delivery in trouble is found by the incident, and by the number of its order", async () => {
  const [shopperId] = shoppers;
  const orderId = await facts.order(shopperId!, { number: "LATE-1" });
  const incident = newId<"inc">();
  const subject = { moment: "delivery.remedy", subject_kind: "inc", subject: incident, shopper_id: shopperId! };
  await facts.work.run("test", async ({ db }) => {
    const late = {
      kind: "late",
      opened_at: new Date(start),
      predicted: true,
      chance_late: 0.7,
      because: "[]",
    } as const;
    await db
      .insertInto("incidents")
      .values({ id: incident, order_id: orderId, shopper_id: shopperId!, ...late })
      .execute();
    await db.insertInto("decisions").values(decision(subject)).execute();
  });
  for (const q of [toWire("inc", incident), toWire("ord", orderId), "late-1"]) {
    const found = await search({ q });
    assert.deepEqual(
      found.items.map(({ subject: about }) => about),
      [toWire("inc", incident)],
      q,
    );
  }
});

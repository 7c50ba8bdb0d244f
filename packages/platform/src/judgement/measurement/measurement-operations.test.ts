import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { dayMs, type Given, recordDecided, start } from "../outcomes/testing.ts";
import { ProgramDocument, publishProgram } from "../programs/index.ts";

interface Figure {
  readonly effect?: {
    perDecision: { value: number; low: number; high: number };
    total: { value: number };
    withProgram: number;
  };
  readonly outlook: { state: string };
}
interface Measured {
  readonly shoppers: { treated: number; holdout: number };
  readonly decisions: { treated: number; holdout: number };
  readonly figures: Record<"goal" | "margin" | "revenue" | "visits", Figure>;
}
interface Group extends Measured {
  readonly key?: string;
  readonly label?: string;
}

const program = "after-a-return";

describe("what programs earned, over the interface", () => {
  let house: TestHouse;
  let agent: { authorization: string };
  let stores: string[];
  before(async () => {
    house = await testHouse();
    agent = await house.authorization("agent");
    stores = await house.work.run("test", async (tx) => {
      const rows = ["North", "South"].map((name) => ({
        ...{ id: newId<"sto">() as string, source: "test", key: name.toLowerCase(), name, region: name },
        ...{ country: null, time_zone: null },
      }));
      await tx.db.insertInto("stores").values(rows).execute();
      return rows.map(({ id }) => id);
    });
    await record(decisionsOf(600));
  });
  after(() => house.close());

  /** Half of the shoppers are withheld; the others earn 30 more. One of three is decided about online. */
  function decisionsOf(shoppers: number): Given[] {
    const random = seededRandom("shoppers");
    return Array.from({ length: shoppers }, (_, i) => {
      const held = i % 2 === 0;
      return {
        ...{ day: i / 20, margin: random.int(100) + (held ? 0 : 30), mode: held ? "holdout" : "best" },
        expected_cost: held ? 0 : 7,
        ...(i === 1 && { given: 40, cost_at_once: 3 }),
        ...{ shopper_id: newId<"shp">(), store_id: [stores[0], stores[1], null][i % 3] },
        features: { orders: i % 5, "recency-days": 40 },
      };
    });
  }

  const record = (given: readonly Given[]) => house.work.run("test", (tx) => recordDecided(tx, given));

  async function measure(path: string) {
    const answer = await house.server.inject({ method: "GET", url: `/v1/${path}`, headers: agent });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  }
  const ofProgram = (query = "") => measure(`programs/${program}/measurement${query}`);
  const ofSecond = (query = "") => measure(`programs/second/measurement${query}`);

  test("a program's worth is that of everybody not withheld against the holdout", async () => {
    const { overall, currency, weeks, title, pending, since, spent }: { overall: Measured; [key: string]: unknown } =
      await ofProgram();
    assert.deepEqual([currency, title, pending], ["EUR", "After a return", { decisions: 0 }]);
    assert.deepEqual([since, spent], [new Date(start).toISOString(), 299 * 7 + 43]);
    assert.deepEqual(overall.shoppers, { treated: 300, holdout: 300 });
    const { effect, outlook } = overall.figures.margin;
    assert.equal(outlook.state, "proven");
    assert.ok(Math.abs(effect!.perDecision.value - 30) < 8 && effect!.perDecision.low > 0, JSON.stringify(effect));
    assert.ok(Math.abs(effect!.total.value - 300 * effect!.perDecision.value) < 1e-6);
    // The shipped program is after margin alone.
    assert.deepEqual(overall.figures.goal.effect, effect);
    assert.deepEqual((weeks as { week: string }[]).map(({ week }) => week).slice(0, 2), ["2026-01-05", "2026-01-12"]);
    assert.equal((weeks as unknown[]).length, 5);
  });

  test("is divided by where shoppers were first seen, and the parts make up the whole", async () => {
    const keys = async (by: string): Promise<(string | undefined)[]> => {
      const { groups, overall }: { groups: Group[]; overall: Measured } = await ofProgram(`?by=${by}`);
      assert.equal(
        groups.reduce((sum, { decisions }) => sum + decisions.treated, 0),
        overall.decisions.treated,
      );
      return groups.map(({ label, key }) => label ?? key).toSorted();
    };
    assert.deepEqual(await keys("region"), ["North", "South", undefined]);
    assert.deepEqual(await keys("store"), ["North", "South", undefined]);
    assert.deepEqual(await keys("channel-of-return"), ["online", "store"]);
    assert.deepEqual(await keys("channel-of-sale"), [undefined]);
    assert.deepEqual(await keys("frequency"), ["0", "1", "2-4"]);
    assert.deepEqual(await keys("recency"), ["31-90", "never"]);
    const { groups }: { groups: Group[] } = await ofProgram("?by=store");
    assert.deepEqual(
      groups.flatMap(({ key }) => key ?? []).toSorted(),
      stores.map((id) => toWire("sto", id)).toSorted(),
    );
  });

  test("programs stand side by side, and a purchase after two of them counts once together", async () => {
    const document = ProgramDocument.parse({
      ...{ name: "second", title: "Second", moment: "return.incentive", holdout: 0.5 },
      actions: [{ id: "ten", terms: { kind: "percent-off", percent: 10 } }],
      goal: { horizonDays: 60, weights: { margin: 0, visits: 500 } },
    });
    await house.work.run("test", (tx) => publishProgram(tx, { document, at: new Date(start), by: "test", note: "" }));
    const again = await house.database.kysely.selectFrom("decisions").select(["shopper_id", "mode"]).execute();
    await record(
      again.map(({ shopper_id, mode }, i) => ({
        ...{
          shopper_id,
          mode,
          day: 31 + i / 100,
          margin: i % 3 === 0 ? 40 : 0,
          program: "second",
          features: { orders: 9 },
        },
      })),
    );
    const { programs: all, together, groups, spent } = await measure("measurement?by=frequency");
    const programs = all.filter((each: { measured: Measured }) => each.measured.decisions.treated > 0);
    assert.deepEqual(
      programs.map((each: { program: string; measured: Measured }) => [each.program, each.measured.decisions.treated]),
      [
        [program, 300],
        ["second", 300],
      ],
    );
    assert.equal(together.decisions.treated, 300);
    const [{ perSpent, measured }, second] = programs;
    assert.ok(Math.abs(perSpent.low - measured.figures.margin.effect.total.low / 2_136) < 1e-9);
    assert.deepEqual([second.perSpent, spent], [undefined, 2_136]);
    // Who has bought nine times since counts where they were before the first program.
    assert.deepEqual(groups.map(({ key }: Group) => key).toSorted(), ["0", "1", "2-4"]);
    const { figures } = (await ofSecond()).overall as Measured;
    const visits = figures.visits.effect?.perDecision.value ?? Number.NaN;
    assert.ok(Math.abs((figures.goal.effect?.perDecision.value ?? Number.NaN) - 500 * visits) < 1e-6);
  });

  test("a program is divided by where its shoppers were before any program, under whichever identifier", async () => {
    const [guest, account] = [newId<"shp">(), newId<"shp">()];
    const shopper = { source: "test", merged_into: null };
    await house.database.kysely
      .insertInto("shoppers")
      .values([
        { ...shopper, id: account, kind: "account", key: "ada" },
        { ...shopper, id: guest, kind: "guest", key: "1", merged_into: account },
      ])
      .execute();
    await record([
      { day: 2, margin: 10, mode: "best", shopper_id: guest, features: { orders: 3 } },
      { day: 65, margin: 10, mode: "best", shopper_id: account, program: "second", features: { orders: 9 } },
    ]);
    const { groups } = await ofSecond("?by=frequency");
    assert.deepEqual(groups.map(({ key }: Group) => key).toSorted(), ["0", "1", "2-4"]);
  });

  test("a goal of loyalty counts the points that revenue earns", async () => {
    const document = ProgramDocument.parse({
      ...{ name: "loyal", title: "Loyal", moment: "return.incentive", currency: "EUR", holdout: 0.5 },
      actions: [{ id: "ten", terms: { kind: "percent-off", percent: 10 } }],
      goal: { horizonDays: 60, weights: { margin: 0, points: 3 } },
    });
    await house.work.run("test", (tx) => publishProgram(tx, { document, at: new Date(start), by: "test", note: "" }));
    const stakes = { points: { perMinorUnit: 0.5, worth: 1 } };
    await record(decisionsOf(200).map((each) => ({ ...each, program: "loyal", stakes })));
    const { figures } = (await measure("programs/loyal/measurement")).overall as Measured;
    const [goal, revenue] = [figures.goal, figures.revenue].map(
      ({ effect }) => effect?.perDecision.value ?? Number.NaN,
    );
    assert.ok(Math.abs(goal! / revenue! - 1.5) < 0.1, `${goal} for ${revenue}`);
  });

  test("a goal of what returns in stores bring counts the margin of that visit beside the margin, and online nothing", async () => {
    const document = ProgramDocument.parse({
      ...{ name: "counter", title: "Counter", moment: "return.incentive", holdout: 0.5 },
      actions: [{ id: "ten", terms: { kind: "percent-off", percent: 10 } }],
      goal: { horizonDays: 60, weights: { sameVisit: 2 } },
    });
    await house.work.run("test", (tx) => publishProgram(tx, { document, at: new Date(start), by: "test", note: "" }));
    const decided = decisionsOf(200).map((each) => ({ ...each, program: "counter", sameVisit: each.margin / 2 }));
    await record(decided);
    const added = async () => {
      const { figures } = (await measure("programs/counter/measurement")).overall as Measured;
      return [figures.goal, figures.margin].map(({ effect }) => effect?.perDecision.value ?? Number.NaN);
    };
    const [all, margin] = await added();
    // Twice the half of it again, for the two thirds that are decided about in stores.
    assert.ok(all! > 1.4 * margin! && all! < 1.95 * margin!, `${all} for ${margin}`);
    await house.database.kysely
      .updateTable("decisions")
      .set({ store_id: null })
      .where("program", "=", "counter")
      .execute();
    const [online, same] = await added();
    assert.ok(Math.abs(online! - same!) < 1e-9, `${online} for ${same}`);
  });

  test("what was decided afterwards or in another currency takes no part; what still runs is said", async () => {
    const { overall: known }: { overall: Measured } = await ofProgram();
    await record([
      { day: 3, margin: 1e9, shopper_id: newId<"shp">(), retrospective: true },
      { day: 3, margin: 1e9, shopper_id: newId<"shp">(), currency: "CHF" },
      { day: 40, margin: 0, shopper_id: newId<"shp">(), matured: false },
      { day: 50, margin: 0, shopper_id: newId<"shp">(), matured: false },
    ]);
    const { overall, pending, currencies } = await ofProgram();
    assert.deepEqual(overall, known);
    assert.deepEqual(pending, { decisions: 2, nextAt: new Date(start + 114 * dayMs).toISOString() });
    assert.deepEqual(currencies, ["EUR", "CHF"]);
    const francs = await ofProgram("?currency=CHF");
    assert.deepEqual([francs.currency, francs.overall.figures.margin.outlook.state], ["CHF", "too-early"]);
  });

  test("bad input is named; a program without a decision says so", async () => {
    const status = async (path: string) =>
      (await house.server.inject({ method: "GET", url: `/v1/${path}`, headers: agent })).statusCode;
    assert.equal(await status("programs/none/measurement"), 404);
    assert.equal(await status(`programs/${program}/measurement?by=shoe-size`), 400);
    assert.equal(await status(`programs/${program}/measurement?currency=euro`), 400);
    const dollars: { overall: Measured } = await ofProgram("?currency=USD");
    assert.equal(dollars.overall.figures.margin.outlook.state, "nothing-yet");
  });
});

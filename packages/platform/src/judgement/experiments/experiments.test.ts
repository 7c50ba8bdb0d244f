import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Problem } from "../../foundation/problems/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { type Experiment, learnExperiments, recordExperiment } from "./index.ts";
import { madeExperiment } from "./testing.ts";

describe("an imported experiment", () => {
  let house: TestHouse;
  let manager: { authorization: string };
  before(async () => {
    house = await testHouse();
    manager = await house.authorization("manager");
    assert.equal(await record(madeExperiment(900)), 900);
  });
  after(() => house.close());

  const record = (experiment: Experiment) =>
    house.work.run("test", (tx) => recordExperiment(tx, experiment, { now: house.clock.now(), by: "test" }));
  const count = async (table: "decisions" | "outcomes" | "program_versions" | "experiments") =>
    Number((await house.database.pool.query(`select count(*)::int as n from ${table}`)).rows[0].n);
  async function call(method: "GET" | "POST" | "PUT", path: string, payload?: object) {
    const answer = await house.server.inject({
      method,
      url: `/v1/${path}`,
      headers: manager,
      ...(payload && { payload }),
    });
    return { status: answer.statusCode, body: answer.json() };
  }

  test("is a program with a moment of its own, on which drafts are tried", async () => {
    const { document } = (await call("GET", "programs/letters")).body;
    assert.deepEqual(
      [document.moment, document.actions[0].terms],
      ["experiment.letters", { kind: "message", about: "Letter" }],
    );
    const { items } = (await call("GET", "moments")).body;
    assert.deepEqual(
      items.at(-1).facts.map(({ name }: { name: string }) => name),
      ["recency", "city_berlin"],
    );
    const audience = "recency < 0.5 && city_berlin == 1.0";
    const checked = (await call("POST", "program-checks", { document: { ...document, audience } })).body;
    assert.deepEqual(checked.faults, []);
    assert.ok(checked.trial.subjects === 400 && checked.trial.concerned > 50 && checked.trial.concerned < 150);
    assert.equal(checked.trial.actions[1].eligible, checked.trial.concerned);
    const saved = await call("PUT", "programs/letters/draft", { document: { ...document, audience }, revision: 2 });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    assert.equal((await call("GET", "programs/letters/preview")).status, 200);
  });

  test("has no model put in force: it decides about nobody, and says so", async () => {
    const refused = await call("PUT", "programs/letters/model", {});
    assert.deepEqual([refused.status, refused.body.type.split("/").at(-1)], [409, "experiment-decides-nobody"]);
    assert.match(refused.body.detail, /letters/);
  });

  test("teaches what its actions do, once, and is told in the model's card", async () => {
    const learning = { unitOfWork: house.work, clock: house.clock };
    const card = (await learnExperiments(learning, "new")).get("letters");
    assert.equal(card?.rows, 900);
    const [none, letter, calls] = card?.actions ?? [];
    assert.ok(none && letter && calls && letter.effect > 0.15 && calls.effect < 0.05, JSON.stringify(card?.actions));
    assert.ok(letter.bestShare > 0.95);
    // One letter for everybody does as well: there is nothing to prove.
    assert.equal(card?.released, false);
    assert.equal((await learnExperiments(learning, "new")).size, 0);
    assert.equal((await learnExperiments(learning, "all")).size, 1);
    const { items } = (await call("GET", "programs/letters/models")).body;
    assert.deepEqual([items.length, items[0].rows], [2, 900]);
  });

  test("has no part in what the house has decided, given, or earned", async () => {
    const { programs, together, currencies } = (await call("GET", "measurement")).body;
    const named = programs.map(({ program }: { program: string }) => program);
    assert.ok(named.includes("after-a-return") && !named.includes("letters"), named.join());
    assert.deepEqual([together.decisions.treated, currencies], [0, []]);
    const { since, spent, pending } = (await call("GET", "programs/letters/measurement")).body;
    assert.deepEqual([since, spent, pending], [undefined, 0, { decisions: 0 }]);
    const facts = await house.database.pool.query("select count(*)::int as n from events where type = 'decision.made'");
    assert.equal(facts.rows[0].n, 0);
    const standing = await house.database.pool.query("select from decisions where superseded_at is null");
    assert.equal(standing.rowCount, 0);
  });

  test("adds nothing the second time; another file or another program of its name is refused", async () => {
    const rows = await count("decisions");
    assert.equal(await record(madeExperiment(900)), 0);
    const refused = (error: unknown) => error instanceof Problem && error.type === "experiment-name-taken";
    await assert.rejects(record(madeExperiment(900, { digest: "other" })), refused);
    await assert.rejects(record(madeExperiment(900, { name: "after-a-return" })), refused);
    assert.equal(await count("decisions"), rows);
    const twice = await Promise.all([1, 2].map(() => record(madeExperiment(30, { name: "twice" }))));
    assert.deepEqual(
      twice.toSorted((a, b) => a - b),
      [0, 30],
    );
  });

  test("that breaks off half-way leaves nothing", async () => {
    const tables = ["decisions", "outcomes", "program_versions", "experiments"] as const;
    const before = await Promise.all(tables.map(count));
    const { rows } = madeExperiment(30);
    const broken = [...rows.slice(0, 20), { ...rows[20]!, propensities: [1, 0, 0] }, ...rows.slice(21)];
    await assert.rejects(record(madeExperiment(30, { name: "broken", rows: broken })), { code: "23514" });
    assert.deepEqual(await Promise.all(tables.map(count)), before);
  });
});

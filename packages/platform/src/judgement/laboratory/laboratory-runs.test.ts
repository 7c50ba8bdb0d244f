import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { hashToUnit } from "@aftercare/learn";
import { sql } from "kysely";
import { toWire } from "../../foundation/ids/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { type ExperimentRow, recordExperiment } from "../experiments/index.ts";
import { workOnLaboratory } from "./index.ts";
import { claimRun, finishRun, reportProgress } from "./run-store.ts";

describe("runs of the laboratory", () => {
  let house: TestHouse;
  let manager: { authorization: string };
  beforeEach(async () => {
    house = await testHouse();
    manager = await house.authorization("manager");
    await house.work.run("test", (tx) =>
      recordExperiment(
        tx,
        {
          ...{ name: "letters", title: "Letters", currency: "EUR", marginRate: 0.4, horizonDays: 14 },
          actions: [
            { id: "none", about: "Control", contact: 0 },
            { id: "letter", about: "Letter", contact: 80 },
          ],
          features: [{ name: "recency", scale: "plain" }],
          weights: { margin: 1, revenue: 0, sameVisit: 0, visits: 0, points: 0 },
          ...{ at: new Date("2025-03-01T00:00:00Z"), source: "letters.csv", digest: "one" },
          rows: Array.from({ length: 600 }, (_, i): ExperimentRow => {
            const came = hashToUnit(`came ${i}`) < (i % 2 === 1 ? 0.4 : 0.2);
            return {
              ...{ person: String(i), action: i % 2, propensities: [0.5, 0.5], features: [i % 7] },
              ...{ visits: Number(came), revenue: came ? 4_000 : 0 },
            };
          }),
        },
        { now: house.clock.now(), by: "test" },
      ),
    );
  });
  afterEach(() => house.close());

  async function call(method: "GET" | "POST" | "PUT", path: string, payload?: object, headers = manager) {
    const answer = await house.server.inject({ method, url: `/v1/${path}`, headers, ...(payload && { payload }) });
    return { status: answer.statusCode, body: answer.json() };
  }
  const start = (payload: object = {}) =>
    call("POST", "laboratory/runs", { program: "letters", drafts: ["1"], ...payload });
  const get = async (runId: string) => (await call("GET", `laboratory/runs/${runId}`)).body;
  const work = (signal?: AbortSignal) =>
    workOnLaboratory({ unitOfWork: house.work, clock: house.clock, moments: [], ...(signal && { signal }) });

  test("of two processes one answers; the same question is answered by the run it had", async () => {
    const asked = await start();
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
    const { runId } = asked.body;
    assert.equal((await start()).body.runId, runId);
    assert.deepEqual((await Promise.all([work(), work()])).toSorted(), [0, 1]);
    const done = await get(runId);
    assert.deepEqual([done.state, done.progress, done.drafts, done.title], ["done", 1, ["1"], "Letters"]);
    const [draft] = done.result.drafts;
    assert.deepEqual([draft.basis, draft.outcome.kind, draft.decisions], ["log", "told", 600]);
    const letter = draft.references.constants[0].figures;
    // Two in ten more visits at a margin of 1,600, for 80.
    assert.ok(letter.visits.added.low < 0.2 && letter.visits.added.high > 0.2 && letter.visits.added.low > 0.1);
    assert.equal(letter.spend.perDecision.value, 80);
    // Half of them got the letter: what is planned is told of each beside it, by which it stands in the picture.
    assert.deepEqual([draft.references.constants[0].planned, draft.references.done.planned], [80, 40]);
    assert.equal((await start()).body.runId, runId);
    assert.notEqual((await start({ simulate: true })).body.runId, runId);
    const { items } = (await call("GET", "laboratory/runs?program=letters")).body;
    assert.deepEqual(
      items.map(({ state }: { state: string }) => state),
      ["waiting", "done"],
    );
  });

  test("a run whose process died is taken up again, and who comes back late has lost it", async () => {
    const { runId } = (await start()).body;
    const claim = () => house.work.run("test", (tx) => claimRun(tx, house.clock.real()));
    const dead = await claim();
    assert.deepEqual([dead?.attempt, await claim()], [1, undefined]);
    house.clock.advance(61_000);
    assert.equal((await claim())?.attempt, 2);
    const late = await house.work.run("test", async (tx) => {
      await finishRun(tx, dead!, { currency: "EUR", drafts: [] }, house.clock.real());
      return reportProgress(tx, dead!, 0.5, house.clock.real());
    });
    const { state, progress, result } = await get(runId);
    assert.deepEqual([late, state, progress, result], [false, "running", 0, undefined]);
  });

  test("a result with a figure that is no number is refused, and the run stays for another try", async () => {
    const { runId } = (await start()).body;
    const claimed = await house.work.run("test", (tx) => claimRun(tx, house.clock.real()));
    const result = { currency: "EUR", decisionsPerDay: Number.NaN, drafts: [] };
    await assert.rejects(
      house.work.run("test", (tx) => finishRun(tx, claimed!, result, house.clock.real())),
      /decisionsPerDay/,
    );
    assert.equal((await get(runId)).state, "running");
  });

  test("a question that cannot be read any more fails alone, and does not stand before the others", async () => {
    const { runId } = (await start()).body;
    await sql`update laboratory_runs set question = jsonb_set(question, '{drafts,0,document,actions}', '"all"')`.execute(
      house.database.kysely,
    );
    house.clock.advance(1_000);
    const other = (await start({ simulate: true })).body.runId;
    const claim = () => house.work.run("test", (tx) => claimRun(tx, house.clock.real()));
    assert.equal(await claim(), undefined);
    assert.equal(toWire("lab", (await claim())?.id ?? ""), other);
    const { rows } = await sql<{ failure: string }>`
      select failure from laboratory_runs where state = 'failed'`.execute(house.database.kysely);
    assert.deepEqual(rows, [{ failure: "unexpected" }], runId);
  });

  test("a run that kills whoever works on it is given up, and may be asked again", async () => {
    const { runId } = (await start()).body;
    for (let attempt = 1; attempt <= 3; attempt++) {
      assert.ok(await house.work.run("test", (tx) => claimRun(tx, house.clock.real())));
      house.clock.advance(61_000);
    }
    assert.equal(await work(), 0);
    const { state, failure } = await get(runId);
    assert.deepEqual([state, failure], ["failed", "gave-up"]);
    const again = (await start()).body;
    assert.deepEqual([again.state, again.runId === runId], ["waiting", false]);
  });

  test("a process that is stopped gives its run back", async () => {
    const { runId } = (await start()).body;
    const stopping = new AbortController();
    stopping.abort();
    assert.equal(await work(stopping.signal), 1);
    assert.equal((await get(runId)).state, "waiting");
    assert.equal((await house.work.run("test", (tx) => claimRun(tx, house.clock.real())))?.attempt, 1);
  });

  test("a model that is damaged is passed over: the stated belief speaks in its place", async () => {
    const damaged = { program: "letters", trained_at: house.clock.now(), released_at: house.clock.now() };
    await house.database.kysely
      .insertInto("program_models")
      .values({
        ...{ ...damaged, id: "0198c0de-0000-7000-8000-000000000001", state: "in-force" },
        ...{ model: JSON.stringify({ kind: "program-model", version: 1 }), card: JSON.stringify({}) },
      })
      .execute();
    const { runId } = (await start({ simulate: true })).body;
    await work();
    const [draft] = (await get(runId)).result.drafts;
    assert.deepEqual([draft.basis, draft.simulatedBecause, draft.caveats], ["simulation", "asked", ["belief"]]);
  });

  test("what is not there is named, and only who may publish may ask", async () => {
    assert.deepEqual(
      (
        await Promise.all([start({ program: "nothing" }), start({ drafts: ["draft"] }), start({ drafts: ["1", "9"] })])
      ).map(({ status, body }) => [status, body.params?.field]),
      [
        [404, "program"],
        [404, "drafts/0"],
        [404, "drafts/1"],
      ],
    );
    assert.equal((await start({ drafts: [] })).status, 400);
    assert.equal((await start({ drafts: ["1", "1"] })).status, 400);
    assert.equal((await start({ drafts: ["latest"] })).status, 400);
    const agent = await house.authorization("agent");
    assert.equal((await call("GET", "laboratory/runs", undefined, agent)).status, 200);
    assert.equal((await call("POST", "laboratory/runs", { program: "letters", drafts: ["1"] }, agent)).status, 403);
  });
});

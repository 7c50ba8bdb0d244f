import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { pointsTierChanged } from "../../facts/points/index.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { dayMs, recordDecided, start } from "../outcomes/testing.ts";
import { fitProgramModel, judgeCandidate, outOfFold, programCard, saveProgramModel } from "../policy/index.ts";
import { log, logActions, logFeatures } from "../policy/testing.ts";
import { ProgramDocument } from "../programs/index.ts";
import { readLog } from "./read-log.ts";

const program = "after-a-return";
const at = (days: number) => new Date(start + days * dayMs);

describe("models of a program, over the interface", () => {
  let house: TestHouse;
  let headers: Record<"manager" | "agent", { authorization: string }>;
  const saved: string[] = [];
  before(async () => {
    house = await testHouse();
    headers = { manager: await house.authorization("manager"), agent: await house.authorization("agent") };
    const rows = log(1_200, "models", (arm, loyal) => (arm === 2 ? (loyal ? -0.8 : 1.4) : 0));
    const known = rows.map((row) => ({ ...row, groups: { region: row.input[0] === 1 ? "north" : "south" } }));
    const model = fitProgramModel(known, logActions, logFeatures);
    const seen = outOfFold(known, model);
    const card = programCard(known, model, judgeCandidate(known, model, undefined, seen), { seen });
    // As cards were before they had curves and groups.
    const { rows: count, judged, actions } = card;
    const old = { rows: count, released: true, judged, actions };
    for (const [day, each] of [old, { ...card, released: true }, { ...card, released: false }].entries())
      saved.push(
        await house.work.run("test", (tx) => saveProgramModel(tx, program, { model, card: each, at: at(day) })),
      );
  });
  after(() => house.close());

  const call = (method: "GET" | "PUT", path: string, payload?: object, role: "manager" | "agent" = "manager") =>
    house.server.inject({
      ...{ method, url: `/v1/programs/${program}/${path}`, headers: headers[role] },
      ...(payload && { payload }),
    });
  const wire = (i: number) => toWire("mdl", saved[i]!);
  const states = (body: { items: { state: string }[] }) => body.items.map(({ state }) => state);

  test("the card of one has its curve, its calibration and its groups", async () => {
    const answer = await call("GET", `models/${wire(2)}`, undefined, "agent");
    assert.equal(answer.statusCode, 200, answer.body);
    const { uplift, calibration, groups, features, today, proven, state } = answer.json();
    assert.deepEqual([state, proven, today], ["challenger", false, "belief"]);
    assert.equal(uplift.points.length, 21);
    assert.ok(uplift.area.low > 0 && calibration.bins.length > 0 && features[0].feature === "loyal");
    assert.deepEqual(groups.region.map(({ key }: { key: string }) => key).toSorted(), ["north", "south"]);
    assert.deepEqual(
      groups.region[0].shares.map(({ action }: { action: string }) => action),
      logActions,
    );
    assert.equal(groups.tier, undefined);
  });

  test("a card of long ago is still shown", async () => {
    const { uplift, calibration, groups, features, rows } = (await call("GET", `models/${wire(0)}`)).json();
    assert.deepEqual([uplift, calibration, groups, features, rows], [undefined, undefined, {}, [], 1_200]);
  });

  test("one is put back with a click, and that is undone with another", async () => {
    assert.deepEqual(states((await call("GET", "models")).json()), ["challenger", "in-force", "past"]);
    const back = await call("PUT", "model", { modelId: wire(0) });
    assert.deepEqual(states(back.json()), ["challenger", "past", "in-force"]);
    assert.deepEqual(states((await call("PUT", "model", { modelId: wire(1) })).json()), [
      "challenger",
      "in-force",
      "past",
    ]);
    // The challenger too, although it is not proven; taken out again, it goes on challenging.
    assert.deepEqual(states((await call("PUT", "model", { modelId: wire(2) })).json()), ["in-force", "past", "past"]);
    assert.deepEqual(states((await call("PUT", "model", { modelId: wire(1) })).json()), [
      "challenger",
      "in-force",
      "past",
    ]);
    assert.deepEqual(states((await call("PUT", "model", {})).json()), ["challenger", "past", "past"]);
  });

  test("what does not exist is named", async () => {
    const unknown = toWire("mdl", newId<"mdl">());
    assert.equal((await call("GET", `models/${unknown}`)).statusCode, 404);
    assert.equal((await call("PUT", "model", { modelId: unknown })).statusCode, 404);
    assert.equal((await call("PUT", "model", {}, "agent")).statusCode, 403);
  });

  test("a log tells region and tier as they were when it was decided", async () => {
    const shopperId = newId<"shp">();
    await house.work.run("test", async (tx) => {
      const store = newId<"sto">();
      await tx.db
        .insertInto("stores")
        .values({ id: store, source: "test", key: "s1", name: "One", region: "west", country: null, time_zone: null })
        .execute();
      await tx.db
        .insertInto("shoppers")
        .values({ id: shopperId, kind: "account", source: "test", key: "one" })
        .execute();
      const tier = (days: number, from: string, to: string) =>
        pointsTierChanged({ subject: shopperId, at: at(days), data: { shopperId, from, to, direction: "up" } });
      await tx.append(tier(1, "member", "silver"), tier(5, "silver", "gold"));
      const policy = "prior";
      const weights = { margin: 1, revenue: 0, sameVisit: 0, visits: 0, points: 0 };
      const stakes = { basket: { amount: 5_000, marginRate: 0.4, oneProduct: 0.5 }, weights };
      const decided = { margin: 0, shopper_id: shopperId, policy, stakes };
      await recordDecided(tx, [
        { ...decided, day: 0 },
        { ...decided, day: 3, store_id: store },
        { ...decided, day: 9, store_id: store },
      ]);
    });
    const document = ProgramDocument.parse({
      ...{ name: program, title: "After a return", moment: "return.incentive", goal: { horizonDays: 60 } },
      actions: [{ id: "ten", terms: { kind: "percent-off", percent: 10 } }],
    });
    const rows = await house.work.run("test", (tx) => readLog(tx, { features: [] }, document));
    assert.deepEqual(
      rows.map(({ groups }) => groups),
      [{}, { region: "west", tier: "silver" }, { region: "west", tier: "gold" }],
    );
  });
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type TestHouse, testHouse } from "../../../testing.ts";
import type { PromiseCard } from "./promise-card.schema.ts";
import { savePromiseModel } from "./save-promise-model.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
});
after(() => house.close());

const card: PromiseCard = {
  ...{
    journeys: 12_000,
    open: 400,
    share: 1,
    from: "2025-06-01",
    until: "2026-02-28",
    horizon: 40,
    lanes: 12,
    services: 2,
  },
  ...{ columns: ["hour", "told", "zone"], price: 14.5, heldOn: "2026-02-20", nextOn: "2026-03-20" },
  way: { winner: "boosted-hazards", losses: { boosted: 0.61, tabled: 0.64, journeys: 3000 } },
  calibration: {
    winner: "lane-offsets",
    losses: { none: 0.4, "lane-offsets": 0.38, adaptive: 0.39, journeys: 3000 },
    offsets: { by: "lane", own: { "standard|ber|DE|10": 1 }, others: 0 },
  },
};

test("the card of the newest model is told to those who work with promises, and nothing while nothing has been learned", async () => {
  const get = async (role: "agent" | "associate") =>
    house.server.inject({ url: "/v1/promises/model", headers: await house.authorization(role) });
  assert.deepEqual((await get("agent")).json(), {});
  await house.work.run("test", (tx) =>
    savePromiseModel(
      tx,
      {
        ...{ asOf: "2026-03-01", kind: card.way.winner, calibrator: card.calibration.winner, card },
        tables: { entries: [], horizon: 40, values: new Float32Array() },
      },
      new Date("2026-03-01T04:00:00Z"),
    ),
  );
  const { model } = (await get("agent")).json();
  assert.match(model.modelId, /^mdl_/);
  assert.deepEqual([model.asOf, model.madeAt, model.card], ["2026-03-01", "2026-03-01T04:00:00.000Z", card]);
  assert.equal((await get("associate")).statusCode, 403);
});

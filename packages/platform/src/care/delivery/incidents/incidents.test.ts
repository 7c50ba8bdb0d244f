import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Role } from "../../../foundation/actors/index.ts";
import { newId, toWire } from "../../../foundation/ids/index.ts";
import { type TestHouse, testHouse } from "../../../testing.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
});
after(() => house.close());

type Method = "GET" | "POST" | "PUT";

async function call<Body = Record<string, unknown>>(
  method: Method,
  url: string,
  payload?: object,
  role: Role = "agent",
) {
  const headers = { ...(await house.authorization(role)), "accept-language": "de", "content-type": "application/json" };
  const answer = await house.server.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() as Body & { items?: unknown[] } };
}

const sql = (query: string, ...values: unknown[]) => house.database.pool.query(query, values);

/** An order with a promise until a day of March, and an incident if it has a kind. */
async function order(given: {
  readonly kind?: string;
  readonly latest?: string;
  readonly status?: "open" | "kept" | "missed";
  readonly basis?: "shop" | "retrospective";
  readonly chance?: number;
}): Promise<{ orderId: string; promiseId: string; incidentId: string }> {
  const { kind, latest = "2026-03-06", status = "open", basis = "shop", chance = null } = given;
  const [orderId, shopperId, journeyId, promiseId, incidentId] = [newId(), newId(), newId(), newId(), newId()];
  await sql("insert into shoppers (id, kind, source, key) values ($1::uuid, 'guest', 'test', $1::text)", shopperId);
  await sql(
    `insert into orders (id, shopper_id, source, key, placed_at, channel, currency, shipping, total)
     values ($1::uuid, $2, 'test', $1::text, '2026-03-01', 'online', 'EUR', 0, 1000)`,
    ...[orderId, shopperId],
  );
  await sql(
    `insert into journeys (id, source, key, order_id, shopper_id, lane, started_at, starts_on, handed_over_on, handed_over_at)
     values ($1::uuid, 'test', $1::text, $2, $3, 'std|main|DE|10', '2026-03-01', '2026-03-01', '2026-03-03', '2026-03-03T12:00Z')`,
    ...[journeyId, basis === "retrospective" ? null : orderId, shopperId],
  );
  await sql(
    `insert into promises (id, order_id, journey_id, shopper_id, lane, basis, made_at, starts_on, first_earliest, first_latest,
       earliest, latest, status, chance_at_handover)
     values ($1, $2, $3, $4, 'std|main|DE|10', $5, '2026-03-01', '2026-03-01', '2026-03-02', $6, '2026-03-02', $6, $7, $8)`,
    ...[promiseId, basis === "retrospective" ? null : orderId, journeyId, shopperId, basis, latest, status, chance],
  );
  if (kind !== undefined)
    await sql(
      `insert into incidents (id, order_id, shopper_id, promise_id, kind, fault, opened_at, predicted, chance_late,
         promised_latest, new_earliest, new_latest, because)
       values ($1, $2, $3, $4, $5, 'carrier', '2026-03-02T08:00Z', true, 0.7, $6, '2026-03-07', '2026-03-09', $7)`,
      ...[incidentId, orderId, shopperId, promiseId, kind, latest],
      JSON.stringify([{ key: "delivery.because.silence", values: { days: 3 } }]),
    );
  return { orderId, promiseId, incidentId };
}

/** That the chance to miss the promise had reached these tenths at an instant. */
async function warned(promiseId: string, tenths: number, at: string): Promise<void> {
  await sql("insert into promise_warnings select $1, n, $3 from generate_series(1, $2::int) n", promiseId, tenths, at);
}

test("incidents are listed with why, in the caller's words, counted by kind, and page by page", async () => {
  for (const kind of ["late", "late", "lost", "customs"]) await order({ kind });
  const all = await call("GET", "/v1/incidents?open=true&limit=3");
  assert.equal(all.status, 200, JSON.stringify(all.body));
  assert.deepEqual(all.body["counts"], [
    ...[
      { kind: "late", count: 2 },
      { kind: "customs", count: 1 },
      { kind: "lost", count: 1 },
    ],
  ]);
  const [first] = all.body.items as { because: { text: string }[]; lane: string; newLatest: string }[];
  assert.equal(first?.because[0]?.text, "Der Paketdienst hat seit 3 Tagen nichts mehr von dem Paket gemeldet.");
  assert.deepEqual([first?.lane, first?.newLatest], ["std|main|DE|10", "2026-03-09"]);
  const rest = await call("GET", `/v1/incidents?open=true&limit=3&cursor=${all.body["next"]}`);
  assert.equal(rest.body.items?.length, 1);
  assert.equal((await call("GET", "/v1/incidents?kind=lost")).body.items?.length, 1);
  assert.equal((await call("GET", "/v1/incidents?fault=weather")).body.items?.length, 0);
  assert.equal((await call("GET", "/v1/incidents?cursor=nonsense")).status, 400);
  assert.equal((await call("GET", "/v1/incidents", undefined, "associate")).status, 403);
});

test("an incident shows its revisions, is closed once by hand, and whoever comes second learns how it ended", async () => {
  const { incidentId, promiseId } = await order({ kind: "no-movement" });
  await sql(
    `insert into promise_revisions (promise_id, number, at, earliest, latest, chance_late, cause)
     values ($1, 1, '2026-03-02T08:00Z', '2026-03-07', '2026-03-09', 0.7, 'silence')`,
    promiseId,
  );
  const url = `/v1/incidents/${toWire("inc", incidentId)}`;
  const shown = await call("GET", url);
  assert.equal((shown.body["revisions"] as unknown[]).length, 1);
  assert.equal((await call("POST", `${url}/closing`, { outcome: "late" })).status, 400, "the carrier says that");
  const both = await Promise.all([
    call("POST", `${url}/closing`, {}),
    call("POST", `${url}/closing`, { outcome: "lost" }),
  ]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409]);
  const told = both.find(({ status }) => status === 409)?.body;
  assert.match(JSON.stringify(told), /incident-closed/);
  assert.equal((await call("GET", `/v1/incidents/${toWire("inc", newId())}`)).status, 404);
});

test("alerts are judged by what came of the promises, at each threshold, with the time they left", async () => {
  const later = { latest: "2026-05-06" };
  const [foreseen, late, wrong] = [
    await order({ ...later, status: "missed", kind: "late" }),
    await order({ ...later, status: "missed" }),
    await order({ ...later, status: "kept" }),
  ];
  await order({ ...later, status: "kept" });
  await order(later);
  const helped = await order({ ...later, status: "kept", kind: "lost" });
  await sql("update incidents set closed_at = opened_at, outcome = 'reshipped' where id = $1", helped.incidentId);
  // The promise is over at midnight where the retailer is.
  const { rows } = await sql("select ('2026-05-07'::timestamp at time zone time_zone) as over from retailer_settings");
  const over = (rows[0] as { over: Date }).over.getTime();
  const before = (hours: number) => new Date(over - hours * 3_600_000).toISOString();
  await warned(foreseen.promiseId, 8, before(30));
  await warned(wrong.promiseId, 6, before(20));
  await warned(late.promiseId, 2, before(10));
  const { body } = await call<{
    auc: number;
    kinds: unknown;
    waiting: number;
    remedied: number;
    basis: string;
    all: { promises: number; precision: { value: number }; recall: { value: number }; leadHours: { median: number } };
    curve: { at: number; alerts: number; foreseen: number }[];
  }>("GET", "/v1/delivery/alert-accuracy?from=2026-05-01&to=2026-05-31");
  const { all, curve, auc, kinds, waiting, basis, remedied } = body;
  assert.deepEqual([basis, waiting, remedied, all.promises], ["watched", 1, 1, 4]);
  assert.deepEqual([all.precision.value, all.recall.value, all.leadHours.median], [0.5, 0.5, 30]);
  assert.deepEqual(
    curve.map(({ alerts, foreseen }) => [alerts, foreseen]),
    [
      [3, 2],
      [3, 2],
      [2, 1],
      [2, 1],
      [2, 1],
      [2, 1],
      [1, 1],
      [1, 1],
      [0, 0],
    ],
  );
  // Of the four pairs of a late and a punctual one, three are told apart rightly.
  assert.equal(auc, 0.75);
  assert.deepEqual(kinds, [
    { kind: "late", opened: 1, predicted: 1, late: 1 },
    { kind: "lost", opened: 1, predicted: 1, late: 0 },
  ]);
});

test("an imported history is judged by the chance at its hand-over", async () => {
  const replayed = { basis: "retrospective" } as const;
  await order({ ...replayed, status: "missed", chance: 0.8 });
  await order({ ...replayed, status: "missed", chance: 0.9, latest: "2026-03-02" });
  for (const chance of [0.1, 0.55]) await order({ ...replayed, status: "kept", chance });
  const { body } = await call<{
    all: { promises: number; precision: { value: number }; recall: { value: number } };
    lanes: { lane: string; promises: number }[];
  }>("GET", "/v1/delivery/alert-accuracy?basis=replayed&at=0.7");
  const { all, lanes } = body;
  assert.equal(all.promises, 4);
  assert.equal(all.precision.value, 1);
  assert.equal(all.recall.value, 0.5, "what was handed over too late was foretold by nobody");
  assert.deepEqual(
    lanes.map(({ lane, promises }) => [lane, promises]),
    [["std|main|DE|10", 4]],
  );
});

test("settings are read and saved by who may, and an occasion never waits longer for its alarm than another order", async () => {
  const { body } = await call("GET", "/v1/delivery/settings", undefined, "manager");
  assert.equal(body["alertAt"], 0.5);
  const saved = await call("PUT", "/v1/delivery/settings", { ...body, alertAt: 0.4 }, "manager");
  assert.equal(saved.status, 200);
  assert.equal((await call("GET", "/v1/delivery/settings", undefined, "admin")).body["alertAt"], 0.4);
  const refused = await call("PUT", "/v1/delivery/settings", { ...body, alertAtOccasion: 0.6 }, "manager");
  assert.equal(refused.status, 400);
  assert.equal((await call("PUT", "/v1/delivery/settings", { ...body, lostAfterDays: 0 }, "manager")).status, 400);
  assert.equal((await call("GET", "/v1/delivery/settings")).status, 403);
});

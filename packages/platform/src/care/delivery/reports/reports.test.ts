import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../../facts/intake/index.ts";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { dayAt, dayText } from "../../../foundation/calendar/index.ts";
import type { ContractOutput } from "../../../foundation/contracts/index.ts";
import { newId, toWire as wire } from "../../../foundation/ids/index.ts";
import { type TestHouse, testHouse } from "../../../testing.ts";
import type { carrierReport, deliveryOverview } from "./report.contract.ts";

let house: TestHouse;
let today: number;
before(async () => {
  house = await testHouse();
  const { timeZone } = await house.work.run("test", (tx) => readRetailer(tx));
  today = dayAt(house.clock.now(), timeZone).day;
});
after(() => house.close());

const day = (before: number) => dayText(today - before);

interface Way {
  /** Days ago, all of them. */
  readonly started: number;
  readonly handedOver?: number;
  readonly delivered?: number;
  readonly promised?: readonly [earliest: number, latest: number];
  readonly status?: "open" | "kept" | "missed";
  readonly cause?: "warehouse" | "transit" | "both";
  readonly basis?: "shop" | "retrospective";
  readonly carrier?: string;
  readonly service?: string;
  readonly lane?: string;
  readonly orderId?: string;
}

async function put(way: Way): Promise<void> {
  const journeyId = newId();
  const { lane = "std|main|DE|10", orderId = newId(), basis = "shop" } = way;
  const at = (before: number | undefined) => (before === undefined ? null : day(before));
  const { pool } = house.database;
  await pool.query(
    `insert into journeys (id, source, key, order_id, lane, service, carrier, started_at, starts_on, handed_over_on, delivered_on)
     values ($1::uuid, 'test', $1::uuid::text, $2, $3, $4, $5, $6::date, $6, $7, $8)`,
    [
      journeyId,
      orderId,
      lane,
      way.service ?? null,
      way.carrier ?? null,
      at(way.started),
      at(way.handedOver),
      at(way.delivered),
    ],
  );
  if (way.promised === undefined) return;
  const [earliest, latest] = way.promised;
  await pool.query(
    `insert into promises (id, order_id, journey_id, lane, basis, made_at, starts_on, first_earliest, first_latest, earliest, latest,
       status, delivered_on, cause)
     values ($1, $2, $3, $4, $5, $6::date, $6, $7, $8, $7, $8, $9, $10, $11)`,
    [
      newId(),
      orderId,
      journeyId,
      lane,
      basis,
      day(way.started),
      day(earliest),
      day(latest),
      way.status ?? "kept",
      at(way.delivered),
      way.cause ?? null,
    ],
  );
}

async function read<Answer>(path: string, role: "manager" | "associate" = "manager"): Promise<Answer> {
  const headers = await house.authorization(role);
  const answer = await house.server.inject({ method: "GET", url: path, headers });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json<Answer>();
}
const overview = () => read<ContractOutput<typeof deliveryOverview>>("/v1/delivery/overview");
const carriers = (query = "") => read<ContractOutput<typeof carrierReport>>(`/v1/delivery/carriers${query}`);

test("before anything has come due nothing is claimed, and each of the last 30 days is there", async () => {
  const { kept, days, lanes, now, basis } = await overview();
  assert.deepEqual([kept, lanes, basis], [undefined, [], "promised"]);
  assert.deepEqual([days.length, days[0]?.day, days.at(-1)?.day], [30, day(30), day(1)]);
  assert.deepEqual(now, { inTransit: 0, atRisk: 0, late: 0, waiting: 0 });
  assert.deepEqual((await carriers()).items, []);
});

test("promises count on their last day, whoever came early; replayed ones only until there are enough of our own", async () => {
  for (let n = 0; n < 40; n++)
    await put({
      started: 12,
      delivered: 9,
      promised: [8, 6],
      basis: "retrospective",
      status: n < 30 ? "kept" : "missed",
    });
  const replayed = await overview();
  assert.deepEqual(
    [replayed.basis, replayed.kept?.n, replayed.kept?.value, replayed.overPadded?.value],
    ["replayed", 40, 0.75, 1],
  );
  // Due today, and bought lately and already there: neither is counted, or only the quick ones of these days would be.
  await put({ started: 3, delivered: 1, promised: [1, 0] });
  for (let n = 0; n < 30; n++) await put({ started: 20, delivered: 15, promised: [16, 14] });
  await put({
    started: 20,
    delivered: 12,
    promised: [16, 14],
    status: "missed",
    cause: "transit",
    lane: "express|main|AT|60",
  });
  await put({ started: 50, delivered: 42, promised: [46, 40] });
  const { basis, kept, keptBefore, overPadded, days, lanes } = await overview();
  assert.deepEqual([basis, kept?.n, keptBefore?.n, keptBefore?.value, overPadded?.value], ["promised", 31, 1, 1, 0]);
  assert.ok(kept!.low < 30 / 31 && 30 / 31 < kept!.high);
  assert.deepEqual(
    days.find((one) => one.day === day(14)),
    { day: day(14), n: 31, kept: 30, overPadded: 0 },
  );
  assert.deepEqual(
    lanes.map(({ lane, kept, width, lateBecause }) => [lane, kept.n, width, lateBecause.transit]),
    [
      ["std|main|DE|10", 31, (30 * 3 + 7) / 31, 0],
      ["express|main|AT|60", 1, 3, 1],
    ],
  );
});

test("a carrier is judged from the hand-over on, with what never arrived, and pays for what was given back", async () => {
  const line = { sku: "A", quantity: 1, amount: 5_000 };
  const order: IntakeRecordJson = {
    ...{ type: "order", id: "C-1", at: `${day(40)}T10:00:00Z`, channel: "online", currency: "EUR", lines: [line] },
  };
  await house.work.run("test", (tx) =>
    recordBatch(tx, "test", [IntakeRecord.parse(order)], { history: true, now: house.clock.now() }),
  );
  const { rows } = await house.database.pool.query<{ id: string }>("select id from orders where key = 'C-1'");
  const orderId = rows[0]!.id;
  const slow = { carrier: "slowpost", service: "std" } as const;
  await put({ ...slow, started: 40, handedOver: 38, orderId });
  for (let n = 0; n < 9; n++) await put({ ...slow, started: 40, handedOver: 38, delivered: 35, promised: [36, 34] });
  for (let n = 0; n < 20; n++) await put({ carrier: "quick", started: 30, handedOver: 29, delivered: 28 });
  // Handed over last week: it may still be on time.
  await put({ carrier: "quick", started: 9, handedOver: 8 });
  const refund = await house.server.inject({
    ...{ method: "POST", url: `/v1/orders/${wire("ord", orderId)}/refunds` },
    headers: { ...(await house.authorization("manager")), "idempotency-key": newId() },
    payload: { amount: 700, reason: "late-delivery", reference: "case 1" },
  });
  assert.equal(refund.statusCode, 200, refund.body);
  await house.database.pool.query(
    `insert into incidents (id, order_id, shopper_id, kind, opened_at, predicted, chance_late, because)
     select $1, id, shopper_id, 'lost', now(), true, 1, '[]' from orders where key = 'C-1'`,
    [newId()],
  );
  const { items, currency } = await carriers();
  assert.equal(currency, "EUR");
  assert.deepEqual(
    items.map(({ carrierCode, service, orders, cost }) => [carrierCode, service, orders, cost]),
    [
      ["slowpost", "std", 10, 700],
      ["quick", undefined, 20, 0],
    ],
  );
  const [worst, best] = items;
  assert.deepEqual([worst?.kept?.n, worst?.late, worst?.lost.value, worst?.silent.value], [9, 0, 0.1, 0.1]);
  assert.deepEqual([worst?.median?.value, worst?.ninety], [3, { value: 3, low: 3 }]);
  assert.deepEqual(best?.ninety, { value: 1, low: 1, high: 1 });
  assert.deepEqual((await carriers("?days=7")).items, []);
  const { atRisk, late } = (await overview()).now;
  assert.deepEqual([atRisk, late], [0, 1]);
});

test("the counter sees neither", async () => {
  const headers = await house.authorization("associate");
  for (const url of ["/v1/delivery/overview", "/v1/delivery/carriers"])
    assert.equal((await house.server.inject({ method: "GET", url, headers })).statusCode, 403);
});

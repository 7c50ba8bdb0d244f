import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { settlePromises } from "../../../facts/promises/index.ts";
import { dayNumber, dayText } from "../../../foundation/calendar/index.ts";
import { newId, toWire } from "../../../foundation/ids/index.ts";
import { type TestHouse, testHouse } from "../../../testing.ts";

let house: TestHouse;
before(async () => {
  house = await testHouse();
});
after(() => house.close());

const first = dayNumber("2026-01-01");
/** The last day that anything is known of. */
const end = first + 70;

interface Made {
  readonly starts: number;
  /** Days after the start; never where absent. */
  readonly took?: number;
  readonly from: number;
  readonly until: number;
  readonly lane?: string;
  readonly confidence?: number;
  readonly told?: number;
  readonly handedOver?: number;
  readonly cancelled?: boolean;
}

/** Promises as a replay writes them, with what is known of them at the end. */
async function fill(made: readonly Made[]): Promise<void> {
  await house.work.run("test", async (tx) => {
    for (const { starts, took, from, until, lane = "-|-|-|-", confidence = 0.9, told, handedOver, cancelled } of made) {
      const arrived = took === undefined || starts + took > end ? null : dayText(starts + took);
      const journey = newId<"jny">();
      const at = new Date(`${dayText(starts)}T09:00:00Z`);
      await tx.db
        .insertInto("journeys")
        .values({
          ...{ id: journey, source: "deliveries", key: journey, order_id: null, shopper_id: null, lane, carrier: null },
          ...{ service: lane.split("|")[0]!, origin: null, country: null, zone: null, started_at: at },
          ...{ starts_on: dayText(starts), planned_days: told ?? null, expected_handover_on: dayText(starts + 1) },
          ...{ handed_over_on: handedOver === undefined ? null : dayText(starts + handedOver), handed_over_at: null },
          ...{ delivered_on: arrived, delivered_at: null, cancelled_on: cancelled ? dayText(end) : null },
          observed_until: dayText(end),
        })
        .execute();
      await tx.db
        .insertInto("promises")
        .values({
          ...{ id: newId(), order_id: null, journey_id: journey, shopper_id: null, lane, service: lane.split("|")[0]! },
          ...{ basis: "retrospective" as const, made_at: at, starts_on: dayText(starts) },
          ...{ first_earliest: dayText(starts + from), first_latest: dayText(starts + until) },
          ...{ earliest: dayText(starts + from), latest: dayText(starts + until), slot_from: null, slot_until: null },
          ...{ q50: 3, q90: 4.5, confidence, shop_latest: told === undefined ? null : dayText(starts + told) },
          ...{
            price: null,
            chance_at_handover: null,
            settled_on: null,
            delivered_on: null,
            cause: null,
            model_id: null,
          },
        })
        .execute();
    }
    await settlePromises(tx, { today: dayText(end + 400), now: house.clock.now() });
  });
}

async function ask(query: string) {
  const headers = await house.authorization("agent");
  const { statusCode, body } = await house.server.inject({ url: `/v1/promises/${query}`, headers });
  return { status: statusCode, found: JSON.parse(body) };
}

test("without any promise there is nothing to judge", async () => {
  const { status, found } = await ask("accuracy");
  const causes = { warehouse: 0, transit: 0, both: 0, unknown: 0 };
  assert.deepEqual(
    [status, found],
    [200, { all: { judged: 0, waiting: 0, arrived: 0, replayed: 0, causes }, by: "month", groups: [] }],
  );
  assert.deepEqual((await ask("lanes")).found, { lanes: [] });
});

test("what is too young waits, what never came is late, what was cancelled is nothing, and shares have intervals", async () => {
  const days = Array.from({ length: 70 }, (_, k) => k);
  // Each day one each: early, in time, late, never; on two lanes of which the second is quicker.
  await fill([
    ...days.flatMap((day): Made[] => [
      { starts: first + day, took: 1, from: 2, until: 5, told: 9, confidence: 0.95, handedOver: 0 },
      { starts: first + day, took: 4, from: 2, until: 5, told: 3, confidence: 0.95, handedOver: 1 },
      { starts: first + day, took: 10, from: 2, until: 5, confidence: 0.81, handedOver: 8 },
      { starts: first + day, from: 2, until: 5, confidence: 0.81 },
      { starts: first + day, took: 2, from: 2, until: 2, lane: "express|-|DE|28" },
      { starts: first + day, took: 2, from: 2, until: 2, lane: "express|-|DE|28" },
    ]),
    { starts: first, from: 2, until: 5, cancelled: true },
    { starts: first, from: 2, until: 90, lane: "rare|-|-|-" },
  ]);
  house.clock.advance(Date.parse(`${dayText(end)}T12:00:00Z`) - house.clock.now().getTime());
  const { found } = await ask("accuracy?by=lane");
  assert.equal(found.observedUntil, dayText(end));
  // Of the slow lane 95 of 100 that arrive take ten days at most, of the quick one two.
  assert.equal(found.judgedUntil, dayText(end - 10));
  const slow = found.groups.find(({ key }: { key: string }) => key === "-|-|-|-");
  const quick = found.groups.find(({ key }: { key: string }) => key === "express|-|DE|28");
  assert.deepEqual([slow.judged, slow.waiting, slow.arrived], [61 * 4, 9 * 4, 61 * 3]);
  assert.equal(slow.replayed, slow.judged);
  assert.deepEqual([quick.judged, quick.waiting, quick.arrived], [69 * 2, 2, 69 * 2]);
  assert.deepEqual([slow.covered.value, slow.late.value, slow.early.value], [0.25, 0.5, 0.25]);
  assert.ok(slow.late.low > 0.43 && slow.late.low < 0.5 && slow.late.high > 0.5 && slow.late.high < 0.57);
  assert.ok(Math.abs(slow.confidence - 0.88) < 1e-9 && slow.promisedDays === 5 && slow.width === 3 && slow.slack === 0);
  const causes = found.groups[0].causes;
  assert.deepEqual([causes.warehouse + causes.transit + causes.both + causes.unknown], [61 * 2]);
  assert.ok(causes.warehouse > 0 && causes.unknown === 0, JSON.stringify(causes));
  assert.deepEqual([slow.shop.n, slow.shop.promisedDays, slow.shop.late.value], [61 * 2, 6, 0.5]);
  const { engine } = slow;
  assert.equal(engine.n, 61 * 3);
  assert.ok(Math.abs(engine.pinball50 - (0.5 * 2 + 0.5 * 1 + 0.5 * 7) / 3) < 1e-9);
  assert.ok(Math.abs(engine.pinball90 - (0.1 * 3.5 + 0.1 * 0.5 + 0.9 * 5.5) / 3) < 1e-9);
  assert.deepEqual([engine.days90, engine.promisedDays], [4.5, 5]);
  assert.ok(Math.abs(engine.covered90 - 2 / 3) < 1e-9);
});

test("promises are told apart by month, length and what was stated, and looked at one by one", async () => {
  const months = (await ask("accuracy")).found.groups;
  assert.deepEqual(
    months.map(({ key }: { key: string }) => key),
    ["2026-01", "2026-02", "2026-03"],
  );
  const lengths = (await ask("accuracy?by=length&to=2026-01-31")).found.groups;
  assert.deepEqual(
    lengths.map(({ key }: { key: string }) => key),
    ["1-3", "4-7", "22-"],
  );
  const stated = (await ask("accuracy?by=confidence&lane=-%7C-%7C-%7C-")).found.groups;
  assert.deepEqual(
    stated.map(({ key }: { key: string }) => key),
    ["0.80", "0.94"],
  );
  assert.deepEqual((await ask("accuracy?basis=quoted")).found.groups, []);
  assert.equal((await ask("accuracy?by=colour")).status, 400);
  assert.equal((await ask("accuracy?from=soon")).status, 400);
});

test("lanes stand by how much goes over them, with how long what is old enough has taken", async () => {
  const { lanes } = (await ask("lanes")).found;
  assert.deepEqual(
    lanes.map(({ lane, journeys }: { lane: string; journeys: number }) => [lane, journeys]),
    [
      ["-|-|-|-", 280],
      ["express|-|DE|28", 140],
      ["rare|-|-|-", 1],
    ],
  );
  // Of the slow lane a quarter never comes: there is no day within which nine in ten do.
  assert.deepEqual([lanes[0].days50, lanes[0].days90, lanes[1].days50, lanes[1].days90], [4, undefined, 2, 2]);
  assert.deepEqual([lanes[1].service, lanes[1].country, lanes[1].open], ["express", undefined, 2]);
});

test("a promise is read by staff, and of an order by its shopper", async () => {
  const [row] = await house.database.kysely.selectFrom("promises").selectAll().limit(1).execute();
  const { found } = await ask(toWire("prm", row!.id));
  assert.deepEqual([found.basis, found.status, found.revisions], ["retrospective", row!.status, []]);
  assert.equal((await ask(toWire("prm", newId()))).status, 404);
  const order = newId<"ord">();
  const url = `/v1/orders/${toWire("ord", order)}/promise`;
  const headers = await house.authorization("shopper", { orderId: order });
  assert.equal((await house.server.inject({ url, headers })).statusCode, 404, "no such order");
  const other = await house.authorization("shopper", { orderId: newId() });
  assert.equal((await house.server.inject({ url, headers: other })).statusCode, 404);
});

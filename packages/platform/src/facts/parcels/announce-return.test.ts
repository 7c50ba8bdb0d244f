import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { newId } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { type TestFacts, testFacts } from "../testing.ts";
import { announceReturn } from "./announce-return.ts";
import { recordScans } from "./record-scans.ts";

let facts: TestFacts;
before(async () => {
  facts = await testFacts(migrationFolders);
});
after(() => facts.close());

/** All that is known of a parcel, without what is a parcel's own: identifiers and numbers. */
async function traceOf(parcelId: string) {
  const { db } = { db: facts.database.kysely };
  const { rows } = await sql<{ trace: string }>`
    select jsonb_build_array(
      to_jsonb(p) - 'id' - 'tracking_number',
      (select jsonb_agg(to_jsonb(o) - 'parcel_id' - 'order_id' - 'shopper_id') from parcel_orders o where o.parcel_id = p.id),
      (select jsonb_agg(to_jsonb(s) - 'id' - 'parcel_id' - 'key') from scans s where s.parcel_id = p.id),
      (select jsonb_agg(jsonb_build_array(e.type, e.at, e.data::jsonb - 'parcelId' - 'scanId' - 'orderIds' - 'shopperId')
        order by e.seq) from events e where e.data ->> 'parcelId' is not null and e.subject = p.shopper_id)
    )::text as trace from parcels p where p.id = ${parcelId}`.execute(db);
  return JSON.parse(rows[0]!.trace) as [{ shopper_id: string }, ...unknown[]];
}

test("a return is announced as any sender's word of it would be taken", async () => {
  const { work, clock } = facts;
  const lines = [{ sku: "A", quantity: 2, paid: 1000n }];
  const [one, other] = [await facts.shopper(), await facts.shopper()];
  const [ours, theirs] = [await facts.order(one, { lines }), await facts.order(other, { lines })];
  const now = clock.now();
  const announced = await work.run("test", (tx) =>
    announceReturn(
      tx,
      {
        ...{ name: { source: "return-label", key: "k" }, shopperId: one, carrier: "DHL Paket", trackingNumber: "rl 1" },
        ...{ country: "DE", contents: [{ orderId: ours, line: 1, quantity: 1 }] },
      },
      now,
    ),
  );
  const scan = { source: "return-label", code: "label_created", status: "label_created" as const, at: now };
  const said = {
    ...{ name: { source: "return-label", key: "l" }, carrier: "DHL Paket", trackingNumber: "rl 2", country: "DE" },
    ...{ direction: "return" as const, orders: [{ key: theirs }], scans: [{ ...scan, key: "return-label:l" }] },
  };
  const { parcels } = await work.run("test", (tx) => recordScans(tx, [said], { history: false, now }));
  const [left, right] = [await traceOf(announced), await traceOf(parcels[0]!.parcelId)];
  assert.deepEqual([left[0].shopper_id, right[0].shopper_id], [one, other]);
  assert.deepEqual({ ...left, 0: { ...left[0], shopper_id: "" } }, { ...right, 0: { ...right[0], shopper_id: "" } });
});

test("scans by its number or by its name are its own, and a number that is used again is the next of it", async () => {
  const { work, clock } = facts;
  const shopperId = await facts.shopper();
  const orderId = await facts.order(shopperId, { lines: [{ sku: "A", quantity: 1, paid: 1000n }] });
  const announce = (key: string) =>
    work.run("test", (tx) =>
      announceReturn(
        tx,
        {
          ...{ name: { source: "return-label", key }, shopperId, carrier: "DHL", trackingNumber: "RL77" },
          contents: [{ orderId, line: 1, quantity: 1 }],
        },
        clock.now(),
      ),
    );
  const first = await announce(newId());
  const scan = { source: "test", code: "x", status: "picked_up" as const, at: clock.now() };
  const scanned = await work.run("test", (tx) =>
    recordScans(tx, [{ carrier: "dhl-germany", trackingNumber: "rl 77", scans: [scan] }], {
      history: false,
      now: clock.now(),
    }),
  );
  assert.deepEqual([scanned.parcels[0]?.parcelId, scanned.parcels[0]?.isNew], [first, false]);
  const second = await announce(newId());
  const cycles = await facts.database.kysely
    .selectFrom("parcels")
    .select(["id", "cycle"])
    .where("tracking_number", "=", "RL77")
    .orderBy("cycle")
    .execute();
  assert.deepEqual(cycles, [
    { id: first, cycle: 1 },
    { id: second, cycle: 2 },
  ]);
});

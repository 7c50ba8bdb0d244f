import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { migrate } from "../../foundation/database/index.ts";
import { temporaryFolder, testDatabase } from "../../foundation/database/testing.ts";
import { newId } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { parcelState } from "./parcel-state.ts";

test("parcels of the first release keep their names, orders and times, and get the scans that these stand for", async (t) => {
  const folder = temporaryFolder();
  t.after(() => rmSync(folder, { recursive: true }));
  const real = migrationFolders.find(({ capability }) => capability === "parcels")!;
  await copyFile(new URL("0001_parcels.sql", real.folder), `${folder}/0001_parcels.sql`);
  const database = await testDatabase([{ capability: "parcels", folder: pathToFileURL(`${folder}/`) }]);
  t.after(() => database.close());
  const [first, again, other] = [newId<"pcl">(), newId<"pcl">(), newId<"pcl">()];
  const [order, shopper] = [newId<"ord">(), newId<"shp">()];
  await database.pool.query(
    `insert into parcels (id, order_id, shopper_id, source, key, carrier, tracking_number, shipped_at, delivered_at) values
      ($1, $4, $5, 'shop', 'P1', 'DHL Paket', ' jd 01', '2025-01-05T08:00Z', '2025-01-07T08:00Z'),
      ($2, $4, $5, 'shop', 'P2', 'DHL Paket', 'JD01', '2026-01-05T08:00Z', null),
      ($3, $4, $5, 'shop', 'P3', null, null, '2026-01-06T08:00Z', null)`,
    [first, again, other, order, shopper],
  );
  await migrate(database.ownerUrl, [real]);
  const parcels = await database.kysely.selectFrom("parcels").selectAll().orderBy("shipped_at").execute();
  assert.deepEqual(
    parcels.map((row) => [
      row.id,
      row.carrier,
      row.carrier_text,
      row.tracking_number,
      row.cycle,
      row.status,
      row.phase,
    ]),
    [
      [first, "dhlpaket", "DHL Paket", "JD01", 1, "delivered", 2],
      [again, "dhlpaket", "DHL Paket", "JD01", 2, "picked_up", 1],
      [other, null, null, null, 1, "picked_up", 1],
    ],
  );
  for (const row of parcels) {
    const scans = await database.kysely.selectFrom("scans").selectAll().where("parcel_id", "=", row.id).execute();
    const state = parcelState(
      scans.map((scan) => ({ ...scan, estimatedFrom: scan.estimated_from, estimatedUntil: scan.estimated_until })),
    );
    assert.deepEqual(
      [row.status, row.phase, row.status_at, row.picked_up_at, row.delivered_at, row.last_scan_at],
      [state.status, state.phase, state.statusAt, state.pickedUpAt, state.deliveredAt, state.lastScanAt],
    );
    const links = database.kysely.selectFrom("parcel_orders").selectAll().where("parcel_id", "=", row.id);
    assert.deepEqual(await links.execute(), [{ parcel_id: row.id, order_id: order, shopper_id: shopper }]);
  }
  const names = await database.kysely.selectFrom("parcel_names").select(["source", "key"]).orderBy("key").execute();
  assert.deepEqual(
    names,
    ["P1", "P2", "P3"].map((key) => ({ source: "shop", key })),
  );
});

import { sampleRetailer, sampleTour } from "@aftercare/simulator";
import { appendListeners } from "../capabilities.ts";
import { learnFromHistory } from "../care/incentives/index.ts";
import { IntakeRecord, recordBatch } from "../facts/intake/index.ts";
import { openBusinessClock, updateRetailer } from "../facts/retailer/index.ts";
import { createAccount } from "../foundation/auth/index.ts";
import { testDatabase } from "../foundation/database/testing.ts";
import { openUnitOfWork } from "../foundation/events/index.ts";
import { startScheme } from "../means/points/index.ts";
import { migrationFolders } from "../migrations.ts";
import { startApp } from "../start-app.ts";
import { password } from "./open-window.ts";

/** The whole system with a small sample retailer, listening on a port of its own. */
export async function openSampleHouse() {
  const database = await testDatabase(migrationFolders);
  const clock = await openBusinessClock(database);
  const work = openUnitOfWork(database, clock, appendListeners(clock));
  const records = [...sampleRetailer({ seed: "browser", until: clock.now(), shoppers: 500 })];
  const tour = sampleTour(records);
  await work.run("test", async (tx) => {
    const parsed = records.map((record) => IntakeRecord.parse(record));
    await recordBatch(tx, "sample", parsed, { history: true, now: clock.now() });
    await updateRetailer(tx, { origin: "sample", name: "Bergkade Outdoor" });
    const aYearAgo = new Date(clock.now().getTime() - 365 * 86_400_000);
    await startScheme(tx, { startsAt: aYearAgo, now: clock.now(), actor: "test" });
    const store = await tx.db
      .selectFrom("stores")
      .select("id")
      .where("key", "=", tour.counter.store)
      .executeTakeFirstOrThrow();
    await createAccount(
      tx,
      { login: "associate", password, role: "associate", scope: { storeId: store.id } },
      clock.real(),
    );
    for (const role of ["agent", "manager", "admin"] as const) {
      await createAccount(tx, { login: role, password, role }, clock.real());
    }
  });
  await learnFromHistory({ unitOfWork: work, clock });
  const platform = { database, ownerUrl: database.ownerUrl, work, clock, migrated: [], close: database.close };
  const roles = new Set(["web", "worker", "clock"] as const);
  const app = await startApp(
    platform,
    { port: 0, host: "127.0.0.1", roles, trustProxy: false, publicUrl: "http://127.0.0.1", mail: undefined },
    false,
  );
  return {
    address: app.address ?? "",
    tour,
    work,
    async close() {
      await app.close();
      await database.close();
    },
  };
}

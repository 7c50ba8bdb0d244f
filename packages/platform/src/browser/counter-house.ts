import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../facts/intake/index.ts";
import { openBusinessClock, updateRetailer } from "../facts/retailer/index.ts";
import { createAccount } from "../foundation/auth/index.ts";
import { testDatabase } from "../foundation/database/testing.ts";
import { openUnitOfWork } from "../foundation/events/index.ts";
import { migrationFolders } from "../migrations.ts";
import { startApp } from "../start-app.ts";
import { password } from "./open-window.ts";

const day = 86_400_000;

/** A store with a counter, and people who have bought online and there. */
export async function openCounterHouse() {
  const database = await testDatabase(migrationFolders);
  const clock = await openBusinessClock(database);
  const work = openUnitOfWork(database, clock, []);
  const at = (days: number) => new Date(clock.now().getTime() - days * day).toISOString();
  const boots = { sku: "KARST-42", title: "Karst Hiking Boot, 42, black", quantity: 2, amount: 17_900 };
  const torch = { sku: "GLIM-1", title: "Glim head torch", quantity: 1, amount: 3_900 };
  const order = (id: string, shopper: string, lines: object[], daysAgo = 8): IntakeRecordJson =>
    ({
      type: "order",
      id,
      at: at(daysAgo),
      shopper,
      channel: "online",
      currency: "EUR",
      shipping: 495,
      lines,
    }) as IntakeRecordJson;
  const records: IntakeRecordJson[] = [
    { type: "store", id: "ALT", name: "Altona" },
    {
      ...{ type: "product", id: "KARST", title: "Karst Hiking Boot", category: "Footwear", currency: "EUR" },
      variants: [{ sku: "KARST-42", title: "42 / Black", barcode: "4006381333931", price: 8_950 }],
    },
    { type: "shopper", id: "C-1", name: "Ada Byron", email: "ada@example.test", country: "DE", postCode: "22765" },
    { type: "shopper", id: "C-2", name: "Jo Giver", email: "jo@example.test", country: "DE", postCode: "22765" },
    order("N-1001", "C-1", [boots, torch]),
    order("N-1002", "C-1", [boots]),
    order("N-1003", "C-2", [torch]),
    order("N-1004", "C-2", [boots, torch]),
    order("N-1005", "C-2", [torch], 200),
  ];
  await work.run("test", async (tx) => {
    const parsed = records.map((record) => IntakeRecord.parse(record));
    await recordBatch(tx, "sample", parsed, { history: true, now: clock.now() });
    await updateRetailer(tx, { name: "Northwind Outdoors", timeZone: "Europe/Berlin" });
    const store = await tx.db.selectFrom("stores").select("id").executeTakeFirstOrThrow();
    const own = { role: "associate" as const, scope: { storeId: store.id } };
    await createAccount(tx, { login: "associate", password, ...own }, clock.real());
    await createAccount(tx, { login: "manager", password, role: "manager" }, clock.real());
  });
  const platform = { database, ownerUrl: database.ownerUrl, work, clock, migrated: [], close: database.close };
  const app = await startApp(
    platform,
    {
      ...{ port: 0, host: "127.0.0.1", roles: new Set(["web"] as const), trustProxy: false },
      ...{ publicUrl: "http://127.0.0.1", mail: undefined },
    },
    false,
  );
  return {
    address: app.address ?? "",
    database,
    async close() {
      await app.close();
      await database.close();
    },
  };
}

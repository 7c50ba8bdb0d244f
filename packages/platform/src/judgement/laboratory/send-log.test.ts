import assert from "node:assert/strict";
import { test } from "node:test";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import { testClock } from "../../foundation/clock/index.ts";
import { testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { decideNextStep, moment } from "../decisions/index.ts";
import { ProgramDocument, publishProgram } from "../programs/index.ts";
import { matureAll } from "../training/index.ts";
import type { SentRow } from "./logged-case.ts";
import { logExtent } from "./read-question.ts";
import { sendLog } from "./send-log.ts";

const day = 86_400_000;
const start = Date.parse("2026-01-01T09:00:00Z");
const at = (days: number) => new Date(start + days * day).toISOString();

const afterReturn = moment<{ units: number }>("test.return", {
  ...{ subject: "ret", horizons: [30], modelled: () => false, reasonValues: () => ({}), assumptions: () => [] },
  facts: [{ name: "brought", type: "number", value: ({ units }) => units }],
  features: [{ name: "units", reason: "frequency", scale: "plain", value: ({ units }) => units }],
  prior: () => ({ mean: -1, sd: 1 }),
  latest: () => Promise.resolve([]),
  async situations(tx, subjects) {
    const rows = await tx.db.selectFrom("returns").selectAll().where("id", "in", subjects).execute();
    return rows.map((row) => ({
      ...{ subject: row.id, shopperId: row.shopper_id as Id<"shp">, storeId: row.store_id as Id<"sto"> | null },
      ...{ storeKey: null, asOf: row.returned_at, currency: row.currency, context: { units: row.units } },
      basket: { amount: 5_000, marginRate: 0.4, oneProduct: 0.5, units: 1 },
      habits: { orders: 1, returns: 1, returnRate: 0, somethingNew: true },
    }));
  },
});

const document = ProgramDocument.parse({
  ...{ name: "test", title: "Test", moment: afterReturn.name, holdout: 0, exploration: 0.5 },
  actions: [{ id: "two", terms: { kind: "percent-off", percent: 2 } }],
  goal: { horizonDays: 30 },
});

test("a log is sent oldest first; where a draft asks for more than was answered, its moment is asked again as it stood then", async () => {
  const database = await testDatabase(migrationFolders);
  try {
    const clock = testClock(new Date(start));
    const work = openUnitOfWork(database, clock, []);
    await work.run("test", (tx) => publishProgram(tx, { document, at: clock.now(), by: "test", note: "" }));
    const record = (records: IntakeRecordJson[]) =>
      work.run("test", (tx) =>
        recordBatch(
          tx,
          "test",
          records.map((each) => IntakeRecord.decode(each)),
          { history: true, now: clock.now() },
        ),
      );
    const line = (type: "order" | "return", id: string, days: number, store?: string): IntakeRecordJson =>
      ({
        ...{ type, id, at: at(days), currency: "EUR", shopper: "anna", channel: store ? "store" : "online" },
        ...(store && { store }),
        lines: [{ sku: "A", quantity: 1, amount: 5_000 }],
      }) as IntakeRecordJson;
    await record([{ type: "store", id: "corner", name: "Corner" }]);
    await record([line("order", "o1", -30), line("order", "o2", -29)]);
    for (const k of [0, 1, 2, 3]) {
      await record([line("return", `r${k}`, 3 * k - 1, k === 1 ? "corner" : undefined)]);
      clock.set(new Date(start + 3 * k * day));
      const { id } = await database.kysely
        .selectFrom("returns")
        .select("id")
        .where("key", "=", `r${k}`)
        .executeTakeFirstOrThrow();
      await work.run("test", (tx) => decideNextStep({ tx, clock }, afterReturn, id));
    }
    clock.set(new Date(start + 90 * day));
    assert.equal(await matureAll({ unitOfWork: work, clock }), 4);

    const sent = (draft: ProgramDocument) =>
      work.run("test", async (tx) => {
        const extent = await logExtent(tx, "test");
        assert.deepEqual([extent.rows, extent.currency, extent.versions.length], [4, "EUR", 1]);
        const rows: SentRow[] = [];
        const drafts = [{ label: "draft", document: draft }];
        await sendLog(tx, afterReturn, { program: "test", drafts, extent }, (some) => rows.push(...some));
        return rows;
      });
    const plain = await sent(document);
    assert.deepEqual(
      plain.map(({ decided_at, seen }) => [(decided_at.getTime() - start) / day, seen]),
      [0, 3, 6, 9].map((days) => [days, undefined]),
    );
    assert.deepEqual(
      plain.map(({ store, same_visit }) => [store, same_visit]),
      [null, "corner", null, null].map((store) => [store, store && 0]),
    );
    assert.deepEqual(JSON.parse(plain[0]!.features), { units: 1 });
    const asking = ProgramDocument.parse({ ...document, audience: "brought >= 1.0" });
    const again = await sent(asking);
    const given = plain.filter(({ chosen }) => chosen === "two").map(({ decided_at }) => decided_at.getTime());
    for (const { seen } of again) {
      assert.deepEqual([seen?.facts, seen?.habits.orders], [{ brought: 1 }, 1]);
      assert.deepEqual(seen?.offeredAt.toSorted(), given);
    }
    const none = await work.run("test", (tx) => logExtent(tx, "test", "SEK"));
    assert.deepEqual([none.rows, none.versions, none.currency], [0, [], "SEK"]);
  } finally {
    await database.close();
  }
});

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { hashToUnit } from "@aftercare/learn";
import { translator } from "@aftercare/messages";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import { importCommand } from "./import-command.ts";

const folder = mkdtempSync(join(tmpdir(), "aftercare-import-deliveries-"));
let database: TestDatabase;
before(async () => {
  database = await testDatabase(migrationFolders);
  const dayMs = 86_400_000;
  const rows = Array.from({ length: 900 }, (_, i) => {
    const draw = (what: string) => hashToUnit(`${what} ${i}`);
    const bought = Date.parse("2025-09-01T00:00:00Z") + (i / 900) * 120 * dayMs;
    const came = bought + (1 + 4 * draw("driven")) * dayMs;
    const text = (time: number) => new Date(time).toISOString().slice(0, 19);
    return [
      i,
      text(bought),
      came < Date.parse("2025-12-30") ? text(came) : "",
      text(bought + 5 * dayMs).slice(0, 10),
    ].join();
  });
  writeFileSync(join(folder, "orders.csv"), ["order_id,purchased_at,delivered_at,promised_on", ...rows].join("\n"));
});
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

/** What the command says on standard output. */
async function said(context: { mock: { method: typeof import("node:test").mock.method } }, ...argv: string[]) {
  const print = context.mock.method(console, "log", () => {});
  context.mock.method(console, "error", () => {});
  const { t } = translator("en");
  const env = { INIT_CWD: folder, DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
  await importCommand({ argv: ["deliveries", ...argv], env, locale: "en", t });
  const lines = print.mock.calls.map((call) => String(call.arguments[0]));
  print.mock.restore();
  return lines.join("\n");
}

test("a file of deliveries is imported, learned from, and replayed from the day that was asked for", async (context) => {
  const told = await said(context, "orders.csv", "--replay-from", "2025-12-01", "--time-zone", "Europe/Berlin");
  assert.match(told, /900 rows: 900 new, 0 of which this file knows more, 0 known, 0 left out/);
  assert.match(told, /Learned from 900 orders how long they take, on one lane/);
  assert.match(told, /orders of 2025-12-01 to 2025-12-\d\d: what would have been promised/);
  const again = JSON.parse(await said(context, "orders.csv", "--replay-from", "2025-12-01", "--json"));
  assert.deepEqual([again.alreadyKnown, again.timeZone], [900, "Europe/Berlin"]);
  assert.ok(again.replayed.promises > 150 && again.learned.journeys === 900);
  const { rows } = await database.pool.query("select count(*)::int as n from promises where basis = 'retrospective'");
  assert.equal(rows[0].n, again.replayed.promises, "a second replay takes the place of the first");
});

test("what makes no sense is refused before anything is written", async (context) => {
  await assert.rejects(said(context), { type: "usage" });
  await assert.rejects(said(context, "orders.csv", "--colour", "red"), { type: "usage" });
  await assert.rejects(said(context, "orders.csv", "--replay-from", "soon"), { type: "bad-input" });
});

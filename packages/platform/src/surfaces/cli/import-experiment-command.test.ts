import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { hashToUnit } from "@aftercare/learn";
import { translator } from "@aftercare/messages";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import { importExperimentCommand } from "./import-experiment-command.ts";

const folder = mkdtempSync(join(tmpdir(), "aftercare-import-experiment-"));
let database: TestDatabase;
before(async () => {
  database = await testDatabase(migrationFolders);
  const rows = Array.from({ length: 400 }, (_, i) => {
    const draw = (what: string) => hashToUnit(`${what} ${i}`);
    const sent = draw("sent") < 0.5;
    const visit = draw("visit") < (sent ? 0.4 : 0.1);
    return [sent ? "Letter" : "Nothing", Math.floor(100 * draw("age")), Number(visit), visit ? "19.90" : "0"].join();
  });
  writeFileSync(join(folder, "Spring Letters.csv"), ["sent,age,visit,spend", ...rows].join("\n"));
});
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

/** What the command says on standard output. */
async function said(
  context: { mock: { method: typeof import("node:test").mock.method } },
  ...more: string[]
): Promise<string> {
  const print = context.mock.method(console, "log", () => {});
  context.mock.method(console, "error", () => {});
  const { t } = translator("en");
  const env = { INIT_CWD: folder, DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
  const argv = [
    "Spring Letters.csv",
    "--action",
    "sent",
    "--control",
    "nothing",
    "--visit",
    "visit",
    "--revenue",
    "spend",
  ];
  await importExperimentCommand({ argv: [...argv, ...more], env, locale: "en", t });
  const lines = print.mock.calls.map((call) => String(call.arguments[0]));
  print.mock.restore();
  return lines.join("\n");
}

test("an experiment is looked at first, imported and learned from, and known the second time", async (context) => {
  const seen = await said(context, "--dry-run");
  assert.match(seen, /Experiment: spring-letters\nGoal: margin, at 40% of revenue/);
  assert.match(seen, /age +feature: age\n +visit +outcome: visits/);
  assert.match(seen, /Nothing was imported/);
  const told = await said(context, "--cost", "Letter=80", "--title", "Letters of spring");
  assert.match(told, /Letters of spring/);
  assert.match(told, /400 rows are the log of the program “spring-letters” now/);
  assert.match(told, /spring-letters: learned from 400 decisions\. Its choice is not put in force/);
  assert.match(told.split("\n").at(-1) ?? "", /\/console\/programs\/spring-letters\/models .*aftercare -- learn/);
  const again = JSON.parse(await said(context, "--cost", "Letter=80", "--json"));
  assert.deepEqual([again.added, again.rows, again.currency, again.learned], [0, 400, "EUR", undefined]);
});

test("what was made too lately to have come out is refused", async (context) => {
  await assert.rejects(said(context, "--at", "2999-01-01"), { message: /cannot be known yet/ });
});

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { foldProfiles } from "../../../facts/profiles/index.ts";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { testClock } from "../../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../../foundation/database/testing.ts";
import { openUnitOfWork } from "../../../foundation/events/index.ts";
import { migrationFolders } from "../../../migrations.ts";
import { importJsonLines } from "./import-json-lines.ts";

const clock = testClock();
let folder: string;
let database: TestDatabase;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "aftercare-jsonl-"));
  database = await testDatabase(migrationFolders);
});
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function importText(name: string, content: string | Buffer) {
  const file = join(folder, name);
  writeFileSync(file, content);
  const work = openUnitOfWork(database, clock, [foldProfiles]);
  const { seconds, peakMb, ...counts } = await importJsonLines({ work, clock, file, rejectsFolder: folder });
  assert.ok(seconds >= 0 && peakMb > 0);
  return counts;
}

/** The examples of the guide for newcomers are the test's file: they cannot go stale. */
const guide = readFileSync(new URL("../../../../../../docs/importing.md", import.meta.url), "utf8");
const examples = guide.split("```jsonl\n")[1]?.split("```")[0] ?? "";

test("the examples of the guide are taken, in any order, and a second time known", async () => {
  const lines = examples.trim().split("\n");
  const first = await importText("shop.jsonl", `${lines.toReversed().join("\r\n")}\n\n`);
  assert.deepEqual(first, {
    ...{ read: lines.length, taken: lines.length, rejected: 0, shoppers: 2, orders: 3, orderLines: 5, returnLines: 2 },
    ...{ returnLinesMatched: 2, adjustments: 1, alreadyKnown: 0, returnLinesSplit: 0 },
  });
  const again = await importText("shop.jsonl.gz", gzipSync(examples));
  assert.deepEqual([again.taken, again.alreadyKnown], [0, lines.length]);
  const { clockOffsetMs, origin } = await readRetailer({ db: database.kysely });
  assert.equal(origin, "import");
  assert.ok(clockOffsetMs < 0, "the history ends in the past, and business time goes on from there");
});

test("lines that are no record stand in the rejects file; the others are taken", async () => {
  const good = '{"type":"store","id":"B","name":"Berlin"}';
  const summary = await importText(
    "bad.jsonl",
    [
      good,
      "{",
      '{"type":"store"}',
      '{"type":"payment","id":"x","order":"none","at":"2026-01-01T00:00:00Z","method":"card","amount":1}',
      "x".repeat(5_000_000),
      '{"type":"store","id":"C","name":"Celle"}',
    ].join("\n"),
  );
  assert.deepEqual([summary.read, summary.taken, summary.rejected], [6, 2, 4]);
  const rejects = readFileSync(summary.rejectsFile ?? "", "utf8").split("\r\n");
  assert.match(rejects[1] ?? "", /^2,is not JSON/);
  assert.match(rejects[2] ?? "", /^3,"id: /);
  assert.match(rejects[3] ?? "", /^5,is longer than 4 MB/);
  assert.match(rejects[4] ?? "", /^4,order: names the unknown order none/);
});

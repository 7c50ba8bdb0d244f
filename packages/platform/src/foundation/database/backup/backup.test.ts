import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import pg from "pg";
import { type BackupProgress, backup, type EmbeddedPostgres, openDatabase, restore, startEmbedded } from "../index.ts";
import { temporaryFolder } from "../testing.ts";

const NOBODY = 65534;

describe("backup and restore", () => {
  let folder: string;
  let embedded: EmbeddedPostgres;
  before(async () => {
    folder = temporaryFolder();
    embedded = await startEmbedded(join(folder, "live"));
  });
  after(async () => {
    await embedded.stop();
    await rm(folder, { recursive: true });
  });

  test("a backup taken while others write, restored, opens whole: all that was acknowledged before it, and no gap", async () => {
    const owner = openDatabase(embedded.ownerUrl, { applicationName: "test" });
    await owner.pool.query("CREATE TABLE written (n int PRIMARY KEY, filler text)");
    await owner.pool.query("INSERT INTO written SELECT n, repeat('x', 500) FROM generate_series(1, 20000) n");
    let acknowledged = 20_000;
    let writing = true;
    const writer = (async () => {
      while (writing) {
        await owner.pool.query("INSERT INTO written VALUES ($1, repeat('y', 500))", [acknowledged + 1]);
        acknowledged++;
        if (acknowledged % 50 === 0) await owner.pool.query("CHECKPOINT");
      }
    })();
    const acknowledgedBefore = acknowledged;
    const progress: BackupProgress[] = [];
    const manifest = await backup(embedded, join(folder, "copy"), { onProgress: (step) => progress.push(step) });
    writing = false;
    await writer;
    await owner.close();
    assert.equal(progress.length > 100, true);
    assert.match(manifest.takenAt, /^\d{4}-\d\d-\d\dT/);

    assert.deepEqual(await restore(join(folder, "copy"), join(folder, "restored")), {
      manifest,
      setAside: undefined,
      server: undefined,
    });
    const restored = await startEmbedded(join(folder, "restored"));
    const client = new pg.Client({ connectionString: restored.ownerUrl });
    await client.connect();
    const { rows } = await client.query("SELECT count(*)::int AS rows, max(n) AS newest FROM written");
    assert.equal(rows[0].rows, rows[0].newest);
    assert.ok(rows[0].newest >= acknowledgedBefore && rows[0].newest <= acknowledged);
    await client.query("CREATE EXTENSION amcheck");
    await client.query("SELECT bt_index_check('written_pkey', heapallindexed => true)");
    const { rows: damaged } = await client.query("SELECT * FROM verify_heapam('written')");
    assert.deepEqual(damaged, []);
    await client.end();
    // The application's password came along.
    const app = openDatabase(restored.appUrl, { applicationName: "test" });
    await app.pool.query("SELECT n FROM written LIMIT 1");
    await app.close();
    await restored.stop();
  });

  test("a backup does not touch a folder that holds something, nor grow inside the database", async () => {
    await mkdir(join(folder, "taken"));
    await writeFile(join(folder, "taken", "holiday.jpg"), "");
    await assert.rejects(backup(embedded, join(folder, "taken")), { name: "BackupError", message: /is not empty/ });
    await assert.rejects(backup(embedded, join(embedded.folder, "cluster", "data", "b")), {
      message: /inside the database itself/,
    });
  });

  test("a backup that fails leaves nothing", async () => {
    const wrong = new URL(embedded.ownerUrl);
    wrong.password = "wrong";
    await assert.rejects(backup({ folder: embedded.folder, ownerUrl: wrong.href }, join(folder, "failed")), {
      code: "28P01",
    });
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.includes("failed")),
      [],
    );
  });

  test("an empty folder may receive the backup; restoring refuses a damaged one, and never replaces a database unasked", async () => {
    await mkdir(join(folder, "second"));
    const { files } = await backup(embedded, join(folder, "second"));
    await assert.rejects(restore(join(folder, "second"), embedded.folder), {
      name: "BackupError",
      message: /already has a database; allow the restore to replace it, or restore into another folder/,
    });
    await assert.rejects(restore(join(folder, "nothing"), join(folder, "fresh")), {
      message: /holds no finished backup/,
    });
    const largest = Object.entries(files).sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
    await truncate(join(folder, "second", largest), 1);
    await assert.rejects(restore(join(folder, "second"), join(folder, "fresh")), {
      message: /is incomplete: .* has 1 bytes instead of/,
    });
    await rm(join(folder, "second", largest));
    await assert.rejects(restore(join(folder, "second"), join(folder, "fresh")), {
      message: /is incomplete: .* is missing/,
    });
  });

  /** Backs up and restores in another process, as the user nobody; tells how many rows came back. */
  function roundTripAsNobody(own: string): ChildProcess {
    const program = `
      import { backup, openDatabase, restore, startEmbedded } from ${JSON.stringify(new URL("../index.ts", import.meta.url).href)};
      const [live, copy, restored] = ["live", "copy", "restored"].map((name) => ${JSON.stringify(`${own}/`)} + name);
      const rows = async (url, sql) => {
        const { pool, close } = openDatabase(url, { applicationName: "test" });
        const { rowCount } = await pool.query(sql);
        await close();
        return rowCount;
      };
      const first = await startEmbedded(live, { durable: false });
      await rows(first.ownerUrl, "CREATE TABLE kept AS SELECT 1 AS n");
      await backup(first, copy);
      await first.stop();
      await restore(copy, restored);
      const second = await startEmbedded(restored, { durable: false });
      console.log(await rows(second.appUrl, "SELECT n FROM kept"));
      await second.stop();`;
    return spawn(process.execPath, ["--input-type=module", "--eval", program], {
      uid: NOBODY,
      gid: NOBODY,
      cwd: "/",
      stdio: ["ignore", "pipe", "inherit"],
    });
  }

  test("an ordinary user backs up and restores, too, and root restores for that user", async (t) => {
    if (process.getuid?.() !== 0)
      return t.diagnostic("this whole run is by an ordinary user: proved by the other tests");
    const readable = spawnSync(process.execPath, ["--version"], { uid: NOBODY, gid: NOBODY, cwd: "/" }).status === 0;
    if (!readable) return t.diagnostic("not tried: the user nobody cannot read this checkout");
    const own = temporaryFolder();
    await chown(own, NOBODY, NOBODY);
    const child = roundTripAsNobody(own);
    const [[told], [code]] = await Promise.all([once(child.stdout ?? child, "data"), once(child, "exit")]);
    assert.deepEqual([String(told).trim(), code], ["1", 0]);

    const theirs = join(own, "by-root");
    await mkdir(theirs);
    await chown(theirs, NOBODY, NOBODY);
    await restore(join(own, "copy"), theirs);
    assert.equal((await stat(join(theirs, "cluster", "data", "PG_VERSION"))).uid, NOBODY);
    const started = await startEmbedded(theirs, { durable: false });
    const { pool, close } = openDatabase(started.appUrl, { applicationName: "test" });
    assert.equal((await pool.query("SELECT n FROM kept")).rowCount, 1);
    await close();
    await started.stop();
    await rm(own, { recursive: true });
  });
});

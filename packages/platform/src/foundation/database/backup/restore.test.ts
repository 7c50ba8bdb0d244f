import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, rename, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import {
  backup,
  type Database,
  type EmbeddedPostgres,
  openDatabase,
  RESTORE_STEPS,
  removeEmbedded,
  restore,
  startEmbedded,
} from "../index.ts";
import { temporaryFolder } from "../testing.ts";

const INDEX = new URL("../index.ts", import.meta.url).href;
const FAST = { durable: false };

describe("restoring in place of a database", () => {
  /** A backup of another data folder, so with other passwords; `origin` holds "backup" in it. */
  let copy: string;
  let shelf: string;
  before(async () => {
    shelf = temporaryFolder();
    const other = await startEmbedded(join(shelf, "other"), FAST);
    await origin(other, "backup");
    copy = join(shelf, "copy");
    await backup(other, copy);
    await other.stop();
  });
  after(() => rm(shelf, { recursive: true }));

  let folder: string;
  const children = new Set<ChildProcess>();
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(async () => {
    for (const child of children) child.kill("SIGKILL");
    await removeEmbedded(folder);
    await rm(folder, { recursive: true });
  });

  async function origin(embedded: EmbeddedPostgres, name: string): Promise<void> {
    const { pool, close } = openDatabase(embedded.ownerUrl, { applicationName: "test" });
    await pool.query(`CREATE TABLE origin AS SELECT '${name}' AS name`);
    await pool.query("CREATE TABLE written (n int PRIMARY KEY)");
    await close();
  }

  /** The answer of whichever database there is, once there is one. */
  async function originOf({ pool }: Database): Promise<string> {
    for (let attempt = 0; attempt < 2000; attempt++) {
      const rows = await pool.query<{ name: string }>("SELECT name FROM origin").then(
        (result) => result.rows,
        () => pause(5, undefined),
      );
      if (rows) return rows[0]?.name ?? "";
    }
    return assert.fail("the server did not come back");
  }

  function run(program: string): ChildProcess {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      cwd: "/",
      stdio: ["pipe", "pipe", "inherit"],
    });
    children.add(child);
    child.once("exit", () => children.delete(child));
    return child;
  }

  /** An application that writes one number after the other and says where it stands, whatever happens to its server. */
  function writer(): ChildProcess {
    return run(`
      import { openDatabase, startEmbedded } from ${JSON.stringify(INDEX)};
      const embedded = await startEmbedded(${JSON.stringify(folder)}, ${JSON.stringify(FAST)});
      const { pool, close } = openDatabase(embedded.appUrl, { applicationName: "writer", max: 3 });
      let going = true;
      process.stdin.resume().on("end", () => { going = false; });
      for (let n = 1, said; going; n++) {
        try {
          const sql = "INSERT INTO written VALUES ($1) RETURNING (SELECT name FROM origin) AS name";
          const { rows } = await pool.query(sql, [n]);
          if (rows[0].name !== said) console.log(JSON.stringify({ n, name: (said = rows[0].name) }));
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      }
      await close();
      await embedded.stop();`);
  }

  test("a running writer reconnects by itself, finds what the backup held, and what it writes stays there", async () => {
    const ours = await startEmbedded(folder, FAST);
    await origin(ours, "present");
    const child = writer();
    const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]();
    const next = async () => JSON.parse((await lines.next()).value ?? "{}") as { n: number; name: string };
    assert.equal((await next()).name, "present");
    await ours.stop(); // the writer alone uses it now

    const asked: string[] = [];
    const restored = await restore(copy, folder, {
      replace: true,
      accept: async (url) => {
        const trial = openDatabase(url, { applicationName: "test" });
        asked.push(await originOf(trial));
        await trial.close();
      },
    });
    assert.deepEqual([restored.server, asked], ["same-address", ["backup"]]);
    const there = await next();
    assert.equal(there.name, "backup");
    const exited = once(child, "exit");
    child.stdin?.end();
    assert.deepEqual(await exited, [0, null]);

    const again = await startEmbedded(folder, FAST);
    assert.equal(again.ownerUrl.split("@")[0], ours.ownerUrl.split("@")[0]);
    const database = openDatabase(again.appUrl, { applicationName: "test" });
    const { rows } = await database.pool.query("SELECT min(n) AS first FROM written");
    assert.equal(rows[0]?.["first"], there.n);
    await database.close();
    await again.stop();

    // What was set aside is the whole former database.
    assert.match(restored.setAside ?? "", /\/cluster\.before-restore-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/);
    const former = join(folder, "former");
    await mkdir(former);
    await rename(restored.setAside ?? "", join(former, "cluster"));
    const old = await startEmbedded(former, FAST);
    const formerly = openDatabase(old.appUrl, { applicationName: "test" });
    assert.equal(await originOf(formerly), "present");
    await formerly.close();
    await old.stop();
  });

  test("a stopped database is replaced, too, and stays stopped; the next start opens the backup", async () => {
    const first = await startEmbedded(folder, FAST);
    await origin(first, "present");
    await first.stop();
    assert.equal((await restore(copy, folder, { replace: true })).server, undefined);
    assert.deepEqual(await namesOf(folder), [/^cluster$/, /^cluster\.before-restore-/]);
    const next = await startEmbedded(folder, FAST);
    assert.equal(next.adopted, false);
    const database = openDatabase(next.appUrl, { applicationName: "test" });
    assert.equal(await originOf(database), "backup");
    await database.close();
    await next.stop();
  });

  test("a database that lost its passwords is replaced with those of the backup", async () => {
    await (await startEmbedded(folder, FAST)).stop();
    await rm(join(folder, "cluster", "app.password"));
    await restore(copy, folder, { replace: true });
    const password = await readFile(join(copy, "cluster", "app.password"), "utf8");
    assert.equal(await readFile(join(folder, "cluster", "app.password"), "utf8"), password);
    await (await startEmbedded(folder, FAST)).stop();
  });

  test("a backup that is incomplete, does not open or is not accepted leaves the running database untouched", async () => {
    const ours = await startEmbedded(folder, FAST);
    await origin(ours, "present");
    const database = openDatabase(ours.appUrl, { applicationName: "test", max: 1 });
    const session = async () => (await database.pool.query("SELECT pg_backend_pid() AS pid")).rows[0]?.["pid"];
    const before = await session();
    const broken = join(shelf, "broken");
    const { files } = await backup(ours, broken);

    const refuse = () => Promise.reject(new Error("not this one"));
    await assert.rejects(restore(copy, folder, { replace: true, accept: refuse }), { message: "not this one" });

    const control = join(broken, "cluster", "data", "global", "pg_control");
    await truncate(control, 0);
    await truncate(control, files["cluster/data/global/pg_control"]);
    await assert.rejects(restore(broken, folder, { replace: true }), {
      name: "BackupError",
      message: /does not open, choose another/,
    });
    await truncate(control, 1);
    await assert.rejects(restore(broken, folder, { replace: true }), {
      name: "BackupError",
      message: /is incomplete: .*pg_control has 1 bytes/,
    });
    assert.equal(await session(), before); // the very connection of the beginning
    assert.equal(await originOf(database), "present");
    assert.deepEqual(await namesOf(folder), [/^cluster$/]);
    await database.close();
    await ours.stop();
  });

  for (const [at, step] of RESTORE_STEPS.entries()) {
    const expected = at < RESTORE_STEPS.indexOf("set-aside") ? "present" : "backup";
    test(`killed at "${step}", a restore leaves the ${expected} database, to who uses it and to the next start`, async () => {
      const ours = await startEmbedded(folder, FAST);
      await origin(ours, "present");
      const database = openDatabase(ours.appUrl, { applicationName: "test" });
      assert.equal(await originOf(database), "present");
      const child = run(`
        import { restore } from ${JSON.stringify(INDEX)};
        await restore(${JSON.stringify(copy)}, ${JSON.stringify(folder)}, {
          replace: true,
          onStep: (step) => step === ${JSON.stringify(step)} && process.kill(process.pid, "SIGKILL"),
        });`);
      assert.deepEqual(await once(child, "exit"), [null, "SIGKILL"]);
      assert.equal(await originOf(database), expected);
      await database.close();
      await ours.stop();

      const next = await startEmbedded(folder, FAST);
      const again = openDatabase(next.appUrl, { applicationName: "test" });
      assert.equal(await originOf(again), expected);
      await again.close();
      await next.stop();
      const kept = expected === "backup" ? [/^cluster\.before-restore-/] : [];
      assert.deepEqual(await namesOf(folder), [/^cluster$/, ...kept]);
    });
  }

  test("killed while it tries the backup out, it leaves no second server behind once somebody starts", async () => {
    const child = run(`
      import { restore } from ${JSON.stringify(INDEX)};
      await restore(${JSON.stringify(copy)}, ${JSON.stringify(folder)}, {
        accept: async (url) => { console.log(url); process.kill(process.pid, "SIGKILL"); },
      });`);
    const [[url]] = await Promise.all([once(child.stdout ?? child, "data"), once(child, "exit")]);
    const trial = openDatabase(String(url).trim(), { applicationName: "test" });
    assert.equal(await originOf(trial), "backup");
    const next = await startEmbedded(folder, FAST);
    await assert.rejects(trial.pool.query("SELECT 1"));
    assert.deepEqual(await namesOf(folder), [/^cluster$/]);
    await trial.close();
    await next.stop();
  });

  /** The names of what concerns clusters, as the patterns that the tests compare with. */
  async function namesOf(of: string): Promise<RegExp[]> {
    const patterns = [/^cluster$/, /^cluster\.before-restore-/];
    const names = (await readdir(of)).filter((name) => name.startsWith("cluster")).sort();
    return names.map((name) => patterns.find((pattern) => pattern.test(name)) ?? new RegExp(name));
  }
});

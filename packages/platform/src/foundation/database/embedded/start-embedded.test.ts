import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import {
  type Database,
  type EmbeddedOptions,
  type EmbeddedPostgres,
  openDatabase,
  removeEmbedded,
  startEmbedded,
} from "../index.ts";
import { temporaryFolder } from "../testing.ts";
import { isServing } from "./postmaster.ts";

describe("startEmbedded", () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  const FAST: EmbeddedOptions = { durable: false };
  const INDEX = new URL("../index.ts", import.meta.url).href;

  async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  async function untilAnswered(database: Database): Promise<void> {
    for (let attempt = 0; attempt < 1000; attempt++) {
      const answered = await database.pool.query("SELECT 1").then(
        () => true,
        () => pause(5, false),
      );
      if (answered) return;
    }
    assert.fail("the server did not come back");
  }

  /** The server needs a moment to see that a killed process is gone. */
  async function untilUnused(ownerUrl: string): Promise<void> {
    const presences = "SELECT FROM pg_stat_activity WHERE application_name = 'aftercare presence'";
    for (let attempt = 0; attempt < 1000; attempt++) {
      if ((await query(ownerUrl, presences)).length === 0) return;
    }
    assert.fail("the killed process still counts");
  }

  interface OtherProcess {
    readonly child: ChildProcess;
    readonly server: Pick<EmbeddedPostgres, "ownerUrl" | "adopted" | "pid">;
  }

  /** Another process that starts or joins the server, tells about it, and leaves it when its input ends. */
  async function otherProcess(options: EmbeddedOptions, uid?: number): Promise<OtherProcess> {
    const program = `
    import { startEmbedded } from ${JSON.stringify(INDEX)};
    const embedded = await startEmbedded(${JSON.stringify(folder)}, ${JSON.stringify(options)});
    console.log(JSON.stringify(embedded));
    process.stdin.resume().on("end", () => embedded.stop());`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      cwd: "/",
      stdio: ["pipe", "pipe", "pipe"],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    let errors = "";
    child.stderr.on("data", (data) => {
      errors += data;
    });
    const [told] = await Promise.race([
      once(child.stdout, "data"),
      once(child, "exit").then(() => assert.fail(`the other process ended: ${errors}`)),
    ]);
    return { child, server: JSON.parse(String(told)) };
  }

  async function end({ child }: OtherProcess): Promise<void> {
    const exited = once(child, "exit");
    child.stdin?.end();
    assert.deepEqual(await exited, [0, null]);
  }

  test("starts, keeps its rows over a stop, and closes what holds its secrets", async () => {
    const first = await startEmbedded(folder, FAST);
    assert.equal(first.adopted, false);
    await query(first.ownerUrl, "CREATE TABLE kept AS SELECT 1 AS n");
    await first.stop();
    assert.equal(isServing(first.pid, join(folder, "cluster", "data")), false);

    const second = await startEmbedded(folder, FAST);
    assert.deepEqual(await query(second.appUrl, "SELECT n FROM kept"), [{ n: 1 }]);
    assert.deepEqual(await query(second.appUrl, "SELECT current_setting('is_superuser') AS is"), [{ is: "off" }]);
    await second.stop();
    await second.stop();
    for (const name of ["owner.password", "app.password"]) {
      assert.equal((await stat(join(folder, "cluster", name))).mode & 0o777, 0o600);
    }
  });

  test("processes that start at once make one cluster and share its server; the last to leave stops it", async () => {
    const [other, ours] = await Promise.all([otherProcess(FAST), startEmbedded(folder, FAST)]);
    assert.equal(other.server.pid, ours.pid);
    assert.deepEqual([other.server.adopted, ours.adopted].sort(), [false, true]);
    await end(other);
    assert.deepEqual(await query(ours.appUrl, "SELECT 1 AS n"), [{ n: 1 }]);
    const joined = await otherProcess(FAST);
    assert.equal(joined.server.adopted, true);
    await ours.stop();
    assert.deepEqual(await query(ours.appUrl, "SELECT 1 AS n"), [{ n: 1 }]);
    await end(joined);
    await assert.rejects(query(ours.appUrl, "SELECT 1"), { code: "ECONNREFUSED" });
  });

  test("a process that is killed leaves its server to the next", async () => {
    const other = await otherProcess({});
    await query(other.server.ownerUrl, "CREATE TABLE kept AS SELECT 1 AS n");
    other.child.kill("SIGKILL");
    await once(other.child, "exit");
    const next = await startEmbedded(folder);
    assert.equal(next.adopted, true);
    assert.equal(next.pid, other.server.pid);
    assert.deepEqual(await query(next.appUrl, "SELECT n FROM kept"), [{ n: 1 }]);
    await next.stop();
    await assert.rejects(query(next.appUrl, "SELECT 1"), { code: "ECONNREFUSED" });
  });

  test("a server that is killed while rows are written loses none that was acknowledged", async () => {
    const first = await startEmbedded(folder);
    await query(first.ownerUrl, "CREATE TABLE written (n int)");
    const client = new pg.Client({ connectionString: first.ownerUrl });
    client.on("error", () => {});
    await client.connect();
    let acknowledged = 0;
    const writing = (async () => {
      for (;;) {
        await client.query("INSERT INTO written VALUES ($1)", [acknowledged + 1]);
        if (++acknowledged === 100) process.kill(first.pid, "SIGKILL");
      }
    })();
    await assert.rejects(writing);

    const second = await startEmbedded(folder);
    assert.notEqual(second.pid, first.pid);
    const [found] = await query(second.ownerUrl, `SELECT count(*)::int AS n FROM written WHERE n <= ${acknowledged}`);
    assert.deepEqual(found, { n: acknowledged });
    await first.stop();
    assert.deepEqual(await query(second.appUrl, "SELECT 1 AS n"), [{ n: 1 }]);
    await second.stop();
  });

  test("a server that is killed comes back at its address for all who use it", async () => {
    const other = await otherProcess(FAST);
    const ours = await startEmbedded(folder, FAST);
    const database = openDatabase(ours.appUrl, { applicationName: "test" });
    await database.pool.query("SELECT 1");
    process.kill(ours.pid, "SIGKILL");
    while (isServing(ours.pid, join(folder, "cluster", "data"))) await pause(1);
    await untilAnswered(database);
    await end(other);
    await untilAnswered(database); // it may have left before we were back, as the last who was there
    await database.close();
    await ours.stop();
    await assert.rejects(query(ours.appUrl, "SELECT 1"), { code: "ECONNREFUSED" });
  });

  test("what a dead server and an interrupted first start left behind is cleared away", async () => {
    await mkdir(join(folder, "cluster.new-killed", "data"), { recursive: true });
    await writeFile(join(folder, "cluster.new-killed", "data", "PG_VERSION"), "18\n");
    const first = await startEmbedded(folder, FAST);
    await first.stop();
    // A pid file whose pid now belongs to a living process that is no server: this one.
    const left = [process.pid, "/elsewhere", 1, 1, "", "127.0.0.1", "  1 1", "ready   ", ""].join("\n");
    await writeFile(join(folder, "cluster", "data", "postmaster.pid"), left);
    const second = await startEmbedded(folder, FAST);
    assert.equal(second.adopted, false);
    await second.stop();
  });

  test("removing refuses a database in use, and clears away one that a killed process left running", async () => {
    const other = await otherProcess(FAST);
    await assert.rejects(removeEmbedded(folder), { name: "EmbeddedPostgresError", message: /in use/ });
    other.child.kill("SIGKILL");
    await once(other.child, "exit");
    await untilUnused(other.server.ownerUrl);
    await removeEmbedded(folder);
    assert.deepEqual(await readdir(folder), []);
    await removeEmbedded(join(folder, "never"));
  });

  test("a cluster of another PostgreSQL is refused with the way out", async () => {
    await mkdir(join(folder, "cluster", "data"), { recursive: true });
    await writeFile(join(folder, "cluster", "data", "PG_VERSION"), "17\n");
    await assert.rejects(startEmbedded(folder), {
      name: "EmbeddedPostgresError",
      message: /made by PostgreSQL 17, and this release brings PostgreSQL 18; start it with the release that made it/,
    });
  });

  const NOBODY = 65534;

  test("an ordinary user starts it, too", async (t) => {
    if (process.getuid?.() !== 0)
      return t.diagnostic("this whole run is by an ordinary user: proved by the other tests");
    await chown(folder, NOBODY, NOBODY);
    const probe = spawn(process.execPath, ["--input-type=module", "--eval", `await import(${JSON.stringify(INDEX)})`], {
      uid: NOBODY,
      gid: NOBODY,
      cwd: "/",
      stdio: "ignore",
    });
    const [code] = await Promise.race([once(probe, "exit"), once(probe, "error")]);
    if (code !== 0) return t.diagnostic("not tried: the user nobody cannot read this checkout");
    const other = await otherProcess(FAST, NOBODY);
    assert.deepEqual(await query(other.server.ownerUrl, "SELECT 1 AS n"), [{ n: 1 }]);
    // Root joins a server that another user runs.
    const ours = await startEmbedded(folder, FAST);
    assert.equal(ours.adopted, true);
    await ours.stop();
    await end(other);
  });

  test("root runs it without user namespaces, and changes between the two ways", async (t) => {
    if (process.getuid?.() !== 0) return t.diagnostic("not tried: only root changes its account");
    for (const userNamespace of [false, true, false]) {
      const embedded = await startEmbedded(folder, { durable: false, userNamespace });
      assert.equal(embedded.adopted, false);
      assert.deepEqual(await query(embedded.appUrl, "SELECT 1 AS n"), [{ n: 1 }]);
      await embedded.stop();
    }
  });
});

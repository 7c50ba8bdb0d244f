import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { backup, migrate, openDatabase, restore, startEmbedded } from "./foundation/database/index.ts";
import { migrationFolders } from "./migrations.ts";
import { openPlatform } from "./platform.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "aftercare-start-"));
const dataFolder = join(folder, "data");
const running = new Set<ChildProcess>();

interface Started {
  readonly process: ChildProcess;
  readonly address: string;
  readonly said: string;
  /** All that it has written so far. */
  log(): string;
}

function launch(env: Record<string, string>, argv: readonly string[] = []) {
  const child = spawn(process.execPath, [main, ...argv], {
    env: { ...process.env, AFTERCARE_DATA: dataFolder, PORT: "0", LANG: "C", LC_ALL: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** Starts the real command and waits for the addresses it prints. */
async function start(env: Record<string, string> = {}): Promise<Started> {
  const child = launch(env);
  let said = "";
  let complaint = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const ready = Promise.withResolvers<void>();
  child.stdout?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes("Ctrl-C")) ready.resolve();
  });
  child.once("exit", () => ready.resolve());
  await ready.promise;
  const address = /http:\/\/[\d.:]+/.exec(said)?.[0];
  assert.ok(address, `${said}\n${complaint}`);
  return { process: child, address, said, log: () => said + complaint };
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

async function logIn({ address, said }: Started, role: string) {
  const line = said.split("\n").find((text) => new RegExp(`\\s${role}\\s`).test(text)) ?? "";
  const password = line.trim().split(/\s+/).at(-1) ?? "";
  const response = await fetch(`${address}/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login: role, password }),
  });
  assert.equal(response.status, 200, await response.clone().text());
  return { cookie: response.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
}

describe("npm start", () => {
  let first: Started;

  before(async () => {
    first = await start();
  });

  after(async () => {
    for (const child of running) {
      child.kill("SIGINT");
      await ended(child);
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test("npm start on an empty folder makes the sample retailer and a login for each role that works", async () => {
    assert.deepEqual(await (await fetch(`${first.address}/healthz`)).json(), { status: "ok" });
    for (const role of ["associate", "agent", "manager", "admin"]) {
      const headers = await logIn(first, role);
      const session = (await (await fetch(`${first.address}/v1/session`, { headers })).json()) as { role: string };
      assert.equal(session.role, role);
    }
    const headers = await logIn(first, "agent");
    const found = (await (await fetch(`${first.address}/v1/purchases?q=10`, { headers })).json()) as {
      items: unknown[];
    };
    assert.ok(found.items.length > 0);
  });

  test("what the sample's program has brought can be told when the doors open, and more is on its way", async () => {
    const headers = await logIn(first, "manager");
    const response = await fetch(`${first.address}/v1/programs/after-a-return/measurement`, { headers });
    const { weeks, pending } = (await response.json()) as {
      weeks: { effects: { goal?: object } }[];
      pending: { decisions: number };
    };
    assert.ok(weeks.some(({ effects }) => effects.goal !== undefined));
    assert.ok(pending.decisions > 100);
  });

  test("a taken port is named, with the way to choose another", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    const child = launch({ PORT: String(port), AFTERCARE_DATA: join(folder, "unused") });
    let complaint = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    assert.equal(await ended(child), 1);
    assert.match(complaint, new RegExp(`Port ${port} is taken.*PORT=${port + 1} npm start`));
    other.close();
  });

  test("help is given, and what is not understood is named, before anything is made", async () => {
    const unused = join(folder, "untouched");
    for (const [argument, stream, code, said] of [
      ["--help", "stdout", 0, /PORT=4001 npm start/],
      ["--port", "stderr", 1, /“--port” is not understood/],
    ] as const) {
      const child = launch({ AFTERCARE_DATA: unused }, [argument]);
      let written = "";
      child[stream]?.on("data", (chunk: Buffer) => {
        written += chunk.toString();
      });
      assert.equal(await ended(child), code);
      assert.match(written, said);
    }
    assert.equal(existsSync(unused), false);
  });

  test("kill -9 and a restart lose nothing that was acknowledged; the same logins open it; Ctrl-C stops it cleanly", async () => {
    const headers = { ...(await logIn(first, "admin")), origin: first.address };
    const found = (await (await fetch(`${first.address}/v1/purchases?q=10`, { headers })).json()) as {
      items: { shopper: { shopperId: string } }[];
    };
    const shopperId = found.items[0]?.shopper.shopperId ?? "";
    const erased = await fetch(`${first.address}/v1/shoppers/${shopperId}/personal-data`, {
      method: "DELETE",
      headers,
    });
    assert.equal(erased.status, 200, await erased.clone().text());
    first.process.kill("SIGKILL");
    await ended(first.process);

    const second = await start();
    const again = await logIn(second, "admin");
    const shopper = (await (await fetch(`${second.address}/v1/shoppers/${shopperId}`, { headers: again })).json()) as {
      erasedAt?: string;
      name?: string;
    };
    assert.ok(shopper.erasedAt);
    assert.equal(shopper.name, undefined);
    second.process.kill("SIGINT");
    assert.equal(await ended(second.process), 0);
    for (const secret of [headers.cookie, again.cookie].map((cookie) => cookie.split("=")[1] ?? "")) {
      assert.ok(secret.length > 40);
      assert.equal((first.log() + second.log()).includes(secret), false);
    }
    assert.throws(() => readFileSync(join(dataFolder, "cluster", "data", "postmaster.pid")), /ENOENT/);
  });

  test("a backup of the running system, restored into another folder, opens with everything in it", async () => {
    const copy = join(folder, "backup");
    const embedded = await startEmbedded(dataFolder);
    await backup(embedded, copy);
    await embedded.stop();
    const restored = join(folder, "restored");
    await restore(copy, restored);
    const counts = [];
    for (const dataFolderOf of [dataFolder, restored]) {
      const platform = await openPlatform(
        { dataFolder: dataFolderOf, databaseUrl: undefined, databaseOwnerUrl: undefined },
        "test",
      );
      const { kysely } = platform.database;
      counts.push(
        await kysely
          .selectFrom("events")
          .select((the) => the.fn.countAll().as("events"))
          .executeTakeFirstOrThrow(),
      );
      await platform.close();
    }
    assert.deepEqual(counts[0], counts[1]);
    assert.ok(Number(counts[0]?.events) > 10_000);
  });

  test("the new code opens a data folder made by an older release, and keeps what is in it", async () => {
    const old = join(folder, "old");
    const embedded = await startEmbedded(old);
    // Folders stand in the order in which they build on each other: what came before judging was there first.
    const older = migrationFolders.slice(
      0,
      migrationFolders.findIndex(({ capability }) => capability === "learning"),
    );
    assert.ok(older.length < migrationFolders.length);
    await migrate(embedded.ownerUrl, older);
    const database = openDatabase(embedded.appUrl, { applicationName: "older release" });
    await database.kysely.updateTable("retailer_settings").set({ origin: "import", name: "An older shop" }).execute();
    await database.close();
    await embedded.stop();

    const platform = await openPlatform(
      { dataFolder: old, databaseUrl: undefined, databaseOwnerUrl: undefined },
      "test",
    );
    assert.ok(platform.migrated.some((name) => name.startsWith("offers/")));
    const settings = await platform.database.kysely
      .selectFrom("retailer_settings")
      .selectAll()
      .executeTakeFirstOrThrow();
    assert.equal(settings.name, "An older shop");
    await platform.close();
  });
});

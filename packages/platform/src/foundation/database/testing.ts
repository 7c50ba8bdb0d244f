import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { prepareApplicationRole } from "./application-role.ts";
import { type Database, openDatabase } from "./connect.ts";
import { clusterPaths } from "./embedded/cluster.ts";
import { isServing, readPostmaster } from "./embedded/postmaster.ts";
import { type EmbeddedPostgres, startEmbedded } from "./embedded/start-embedded.ts";
import { migrate } from "./migrate.ts";
import type { MigrationFolder } from "./migration-files.ts";

/** A fresh database of one test, connected as the application; `close` drops it. */
export interface TestDatabase extends Database {
  /** The same database for the role that owns its tables. */
  readonly ownerUrl: string;
}

/**
 * Makes a database with the given migrations. The first call of a process starts a server in memory, and migrates once for
 * each list of folders; every further database is a copy, made in some ten milliseconds. The server ends with the process.
 */
export async function testDatabase(folders: readonly MigrationFolder[] = []): Promise<TestDatabase> {
  server ??= startServer();
  const embedded = await server;
  const key = folders.map(({ capability, folder }) => `${capability}=${folder.href}`).join(" ");
  let template = templates.get(key);
  if (!template) {
    template = makeTemplate(embedded, folders);
    templates.set(key, template);
  }
  const name = await makeDatabase(embedded, await template);
  // All files of a run share one server, and all their databases stay open until its end: together they may not hold what they once used.
  const options = { applicationName: "test", restMs: 2_000 };
  const database = openDatabase(withDatabase(embedded.appUrl, name), options);
  return {
    ...database,
    ownerUrl: withDatabase(embedded.ownerUrl, name),
    close: async () => {
      await database.close();
      await asOwner(embedded, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Makes an empty folder, in memory where there is room; the caller removes it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(memoryFolder() ?? tmpdir(), `${PREFIX}${process.pid}-`));
}

const PREFIX = "aftercare-test-";
let server: Promise<EmbeddedPostgres> | undefined;
const templates = new Map<string, Promise<string>>();

async function startServer(): Promise<EmbeddedPostgres> {
  const folder = temporaryFolder();
  sweep(dirname(folder));
  const embedded = await startEmbedded(folder, { durable: false });
  // Nothing asynchronous runs any more when a process exits, whether its tests passed or threw.
  process.once("exit", () => discard(folder));
  return embedded;
}

/** A folder in memory with room for the databases of a test run. */
function memoryFolder(): string | undefined {
  const folder = "/dev/shm";
  if (!existsSync(folder)) return undefined;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > 2 * 1024 ** 3 ? folder : undefined;
}

/** Ends what test processes left behind that were killed. */
function sweep(base: string): void {
  for (const name of readdirSync(base)) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1] ?? Number.NaN);
    if (!Number.isNaN(pid) && !isAlive(pid)) discard(join(base, name));
  }
}

function discard(folder: string): void {
  const { data } = clusterPaths(folder);
  const postmaster = readPostmaster(data);
  if (postmaster && isServing(postmaster.pid, data)) process.kill(postmaster.pid, "SIGQUIT");
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function makeTemplate(embedded: EmbeddedPostgres, folders: readonly MigrationFolder[]): Promise<string> {
  const name = await makeDatabase(embedded, "template0");
  const ownerUrl = withDatabase(embedded.ownerUrl, name);
  await prepareApplicationRole(ownerUrl, { role: new URL(embedded.appUrl).username });
  await migrate(ownerUrl, folders);
  return name;
}

async function makeDatabase(embedded: EmbeddedPostgres, template: string): Promise<string> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  // Copying files beats writing every page to the log when nothing waits for a disk.
  await asOwner(embedded, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  return name;
}

async function asOwner(embedded: EmbeddedPostgres, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: embedded.ownerUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

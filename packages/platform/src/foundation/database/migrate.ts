import pg from "pg";
import { MigrationError, type MigrationFile, type MigrationFolder, readMigrationFiles } from "./migration-files.ts";
import type { MigrationTable } from "./tables.ts";

/** Names the lock that lets one process migrate at a time; the number itself means nothing. */
const LOCK = 4_206_175_511;

const MIGRATION_TABLE = `CREATE TABLE IF NOT EXISTS migration (
  capability text NOT NULL,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (capability, name)
)`;

/**
 * Brings the database to this release's schema: runs each SQL file once, in the given order, each in a transaction of its
 * own together with the note that it ran. Processes that start at the same time take turns. There is no way back down:
 * a release that must be undone is undone by a new migration or by restoring the backup made before it.
 * @returns the migrations that ran now, as `capability/name`
 * @throws MigrationError when the database does not fit these files, before anything is changed
 */
export async function migrate(ownerUrl: string, folders: readonly MigrationFolder[]): Promise<string[]> {
  const files = await readMigrationFiles(folders);
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "aftercare migrate" });
  await client.connect();
  try {
    // Held by the connection, so it is let go however this ends.
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query(MIGRATION_TABLE);
    const { rows } = await client.query<MigrationTable>("SELECT capability, name, checksum FROM migration");
    const pending = pendingFiles(files, rows);
    for (const file of pending) await runFile(client, file);
    return pending.map(label);
  } finally {
    await client.end();
  }
}

/**
 * What `migrate` would run, as `capability/name`; changes nothing.
 * @throws MigrationError when the database does not fit these files
 */
export async function pendingMigrations(ownerUrl: string, folders: readonly MigrationFolder[]): Promise<string[]> {
  const files = await readMigrationFiles(folders);
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "aftercare migrate" });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "SELECT FROM pg_tables WHERE schemaname = 'public' AND tablename = 'migration'",
    );
    if (rowCount === 0) return files.map(label);
    const { rows } = await client.query<MigrationTable>("SELECT capability, name, checksum FROM migration");
    return pendingFiles(files, rows).map(label);
  } finally {
    await client.end();
  }
}

type Applied = Pick<MigrationTable, "capability" | "name" | "checksum">;

function pendingFiles(files: readonly MigrationFile[], applied: readonly Applied[]): MigrationFile[] {
  const byLabel = new Map(files.map((file) => [label(file), file]));
  const newest = new Map<string, string>();
  for (const row of applied) {
    const file = byLabel.get(label(row));
    if (!file) {
      throw new MigrationError(
        `this database was made by a newer release: it has run ${label(row)}, which this release does not know; start the newer release, or restore a backup made before it`,
      );
    }
    if (file.checksum !== row.checksum) {
      throw new MigrationError(
        `${label(row)} was changed after this database ran it; put the file back as it was and make the change in a new migration`,
      );
    }
    if (row.name > (newest.get(row.capability) ?? "")) newest.set(row.capability, row.name);
  }
  const known = new Set(applied.map(label));
  const pending = files.filter((file) => !known.has(label(file)));
  for (const file of pending) {
    const last = newest.get(file.capability);
    if (last && file.name < last) {
      throw new MigrationError(
        `${label(file)} has a lower number than ${last}, which this database has already run; give it the next free number`,
      );
    }
  }
  return pending;
}

async function runFile(client: pg.Client, file: MigrationFile): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(file.sql);
    await client.query("INSERT INTO migration (capability, name, checksum) VALUES ($1, $2, $3)", [
      file.capability,
      file.name,
      file.checksum,
    ]);
    await client.query("COMMIT");
  } catch (cause) {
    // The connection may be what failed; the first error is the one to tell.
    await client.query("ROLLBACK").catch(() => {});
    throw new MigrationError(`${label(file)} failed and was rolled back: ${placeOf(cause, file.sql)}`, { cause });
  }
}

function label({ capability, name }: { capability: string; name: string }): string {
  return `${capability}/${name}`;
}

/** The server's message with the line it is about. */
function placeOf(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError)) return String(error);
  const line = error.position ? sql.slice(0, Number(error.position) - 1).split("\n").length : undefined;
  return line ? `line ${line}: ${error.message}` : error.message;
}

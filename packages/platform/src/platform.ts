import { appendListeners } from "./capabilities.ts";
import { type BusinessClock, openBusinessClock } from "./facts/retailer/index.ts";
import type { Config } from "./foundation/config/index.ts";
import { type Database, migrate, openDatabase, startEmbedded } from "./foundation/database/index.ts";
import { openUnitOfWork, type UnitOfWork } from "./foundation/events/index.ts";
import { migrationFolders } from "./migrations.ts";

/** An open database at this release's schema, and what works on it: the same for the server, the commands and the benchmarks. */
export interface Platform {
  readonly database: Database;
  /** For backups, which the application's role may not make. */
  readonly ownerUrl: string;
  readonly work: UnitOfWork;
  readonly clock: BusinessClock;
  /** Migrations that ran now. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/** Starts or joins the embedded PostgreSQL (or connects to the operator's own), migrates, and opens the house on it. */
export async function openPlatform(
  config: Pick<Config, "dataFolder" | "databaseUrl" | "databaseOwnerUrl">,
  applicationName: string,
): Promise<Platform> {
  const embedded = config.databaseUrl === undefined ? await startEmbedded(config.dataFolder) : undefined;
  const url = embedded?.appUrl ?? config.databaseUrl ?? "";
  const ownerUrl = embedded?.ownerUrl ?? config.databaseOwnerUrl ?? url;
  try {
    const migrated = await migrate(ownerUrl, migrationFolders);
    const database = openDatabase(url, { applicationName, max: 20 });
    const clock = await openBusinessClock(database);
    const work = openUnitOfWork(database, clock, appendListeners(clock));
    return {
      database,
      ownerUrl,
      work,
      clock,
      migrated,
      async close() {
        await database.close();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

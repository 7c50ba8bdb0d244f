import { constants } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import pg from "pg";
import { POSTGRES_MAJOR } from "../embedded/binaries.ts";
import { clusterPaths, PASSWORD_FILES, syncFolder } from "../embedded/cluster.ts";
import type { EmbeddedPostgres } from "../embedded/start-embedded.ts";
import { BackupError } from "./backup-error.ts";
import { ifGone, listDataDirectory, WAL_FOLDER } from "./data-directory.ts";
import { flushToDisk } from "./flush.ts";
import { type Manifest, writeManifest } from "./manifest.ts";

/** Sizes in bytes. The total is that of the start: a running database may end a little above it. */
export interface BackupProgress {
  readonly copied: number;
  readonly total: number;
}

export interface BackupOptions {
  readonly onProgress?: (progress: BackupProgress) => void;
}

/**
 * Copies the running server's whole cluster, passwords included, while others go on writing. Everything committed before
 * the call is in it; it opens in the state of one moment. The folder appears only when it is whole.
 * @param toFolder a path where nothing is yet, or an empty folder
 * @throws BackupError with the remedy
 * @see https://www.postgresql.org/docs/18/continuous-archiving.html "Making a Base Backup Using the Low Level API"
 */
export async function backup(
  embedded: Pick<EmbeddedPostgres, "folder" | "ownerUrl">,
  toFolder: string,
  { onProgress = () => {} }: BackupOptions = {},
): Promise<Manifest> {
  const target = resolve(toFolder);
  const { cluster } = clusterPaths(embedded.folder);
  await checkTarget(target, cluster);
  const unfinished = join(dirname(target), `.${basename(target)}.unfinished`);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: embedded.ownerUrl, application_name: "aftercare backup" });
  client.on("error", () => {}); // the query in flight fails with it
  try {
    await client.connect();
    const manifest = await copyCluster(client, cluster, unfinished, onProgress);
    await writeManifest(unfinished, manifest);
    flushToDisk(unfinished);
    await rename(unfinished, target);
    syncFolder(dirname(target));
    return manifest;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    await client.end();
  }
}

async function checkTarget(target: string, cluster: string): Promise<void> {
  if (!relative(cluster, target).startsWith("..")) {
    throw new BackupError(`${target} lies inside the database itself; choose a folder outside ${cluster}`);
  }
  const present = await readdir(target).catch(ifGone<string[]>([]));
  if (present.length > 0) throw new BackupError(`${target} is not empty; choose a new folder for the backup`);
}

async function copyCluster(
  client: pg.Client,
  cluster: string,
  target: string,
  onProgress: (progress: BackupProgress) => void,
): Promise<Manifest> {
  const files: Manifest["files"] = {};
  const copy = async (path: string) => {
    const to = join("cluster", path);
    // Shares the blocks where the file system can, and copies them where it cannot.
    await copyFile(join(cluster, path), join(target, to), constants.COPYFILE_FICLONE);
    files[to] = (await stat(join(target, to))).size;
    return files[to];
  };
  const folders: Manifest["folders"] = [];
  const make = async (path: string) => {
    const folder = join("cluster", path);
    await mkdir(join(target, folder), { recursive: true, mode: 0o700 });
    folders.push(folder);
  };
  await make("data");
  for (const name of PASSWORD_FILES) await copy(name);

  // Without a slot a checkpoint may recycle log that the copy needs; this one vanishes with the connection.
  await client.query("SELECT pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)");
  const { rows: started } = await client.query<{ at: string }>(
    "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') AS at FROM pg_backup_start('aftercare', fast => true)",
  );
  const listed = await listDataDirectory(join(cluster, "data"));
  for (const folder of listed.folders) await make(join("data", folder));
  const total = listed.files.reduce((sum, file) => sum + file.bytes, 0);
  let copied = 0;
  for (const { path } of listed.files) {
    copied += await copy(join("data", path)).catch(ifGone(0));
    onProgress({ copied, total });
  }
  const { rows: stopped } = await client.query<BackupStop>(
    "SELECT labelfile, spcmapfile, pg_walfile_name(lsn) AS last FROM pg_backup_stop(wait_for_archive => false)",
  );
  const { labelfile = "", spcmapfile = "", last = "" } = stopped[0] ?? {};
  if (spcmapfile.trim() !== "") {
    throw new BackupError(
      `the database uses tablespaces outside its folder, which a backup cannot hold: ${spcmapfile}`,
    );
  }
  const label = join("cluster", "data", "backup_label");
  await writeFile(join(target, label), labelfile, { mode: 0o600 });
  files[label] = Buffer.byteLength(labelfile);
  for (const segment of await walSegments(join(cluster, "data", WAL_FOLDER), labelfile, last)) {
    await copy(join("data", WAL_FOLDER, segment));
  }
  const takenAt = started[0]?.at ?? "";
  return { format: 1, postgres: POSTGRES_MAJOR, takenAt, folders, files };
}

interface BackupStop {
  readonly labelfile: string;
  readonly spcmapfile: string;
  readonly last: string;
}

/** The log from the backup's start to its end: with it, files copied at different moments become those of one moment. */
async function walSegments(folder: string, label: string, last: string): Promise<string[]> {
  const first = /^START WAL LOCATION: .* \(file ([0-9A-F]{24})\)$/m.exec(label)?.[1] ?? "";
  const segments = (await readdir(folder)).filter(
    (name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last,
  );
  if (segments.includes(first) && segments.includes(last)) return segments;
  throw new BackupError("the server removed log that the backup needs; take the backup again");
}

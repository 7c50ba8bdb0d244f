import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * What a copy of a running data directory leaves out: files of the running server, and contents that the server rebuilds
 * at its start or that would carry over sessions of the original.
 * @see https://www.postgresql.org/docs/18/continuous-archiving.html "Backing Up the Data Directory"
 */
const LEFT_OUT = new Set(["postmaster.pid", "postmaster.opts", "postgresql.auto.conf.tmp"]);
const LEFT_EMPTY = new Set(
  ["dynshmem", "notify", "replslot", "serial", "snapshots", "stat_tmp", "subtrans", "wal"].map((name) => `pg_${name}`),
);
const LEFT_OUT_ANYWHERE = /^(pgsql_tmp|pg_internal\.init)/;

/** Read last, as PostgreSQL's own base backup does. */
const CONTROL_FILE = join("global", "pg_control");

/** Where the write-ahead log lies; it is copied by itself when the rest is there. */
export const WAL_FOLDER = "pg_wal";

export interface DataDirectory {
  /** Relative paths, parents before children. */
  readonly folders: readonly string[];
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** Lists what of the data directory belongs into a backup, in the order in which to copy it. */
export async function listDataDirectory(data: string): Promise<DataDirectory> {
  const folders: string[] = [join(WAL_FOLDER, "archive_status"), join(WAL_FOLDER, "summaries")];
  const files: { path: string; bytes: number }[] = [];
  const walk = async (folder: string) => {
    for (const entry of await entriesOf(join(data, folder))) {
      const path = join(folder, entry.name);
      if (LEFT_OUT.has(path) || LEFT_OUT_ANYWHERE.test(entry.name)) continue;
      if (entry.isDirectory()) {
        folders.push(path);
        if (!LEFT_EMPTY.has(path)) await walk(path);
      } else if (entry.isFile()) {
        const bytes = await stat(join(data, path)).then((file) => file.size, ifGone(0));
        files.push({ path, bytes });
      }
    }
  };
  await walk("");
  const rank = (path: string) => (path === CONTROL_FILE ? 1 : 0);
  return { folders, files: files.sort((a, b) => rank(a.path) - rank(b.path)) };
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(ifGone<Dirent[]>([]));
}

/** A running server drops files: what is gone when its turn comes is in no need of copying. */
export function ifGone<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === "ENOENT") return instead;
    throw error;
  };
}

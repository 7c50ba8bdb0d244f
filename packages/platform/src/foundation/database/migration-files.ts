import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Where a capability keeps its SQL files. */
export interface MigrationFolder {
  readonly capability: string;
  /** Of the folder: `new URL("./migrations/", import.meta.url)`. */
  readonly folder: URL;
}

export interface MigrationFile {
  readonly capability: string;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** The migrations cannot be run as they are; the message names the file and the remedy. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

const FILE_NAME = /^(\d{4})_[a-z0-9][a-z0-9_-]*\.sql$/;

/**
 * Reads the SQL files of all folders, in the order in which they run: folder by folder, in each by number.
 * @throws MigrationError for a capability or number that stands there twice and for a file that is no `0001_name.sql`
 */
export async function readMigrationFiles(folders: readonly MigrationFolder[]): Promise<MigrationFile[]> {
  const files: MigrationFile[] = [];
  const capabilities = new Set<string>();
  for (const { capability, folder } of folders) {
    if (capabilities.has(capability)) {
      throw new MigrationError(`the migrations of ${capability} are listed twice; list each capability once`);
    }
    capabilities.add(capability);
    files.push(...(await readFolder(capability, fileURLToPath(folder))));
  }
  return files;
}

async function readFolder(capability: string, path: string): Promise<MigrationFile[]> {
  const byNumber = new Map<string, string>();
  for (const name of (await readdir(path)).sort()) {
    const number = FILE_NAME.exec(name)?.[1];
    if (number === undefined) {
      throw new MigrationError(`${capability}/${name} is not named like 0001_what_it_does.sql; rename or remove it`);
    }
    const other = byNumber.get(number);
    if (other)
      throw new MigrationError(`${capability}/${other} and ${name} have the same number; renumber the newer one`);
    byNumber.set(number, name);
  }
  return Promise.all(
    [...byNumber.values()].map(async (name) => {
      const text = await readFile(`${path}/${name}`, "utf8");
      // A checkout that turns line ends into CR LF holds the same migration.
      const sql = text.replaceAll("\r\n", "\n");
      return { capability, name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

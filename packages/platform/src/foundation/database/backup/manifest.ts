import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { POSTGRES_MAJOR } from "../embedded/binaries.ts";
import { BackupError } from "./backup-error.ts";

const FILE_NAME = "backup.json";

const Manifest = z.object({
  format: z.literal(1),
  postgres: z.string(),
  takenAt: z.iso.datetime(),
  /** Every folder, parents first. Listed, because the server insists on the empty ones and many copying tools do not. */
  folders: z.array(z.string()),
  /** Bytes of each file, by its path from the backup's folder. */
  files: z.record(z.string(), z.number()),
});

/** What a backup holds. It is written last, so a folder without it is no backup. */
export type Manifest = z.infer<typeof Manifest>;

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, FILE_NAME), `${JSON.stringify(manifest, undefined, 1)}\n`, { mode: 0o600 });
}

/** Reads the list of a backup and holds it against the files. @throws BackupError when something is missing */
export async function verifiedManifest(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  if (manifest.postgres !== POSTGRES_MAJOR) {
    throw new BackupError(
      `${folder} was taken from PostgreSQL ${manifest.postgres}, and this release brings ${POSTGRES_MAJOR}; restore it with the release that took it`,
    );
  }
  for (const [path, bytes] of Object.entries(manifest.files)) {
    const found = await stat(join(folder, path)).then(
      (file) => file.size,
      () => undefined,
    );
    if (found === bytes) continue;
    const state = found === undefined ? "is missing" : `has ${found} bytes instead of ${bytes}`;
    throw new BackupError(
      `the backup in ${folder} is incomplete: ${path} ${state}; copy it again or choose another backup`,
    );
  }
  return manifest;
}

async function readManifest(folder: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(join(folder, FILE_NAME), "utf8");
  } catch (cause) {
    throw new BackupError(`${folder} holds no finished backup (no ${FILE_NAME}); choose another backup`, { cause });
  }
  try {
    return Manifest.parse(JSON.parse(text));
  } catch (cause) {
    throw new BackupError(`${join(folder, FILE_NAME)} is damaged; choose another backup`, { cause });
  }
}

import { constants, existsSync } from "node:fs";
import { copyFile, mkdir, realpath, rename, rm, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { clusterPaths, syncFolder } from "../embedded/cluster.ts";
import { handOver } from "../embedded/server-account.ts";
import { withStartLock } from "../embedded/start-lock.ts";
import { BackupError } from "./backup-error.ts";
import { flushToDisk } from "./flush.ts";
import { type Manifest, verifiedManifest } from "./manifest.ts";

/**
 * Puts a backup into a data folder that has no database yet; the next `startEmbedded` there opens it. The backup itself
 * stays as it is.
 * @throws BackupError when the backup is incomplete or the folder already has a database
 */
export async function restore(fromFolder: string, dataFolder: string): Promise<Manifest> {
  const from = resolve(fromFolder);
  const manifest = await verifiedManifest(from);
  await mkdir(dataFolder, { recursive: true });
  const paths = clusterPaths(await realpath(dataFolder));
  return withStartLock(paths.folder, async () => {
    if (existsSync(paths.cluster)) {
      throw new BackupError(
        `${paths.folder} already has a database; stop it and move ${paths.cluster} away, or restore into another folder`,
      );
    }
    const unfinished = `${paths.cluster}.restoring`;
    await rm(unfinished, { recursive: true, force: true });
    const restored = (path: string) => join(unfinished, relative("cluster", path));
    for (const folder of manifest.folders) await mkdir(restored(folder), { recursive: true, mode: 0o700 });
    for (const path of Object.keys(manifest.files)) {
      await copyFile(join(from, path), restored(path), constants.COPYFILE_FICLONE);
    }
    // Root may restore for the user whose data folder it is.
    if (process.getuid?.() === 0) handOver(unfinished, await stat(paths.folder));
    flushToDisk(unfinished);
    await rename(unfinished, paths.cluster);
    syncFolder(paths.folder);
    return manifest;
  });
}

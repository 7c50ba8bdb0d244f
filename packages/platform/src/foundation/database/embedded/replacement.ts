import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type ClusterPaths, syncFolder } from "./cluster.ts";
import { stopServer } from "./running-server.ts";

/**
 * How a restored cluster takes the place of the present one. Beside `cluster/` may lie:
 *
 *     cluster.restoring-XXXXXX/          a backup being copied and tried out, of no use to anyone else
 *     cluster.restored/                  the same when it is whole: about to take the place
 *     cluster.before-restore-<UTC time>/ the cluster that was there, set aside and kept
 *
 * Two folders cannot be exchanged in one step from here, so there are two renames, and a death between them leaves no
 * `cluster/` at all. Which of the two databases counts then follows from the names alone:
 *
 *     cluster/ and cluster.restored/     the old one; nothing was moved yet, and the restored one is thrown away
 *     cluster.restored/ only             the restored one; whoever starts next finishes the second rename
 */
const STAGING_PREFIX = "cluster.restoring-";
const SET_ASIDE_PREFIX = "cluster.before-restore-";

/** Makes the folder in which a backup becomes a cluster. A new name each time: what a killed process left may still be written to. */
export function makeStagingFolder({ folder }: ClusterPaths): string {
  return mkdtempSync(join(folder, STAGING_PREFIX));
}

/** Marks a staged cluster as whole. From here on it must never be changed under its name, only renamed. */
export function markRestored(paths: ClusterPaths, staging: string): void {
  renameSync(staging, paths.restored);
  syncFolder(paths.folder);
}

/** Moves the present cluster out of the way, to a name that tells when; its server must have ended. */
export function setAside(paths: ClusterPaths, at: Date): string {
  const kept = join(paths.folder, `${SET_ASIDE_PREFIX}${at.toISOString().replaceAll(/[:.]/g, "-")}`);
  renameSync(paths.cluster, kept);
  syncFolder(paths.folder);
  return kept;
}

/** Gives the restored cluster the name under which it is started. */
export function putInPlace(paths: ClusterPaths): void {
  renameSync(paths.restored, paths.cluster);
  syncFolder(paths.folder);
}

/**
 * Ends what a killed restore left half done, as described above. To be called under the start lock before anyone looks
 * whether there is a cluster: otherwise a start between the two renames would make an empty one.
 */
export async function settleReplacement(paths: ClusterPaths): Promise<void> {
  if (existsSync(paths.restored)) {
    // Under a name that is never put in place, because deleting can be interrupted, too.
    if (existsSync(paths.cluster)) renameSync(paths.restored, `${makeStagingFolder(paths)}-dropped`);
    else putInPlace(paths);
  }
  for (const name of readdirSync(paths.folder)) {
    if (name.startsWith(STAGING_PREFIX)) await dropStaging(join(paths.folder, name));
  }
}

/** Deletes a staged cluster, with the server that may have been trying it out. */
export async function dropStaging(staging: string): Promise<void> {
  try {
    await stopServer(join(staging, "data"));
    rmSync(staging, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    // What root left behind only root can delete; it takes up room, but it is in nobody's way.
    if (!["EACCES", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

import { existsSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { clusterPaths, OWNER_ROLE, readPasswords } from "./cluster.ts";
import { EmbeddedPostgresError } from "./embedded-error.ts";
import { enter } from "./presence.ts";
import { settleReplacement } from "./replacement.ts";
import { findRunningServer, stopServer } from "./running-server.ts";
import { withStartLock } from "./start-lock.ts";

/**
 * Deletes the database of `folder` with everything in it, for good. A server left over from a killed process is stopped
 * first; nothing happens where there is no database.
 * @throws EmbeddedPostgresError while a process uses it
 */
export async function removeEmbedded(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const paths = clusterPaths(realpathSync(folder));
  await withStartLock(paths.folder, async () => {
    await settleReplacement(paths);
    const running = await findRunningServer(paths.data);
    if (running) {
      const url = `postgres://${OWNER_ROLE}:${readPasswords(paths).owner}@127.0.0.1:${running.port}/postgres`;
      const presence = await enter(url, () => {});
      const users = await presence.others();
      await presence.leave();
      if (users > 0) {
        throw new EmbeddedPostgresError(`the database in ${paths.folder} is in use; stop the application first`);
      }
      await stopServer(paths.data);
    }
    const files = [paths.cluster, paths.log, `${paths.log}.1`, join(paths.folder, "libraries")];
    for (const file of files) rmSync(file, { recursive: true, force: true });
  });
}

import { rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { EmbeddedPostgresError } from "./embedded-error.ts";
import { isServing, type Postmaster, pidFile, processesAttached, readPostmaster } from "./postmaster.ts";

const POLL_MS = 10;
const PATIENCE_MS = 60_000;

/**
 * The server that serves `data` now, if any. Waits for one that is starting or stopping, and clears away what a dead one
 * left. Call under the start lock.
 */
export async function findRunningServer(data: string): Promise<Postmaster | undefined> {
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    const found = readPostmaster(data);
    if (!found) return undefined;
    const serving = isServing(found.pid, data);
    if (serving && found.status === "ready") return found;
    if (!serving && processesAttached(found) === 0) {
      // PostgreSQL takes over a stale pid file itself, except when its pid belongs to a zombie or to someone new.
      rmSync(pidFile(data), { force: true });
      return undefined;
    }
    await pause(POLL_MS);
  }
  throw new EmbeddedPostgresError(
    `the server of ${data} has neither answered nor ended for a minute; look into server.log beside the cluster folder, end the process named in ${pidFile(data)} with SIGINT, and start again`,
  );
}

/** Ends the server of `data`: open transactions roll back, and the next start has nothing to recover. */
export async function stopServer(data: string): Promise<void> {
  const pid = readPostmaster(data)?.pid;
  if (pid === undefined || !isServing(pid, data)) return;
  process.kill(pid, "SIGINT"); // PostgreSQL's "fast"
  for (let waited = 0; waited < PATIENCE_MS && isServing(pid, data); waited += POLL_MS) await pause(POLL_MS);
}

/** Ends the server of `data` for what may only be done without one. @throws EmbeddedPostgresError when it goes on */
export async function stopForGood(data: string): Promise<void> {
  await stopServer(data);
  if (!(await findRunningServer(data))) return;
  throw new EmbeddedPostgresError(
    `the server of ${data} does not stop; end the process named in ${pidFile(data)} with SIGINT, and try again`,
  );
}

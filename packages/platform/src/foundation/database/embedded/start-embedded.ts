import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { APPLICATION_ROLE, prepareApplicationRole } from "../application-role.ts";
import { findBinaries } from "./binaries.ts";
import { type ClusterPaths, checkMajor, clusterPaths, makeCluster, OWNER_ROLE, readPasswords } from "./cluster.ts";
import { EmbeddedPostgresError } from "./embedded-error.ts";
import { launch } from "./launch.ts";
import { isServing, type Postmaster, pidFile, processesAttached, readPostmaster } from "./postmaster.ts";
import { enter, type Presence } from "./presence.ts";
import { chooseAccount, handOver } from "./server-account.ts";
import { withStartLock } from "./start-lock.ts";

/** A running server whose files lie in `folder`. */
export interface EmbeddedPostgres {
  readonly folder: string;
  /** For migrations, backup and maintenance: the superuser, who sees past row level security. */
  readonly ownerUrl: string;
  /** For everything else: a role that owns nothing. */
  readonly appUrl: string;
  /** True when the server was already running: started by another process, or left over after one was killed. */
  readonly adopted: boolean;
  /** The server's process. */
  readonly pid: number;
  /**
   * Leaves the server. Whoever leaves last stops it, no matter who started it: an import that joined a running
   * application never takes the database from under it, nor the other way round. Close your own pools first.
   */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** False gives up all safety against crashes for speed: for tests. */
  readonly durable?: boolean;
  /** False makes root run the server as the user nobody even where user namespaces work. */
  readonly userNamespace?: boolean;
}

const POLL_MS = 10;
const PATIENCE_MS = 60_000;

/**
 * Starts the PostgreSQL server of `folder`, or joins the one that runs. The first start makes the cluster. After a kill
 * of this process or of the server, the next start recovers every committed row.
 * @throws EmbeddedPostgresError with the remedy
 */
export async function startEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  mkdirSync(folder, { recursive: true });
  const paths = clusterPaths(realpathSync(folder)); // the server runs in another working directory
  return withStartLock(paths.folder, () => startLocked(paths, options));
}

async function startLocked(
  paths: ClusterPaths,
  { durable = true, userNamespace = true }: EmbeddedOptions,
): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries(paths.folder);
  const account = chooseAccount(binaries, userNamespace);
  makeCluster(paths, binaries, account, durable);
  checkMajor(paths.data);
  const passwords = readPasswords(paths);
  const running = await runningServer(paths.data);
  if (!running) handOver(paths.cluster, account);
  const { pid, port } = running ?? (await launch(paths, binaries, account, durable));
  const url = (role: string, password: string) => `postgres://${role}:${password}@127.0.0.1:${port}/postgres`;
  const ownerUrl = url(OWNER_ROLE, passwords.owner);
  const presence = await enter(ownerUrl);
  if (!running) await prepareApplicationRole(ownerUrl, { role: APPLICATION_ROLE, password: passwords.app });
  let stopping: Promise<void> | undefined;
  return {
    folder: paths.folder,
    ownerUrl,
    appUrl: url(APPLICATION_ROLE, passwords.app),
    adopted: running !== undefined,
    pid,
    stop: () => {
      stopping ??= withStartLock(paths.folder, () => leave(presence, pid, paths.data));
      return stopping;
    },
  };
}

/** The server that serves `data` now. Waits for one that is starting or stopping, and clears away what a dead one left. */
async function runningServer(data: string): Promise<Postmaster | undefined> {
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

async function leave(presence: Presence, pid: number, data: string): Promise<void> {
  const others = await presence.others().catch(() => 0);
  await presence.leave().catch(() => {});
  if (others > 0 || !isServing(pid, data)) return;
  process.kill(pid, "SIGINT"); // "fast": open transactions roll back, a checkpoint is written, no recovery at the next start
  for (let waited = 0; waited < PATIENCE_MS && isServing(pid, data); waited += POLL_MS) await pause(POLL_MS);
}

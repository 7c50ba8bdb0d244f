import { mkdirSync, realpathSync } from "node:fs";
import { APPLICATION_ROLE, prepareApplicationRole } from "../application-role.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { type ClusterPaths, checkMajor, clusterPaths, makeCluster, OWNER_ROLE, readPasswords } from "./cluster.ts";
import { EmbeddedPostgresError } from "./embedded-error.ts";
import { type LaunchOptions, launch } from "./launch.ts";
import { type Postmaster, readPostmaster } from "./postmaster.ts";
import { enter, type Presence } from "./presence.ts";
import { settleReplacement } from "./replacement.ts";
import { findRunningServer, stopServer } from "./running-server.ts";
import { chooseAccount, handOver, type ServerAccount } from "./server-account.ts";
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
  /** The server's process at the start; another one after a revival. */
  readonly pid: number;
  /**
   * Leaves the server. Whoever leaves last stops it, no matter who started it: an import that joined a running
   * application never takes the database from under it, nor the other way round. Close your own pools first.
   */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** False gives up all safety against power failure for speed: for tests. */
  readonly durable?: boolean;
  /** False makes root run the server as the user nobody even where user namespaces work. */
  readonly userNamespace?: boolean;
  /** Told when the server died and could not be brought back. Every query says so, too. */
  readonly onLost?: (error: EmbeddedPostgresError) => void;
}

/**
 * Starts the PostgreSQL server of `folder`, or joins the one that runs. The first start makes the cluster. After a kill
 * of this process or of the server, the next start recovers every committed row. A server that dies while it is used is
 * brought back under the same address by whoever of its users is quickest; their pools then connect anew.
 * @throws EmbeddedPostgresError with the remedy
 */
export async function startEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  mkdirSync(folder, { recursive: true });
  const paths = clusterPaths(realpathSync(folder)); // the server runs in another working directory
  return withStartLock(paths.folder, () => startLocked(paths, options));
}

async function startLocked(paths: ClusterPaths, options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { durable = true, userNamespace = true, onLost = () => {} } = options;
  const binaries = await findBinaries(paths.folder);
  const account = chooseAccount(binaries, paths.folder, userNamespace);
  await settleReplacement(paths);
  makeCluster(paths, binaries, account, durable);
  checkMajor(paths.data);
  const passwords = readPasswords(paths);
  const bringUp = (at?: number) => joinOrLaunch(paths, binaries, account, { durable, port: at });
  const { postmaster, adopted } = await bringUp();
  const { pid, port } = postmaster;
  const url = (role: string, password: string) => `postgres://${role}:${password}@127.0.0.1:${port}/postgres`;
  const ownerUrl = url(OWNER_ROLE, passwords.owner);
  // Also when joining: whoever started the server may have been killed before this.
  await prepareApplicationRole(ownerUrl, { role: APPLICATION_ROLE, password: passwords.app });

  let stopping: Promise<void> | undefined;
  let presence: Presence;
  const revive = () =>
    withStartLock(paths.folder, async () => {
      if (stopping !== undefined) return;
      await settleReplacement(paths); // a restore may have stopped the server and been killed
      const revived = await bringUp(port);
      if (revived.postmaster.port !== port) {
        throw new EmbeddedPostgresError("the server died and came back at another address; start this process again");
      }
      presence = await enter(ownerUrl, lost);
    });
  const lost = () => {
    revive().catch((cause: unknown) => {
      onLost(new EmbeddedPostgresError("the database server died and could not be brought back", { cause }));
    });
  };
  presence = await enter(ownerUrl, lost);
  return {
    folder: paths.folder,
    ownerUrl,
    appUrl: url(APPLICATION_ROLE, passwords.app),
    adopted,
    pid,
    stop: () => {
      stopping ??= withStartLock(paths.folder, () => leave(presence, paths.data));
      return stopping;
    },
  };
}

async function joinOrLaunch(
  paths: ClusterPaths,
  binaries: Binaries,
  account: ServerAccount,
  { durable, port }: LaunchOptions,
): Promise<{ postmaster: Postmaster; adopted: boolean }> {
  const before = readPostmaster(paths.data);
  const running = await findRunningServer(paths.data);
  if (running) return { postmaster: running, adopted: true };
  handOver(paths.cluster, account.owner);
  // A server that died is replaced at its own address, where its other users expect it.
  const options = { durable, port: port ?? before?.port };
  return { postmaster: await launch(paths, binaries, account, options), adopted: false };
}

async function leave(presence: Presence, data: string): Promise<void> {
  let others: number;
  try {
    others = await presence.others();
    await presence.leave();
  } catch {
    return; // the server died, and whoever still needs one revives it
  }
  if (others === 0) await stopServer(data);
}

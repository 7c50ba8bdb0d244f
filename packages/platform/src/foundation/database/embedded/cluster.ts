import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { type Binaries, POSTGRES_MAJOR } from "./binaries.ts";
import { EmbeddedPostgresError } from "./embedded-error.ts";
import { commandLine, handOver, type ServerAccount } from "./server-account.ts";

/**
 * What lies in the data folder. Everything that must match lies in `cluster/`, so that one rename makes, restores or
 * sets aside all of it:
 *
 *     cluster/data/             the PostgreSQL data directory
 *     cluster/owner.password    of the role that owns the schema (0600)
 *     cluster/app.password      of the role the application uses (0600)
 *     cluster.restored/         a backup about to take its place, see `replacement.ts`
 *     server.log                of the running server, server.log.1 of the one before
 */
export interface ClusterPaths {
  readonly folder: string;
  readonly cluster: string;
  readonly data: string;
  readonly restored: string;
  readonly log: string;
}

export const OWNER_ROLE = "aftercare_owner";

export function clusterPaths(folder: string): ClusterPaths {
  const cluster = join(folder, "cluster");
  const [restored, log] = [join(folder, "cluster.restored"), join(folder, "server.log")];
  return { folder, cluster, data: join(cluster, "data"), restored, log };
}

/** In the cluster folder, beside the data directory. */
export const PASSWORD_FILES = ["owner.password", "app.password"] as const;

export interface Passwords {
  readonly owner: string;
  readonly app: string;
}

/** Reads the passwords of a cluster. */
export function readPasswords({ cluster }: ClusterPaths): Passwords {
  const read = (name: (typeof PASSWORD_FILES)[number]) => {
    try {
      return readFileSync(join(cluster, name), "utf8");
    } catch (cause) {
      throw new EmbeddedPostgresError(
        `${join(cluster, name)} cannot be read; restore it from a backup of this cluster`,
        { cause },
      );
    }
  };
  return { owner: read("owner.password"), app: read("app.password") };
}

/** Refuses a cluster that the binaries of this release cannot open. */
export function checkMajor(data: string): void {
  const major = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (major === POSTGRES_MAJOR) return;
  throw new EmbeddedPostgresError(
    `${data} was made by PostgreSQL ${major}, and this release brings PostgreSQL ${POSTGRES_MAJOR}; start it with the release that made it, export, and import into a new data folder`,
  );
}

/**
 * Makes the cluster unless it exists. It is built under a temporary name and renamed when whole, so that an interrupted
 * start leaves nothing that looks like a cluster. Call under the start lock.
 */
export function makeCluster(paths: ClusterPaths, binaries: Binaries, account: ServerAccount, durable: boolean): void {
  if (existsSync(paths.cluster)) return;
  const prefix = `${basename(paths.cluster)}.new-`;
  for (const name of readdirSync(paths.folder)) {
    if (name.startsWith(prefix)) rmSync(join(paths.folder, name), { recursive: true, force: true, maxRetries: 5 });
  }
  // A new name each time: the initdb of a process that was killed may still be writing under the old one.
  const unfinished = mkdtempSync(join(paths.folder, prefix));
  const data = join(unfinished, "data");
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const passwordFile = join(unfinished, "owner.password");
  writeFileSync(passwordFile, newPassword(), { mode: 0o600 });
  writeFileSync(join(unfinished, "app.password"), newPassword(), { mode: 0o600 });
  handOver(unfinished, account.owner);
  const { file, args, env } = commandLine(account, binaries, binaries.initdb, [
    ...["--pgdata", data, "--username", OWNER_ROLE, "--pwfile", passwordFile, "--auth", "scram-sha-256"],
    // The builtin locale sorts by code point on every platform, so that an index copied to another machine stays right.
    ...["--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"],
    ...["--data-checksums", "--no-instructions"],
    ...(durable ? syncMethod() : ["--no-sync"]),
  ]);
  const { status, stderr, error } = spawnSync(file, args, { env, cwd: "/", encoding: "utf8" });
  if (status !== 0)
    throw new EmbeddedPostgresError(`initdb failed in ${paths.folder}: ${stderr ?? ""}`, { cause: error });
  renameSync(unfinished, paths.cluster);
  if (durable) syncFolder(paths.folder);
}

/** A base64url password needs no escaping in a URL. */
function newPassword(): string {
  return randomBytes(24).toString("base64url");
}

/** One call for the whole file system instead of one for each of a thousand files. */
function syncMethod(): string[] {
  return process.platform === "linux" ? ["--sync-method", "syncfs"] : [];
}

/** Makes a rename inside `folder` survive a power failure. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

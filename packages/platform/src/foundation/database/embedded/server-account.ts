import { spawnSync } from "node:child_process";
import { chownSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { EmbeddedPostgresError } from "./embedded-error.ts";

/** Under which account the server programs run. PostgreSQL refuses to run as root. */
export interface ServerAccount {
  readonly name: "ourselves" | "user namespace" | "nobody";
  /** Put before a program and its arguments. */
  readonly prefix: readonly string[];
  /** Who must own the cluster's files, seen from this process. */
  readonly uid: number | undefined;
}

const NOBODY = 65534;

const OURSELVES: ServerAccount = { name: "ourselves", prefix: [], uid: undefined };

/** Inside, root is called nobody; outside, the files remain root's. Nothing to create, and every path stays readable. */
const USER_NAMESPACE: ServerAccount = {
  name: "user namespace",
  prefix: ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`],
  uid: 0,
};

/**
 * Where a container forbids user namespaces. The account keeps the one capability that lets it pass through folders
 * closed to others, such as /root: otherwise programs and data would have to be copied to an open place.
 */
const AS_NOBODY: ServerAccount = {
  name: "nobody",
  prefix: [
    "setpriv",
    `--reuid=${NOBODY}`,
    `--regid=${NOBODY}`,
    "--clear-groups",
    "--inh-caps=-all,+dac_override",
    "--ambient-caps=-all,+dac_override",
  ],
  uid: NOBODY,
};

/** Chooses the first account that works here. */
export function chooseAccount(binaries: Binaries, userNamespace: boolean): ServerAccount {
  if (process.getuid?.() !== 0) return OURSELVES;
  const candidates = userNamespace ? [USER_NAMESPACE, AS_NOBODY] : [AS_NOBODY];
  const chosen = candidates.find((account) => {
    const { file, args, env } = commandLine(account, binaries, binaries.postgres, ["--version"]);
    return spawnSync(file, args, { env, cwd: "/", stdio: "ignore" }).status === 0;
  });
  if (chosen) return chosen;
  throw new EmbeddedPostgresError(
    "PostgreSQL does not run as root, and this machine lets us neither make a user namespace nor change to the user nobody; start as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own",
  );
}

export interface CommandLine {
  readonly file: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

/** How to run a server program under `account`. */
export function commandLine(
  account: ServerAccount,
  binaries: Binaries,
  program: string,
  args: readonly string[],
): CommandLine {
  const [file = program, ...rest] = [...account.prefix, program, ...args];
  // A bare environment: PGDATA, PGPORT, LC_ALL and their kin in the caller's would reach into the server.
  const env = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
  const libraries = binaries.libraryPath ? { LD_LIBRARY_PATH: binaries.libraryPath } : {};
  return { file, args: rest, env: { ...env, ...libraries } };
}

/**
 * Gives the files under `path` to the account, if they are another's: a cluster made in one container may be started in
 * another, and a restored one was written by whoever restored it.
 */
export function handOver(path: string, { uid }: ServerAccount): void {
  if (uid === undefined || lstatSync(path).uid === uid) return;
  // Children first: if this is interrupted, the folder itself still shows that it is not done.
  if (lstatSync(path).isDirectory())
    for (const name of readdirSync(path)) handOver(join(path, name), { ...OURSELVES, uid });
  chownSync(path, uid, uid);
}

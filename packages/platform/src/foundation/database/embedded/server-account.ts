import { spawnSync } from "node:child_process";
import { chownSync, lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { EmbeddedPostgresError } from "./embedded-error.ts";

/** Under which account the server programs run. PostgreSQL refuses to run as root. */
export interface ServerAccount {
  /** Put before a program and its arguments. */
  readonly prefix: readonly string[];
  /** Who must own the cluster's files, seen from this process; undefined when that is whoever we are. */
  readonly owner: Owner | undefined;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: Owner = { uid: 65534, gid: 65534 };

const OURSELVES: ServerAccount = { prefix: [], owner: undefined };

/** Inside, root is called nobody; outside, the files remain root's. Nothing to create, and every path stays readable. */
const USER_NAMESPACE: ServerAccount = {
  prefix: ["unshare", "--user", `--map-user=${NOBODY.uid}`, `--map-group=${NOBODY.gid}`],
  owner: { uid: 0, gid: 0 },
};

/**
 * Another user's account. It keeps the one capability that lets it pass through folders closed to others, such as /root:
 * otherwise programs and data would have to be copied to an open place.
 */
function accountOf({ uid, gid }: Owner): ServerAccount {
  const capability = "-all,+dac_override";
  const caps = [`--inh-caps=${capability}`, `--ambient-caps=${capability}`];
  return { prefix: ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", ...caps], owner: { uid, gid } };
}

/**
 * Chooses the first account that works here. When root starts what lies in an ordinary user's folder, the server runs as
 * that user, so that its owner can start it again; in root's own folder it runs in a user namespace, or as nobody where a
 * container forbids namespaces.
 * @param userNamespace false leaves that way out
 */
export function chooseAccount(binaries: Binaries, folder: string, userNamespace: boolean): ServerAccount {
  if (process.getuid?.() !== 0) return OURSELVES;
  const owner = statSync(folder);
  const candidates = [
    ...(owner.uid === 0 ? [] : [accountOf(owner)]),
    ...(userNamespace ? [USER_NAMESPACE] : []),
    accountOf(NOBODY),
  ];
  const chosen = candidates.find((account) => {
    const { file, args, env } = commandLine(account, binaries, binaries.postgres, ["--version"]);
    return spawnSync(file, args, { env, cwd: "/", stdio: "ignore" }).status === 0;
  });
  if (chosen) return chosen;
  throw new EmbeddedPostgresError(
    "PostgreSQL does not run as root, and this machine lets us neither make a user namespace nor change to another user; start as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own",
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
 * Gives the files under `path` to `owner`, if they are another's: a cluster made in one container may be started in
 * another, and a restored one was written by whoever restored it.
 */
export function handOver(path: string, owner: Owner | undefined): void {
  if (owner === undefined || lstatSync(path).uid === owner.uid) return;
  // Children first: if this is interrupted, the folder itself still shows that it is not done.
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) handOver(join(path, name), owner);
  chownSync(path, owner.uid, owner.gid);
}

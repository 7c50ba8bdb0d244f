import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { APPLICATION_ROLE, prepareApplicationRole } from "../application-role.ts";
import type { Binaries } from "../embedded/binaries.ts";
import { type ClusterPaths, OWNER_ROLE, type Passwords, readPasswords } from "../embedded/cluster.ts";
import { launch } from "../embedded/launch.ts";
import { stopForGood } from "../embedded/running-server.ts";
import { handOver, type ServerAccount } from "../embedded/server-account.ts";
import { BackupError } from "./backup-error.ts";

export interface TryOut {
  readonly binaries: Binaries;
  readonly account: ServerAccount;
  /** What the processes that use the present database go on logging in with. */
  readonly keptPasswords: Passwords | undefined;
  readonly accept: (ownerUrl: string) => Promise<void>;
}

/**
 * Opens a copied backup once, at an address of its own, while the present database still serves: what does not open is
 * refused before anything is touched, the recovery is done before anyone waits for it, and the roles get the passwords of
 * the present database. Setting those later, in place, would leave a time in which nobody could log in.
 * @throws BackupError when the backup does not open, and whatever `accept` throws
 */
export async function tryOut(
  staged: ClusterPaths,
  { binaries, account, keptPasswords, accept }: TryOut,
): Promise<void> {
  handOver(staged.cluster, account.owner);
  const passwords = readPasswords(staged);
  const server = await launch(staged, binaries, account, { durable: true, port: undefined }).catch((cause: Error) => {
    throw new BackupError(`the backup does not open, choose another: ${cause.message}`, { cause });
  });
  try {
    const ownerUrl = `postgres://${OWNER_ROLE}:${passwords.owner}@127.0.0.1:${server.port}/postgres`;
    await accept(ownerUrl);
    if (keptPasswords) await changePasswords(ownerUrl, staged, keptPasswords);
  } finally {
    await stopForGood(staged.data);
    for (const log of [staged.log, `${staged.log}.1`]) rmSync(log, { force: true });
  }
}

async function changePasswords(ownerUrl: string, { cluster }: ClusterPaths, { owner, app }: Passwords): Promise<void> {
  await prepareApplicationRole(ownerUrl, { role: APPLICATION_ROLE, password: app });
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "aftercare restore" });
  await client.connect();
  try {
    await client.query(`ALTER ROLE ${pg.escapeIdentifier(OWNER_ROLE)} PASSWORD ${pg.escapeLiteral(owner)}`);
  } finally {
    await client.end();
  }
  writeFileSync(join(cluster, "owner.password"), owner, { mode: 0o600 });
  writeFileSync(join(cluster, "app.password"), app, { mode: 0o600 });
}

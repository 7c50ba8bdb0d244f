import { constants, existsSync, statSync } from "node:fs";
import { copyFile, mkdir, realpath } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { systemClock } from "../../clock/index.ts";
import { findBinaries } from "../embedded/binaries.ts";
import { type ClusterPaths, clusterPaths, type Passwords, readPasswords } from "../embedded/cluster.ts";
import { EmbeddedPostgresError } from "../embedded/embedded-error.ts";
import { launch } from "../embedded/launch.ts";
import {
  dropStaging,
  makeStagingFolder,
  markRestored,
  putInPlace,
  setAside,
  settleReplacement,
} from "../embedded/replacement.ts";
import { findRunningServer, stopForGood } from "../embedded/running-server.ts";
import { chooseAccount, handOver } from "../embedded/server-account.ts";
import { withStartLock } from "../embedded/start-lock.ts";
import type { BackupProgress } from "./backup.ts";
import { BackupError } from "./backup-error.ts";
import { flushToDisk } from "./flush.ts";
import { type Manifest, verifiedManifest } from "./manifest.ts";
import { type TryOut, tryOut } from "./try-out.ts";

/** What is done, in this order. Up to "stopped" the present database counts, from "set-aside" on the restored one. */
export const RESTORE_STEPS = ["copied", "tried", "whole", "stopped", "set-aside", "in-place"] as const;

export type RestoreStep = (typeof RESTORE_STEPS)[number];

export interface RestoreOptions {
  /** True lets the backup take the place of a database that is there, running or not. */
  readonly replace?: boolean;
  readonly onProgress?: (progress: BackupProgress) => void;
  readonly onStep?: (step: RestoreStep) => void;
  /**
   * Looks into the backup, opened at an address of its own, before it takes the place of anything. What this throws ends
   * the restore and leaves the present database as it was.
   */
  readonly accept?: (ownerUrl: string) => Promise<void>;
}

export interface Restored {
  readonly manifest: Manifest;
  /** The folder of the database that was there; never deleted from here. */
  readonly setAside: string | undefined;
  /**
   * Whether a server ran and was started again: at its old address, where running processes reconnect by themselves, or
   * at another, because somebody took the port meanwhile; then they must be started again.
   */
  readonly server: "same-address" | "other-address" | undefined;
}

/**
 * Puts a backup into a data folder, in place of the database there if `replace` says so. A running server is stopped for
 * the moment of the exchange and started again at its port with its passwords, so that its users only have to connect
 * anew. The backup itself stays as it is. A death at any line leaves the old or the restored database startable.
 * @throws BackupError when the backup is incomplete or does not open, or the folder has a database and `replace` is absent
 */
export async function restore(fromFolder: string, dataFolder: string, options: RestoreOptions = {}): Promise<Restored> {
  const from = resolve(fromFolder);
  const manifest = await verifiedManifest(from);
  await mkdir(dataFolder, { recursive: true });
  const paths = clusterPaths(await realpath(dataFolder));
  // Held throughout: a process that misses its server waits here instead of bringing the old one back.
  return withStartLock(paths.folder, () => restoreLocked(from, manifest, paths, options));
}

async function restoreLocked(
  from: string,
  manifest: Manifest,
  paths: ClusterPaths,
  { replace = false, onProgress = () => {}, onStep = () => {}, accept = async () => {} }: RestoreOptions,
): Promise<Restored> {
  await settleReplacement(paths);
  const present = existsSync(paths.cluster);
  if (present && !replace) {
    throw new BackupError(
      `${paths.folder} already has a database; allow the restore to replace it, or restore into another folder`,
    );
  }
  const binaries = await findBinaries(paths.folder);
  const account = chooseAccount(binaries, paths.folder, true);
  const keptPasswords = present ? passwordsInUse(paths) : undefined;
  await prepare(from, manifest, paths, { binaries, account, keptPasswords, accept, onProgress, onStep });
  onStep("whole");

  const running = await findRunningServer(paths.data);
  if (running) await stopForGood(paths.data);
  onStep("stopped");
  const kept = present ? setAside(paths, systemClock().real()) : undefined;
  onStep("set-aside");
  putInPlace(paths);
  onStep("in-place");
  if (!running) return { manifest, setAside: kept, server: undefined };

  handOver(paths.cluster, account.owner);
  const { port } = await launch(paths, binaries, account, { durable: true, port: running.port });
  return { manifest, setAside: kept, server: port === running.port ? "same-address" : "other-address" };
}

type Preparation = TryOut & Required<Pick<RestoreOptions, "onProgress" | "onStep">>;

/** Makes `cluster.restored` from the backup, or nothing. */
async function prepare(
  from: string,
  manifest: Manifest,
  paths: ClusterPaths,
  { onProgress, onStep, ...trial }: Preparation,
): Promise<void> {
  const staging = makeStagingFolder(paths);
  try {
    await copyBackup(from, manifest, staging, onProgress);
    onStep("copied");
    const staged = { ...paths, cluster: staging, data: join(staging, "data"), log: join(staging, "server.log") };
    await tryOut(staged, trial);
    onStep("tried");
    // Root may restore for the user whose data folder it is.
    if (process.getuid?.() === 0) handOver(staging, statSync(paths.folder));
    flushToDisk(staging);
    markRestored(paths, staging);
  } catch (error) {
    await dropStaging(staging);
    throw error;
  }
}

async function copyBackup(
  from: string,
  { folders, files }: Manifest,
  staging: string,
  onProgress: (progress: BackupProgress) => void,
): Promise<void> {
  const restored = (path: string) => join(staging, relative("cluster", path));
  for (const folder of folders) await mkdir(restored(folder), { recursive: true, mode: 0o700 });
  const total = Object.values(files).reduce((sum, bytes) => sum + bytes, 0);
  let copied = 0;
  for (const [path, bytes] of Object.entries(files)) {
    await copyFile(join(from, path), restored(path), constants.COPYFILE_FICLONE);
    copied += bytes;
    onProgress({ copied, total });
  }
}

/** A database so broken that its passwords are gone has no users who could go on, and is the more in need of a restore. */
function passwordsInUse(paths: ClusterPaths): Passwords | undefined {
  try {
    return readPasswords(paths);
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) return undefined;
    throw error;
  }
}

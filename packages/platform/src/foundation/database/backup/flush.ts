import { spawnSync } from "node:child_process";
import { BackupError } from "./backup-error.ts";

/** Makes everything written under `folder` survive a power failure: one call instead of one for each file. */
export function flushToDisk(folder: string): void {
  const args = process.platform === "linux" ? ["--file-system", folder] : [];
  const { status, stderr, error } = spawnSync("sync", args, { encoding: "utf8" });
  if (status !== 0) throw new BackupError(`${folder} could not be written to disk: ${stderr ?? ""}`, { cause: error });
}

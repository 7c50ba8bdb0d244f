import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPlatform, type Platform } from "../../packages/platform/src/platform.ts";

/** Runs work on a platform with an embedded database of its own, durable as in production, and removes both. */
export async function onFreshPlatform<T>(work: (platform: Platform, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "aftercare-bench-"));
  try {
    const config = { dataFolder: join(folder, "data"), databaseUrl: undefined, databaseOwnerUrl: undefined };
    const platform = await openPlatform(config, "aftercare bench");
    try {
      return await work(platform, folder);
    } finally {
      await platform.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

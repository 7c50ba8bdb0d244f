import { existsSync } from "node:fs";
import { clusterPaths } from "./cluster.ts";

/** Whether `folder` has a database, running or not; one whose restore was interrupted before its last step counts. */
export function hasEmbedded(folder: string): boolean {
  const { cluster, restored } = clusterPaths(folder);
  return existsSync(cluster) || existsSync(restored);
}

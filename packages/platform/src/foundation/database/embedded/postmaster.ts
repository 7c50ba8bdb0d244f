import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a server writes about itself into postmaster.pid (PostgreSQL's `miscadmin.h`, LOCK_FILE_LINE_*). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** System V shared memory that every process of this server is attached to. */
  readonly sharedMemoryId: number | undefined;
  readonly status: "starting" | "stopping" | "ready" | "";
}

export function pidFile(data: string): string {
  return join(data, "postmaster.pid");
}

/** The server that last wrote its pid file here, running or not; undefined when the last one ended in order. */
export function readPostmaster(data: string): Postmaster | undefined {
  let text: string;
  try {
    text = readFileSync(pidFile(data), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const [pid = "", , , port = "", , , sharedMemory = "", status = ""] = text.split("\n");
  const id = Number(sharedMemory.trim().split(/\s+/)[1]);
  return {
    pid: Number(pid),
    port: Number(port),
    sharedMemoryId: Number.isInteger(id) ? id : undefined,
    status: status.trim() as Postmaster["status"],
  };
}

/**
 * Whether process `pid` is the server of `data`. A pid alone proves nothing: it may be a zombie that an init process
 * never reaped, or have been given to somebody else since (in a container the same small numbers come back at once).
 */
export function isServing(pid: number, data: string): boolean {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(data);
    } catch {
      return false;
    }
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * How many processes are still attached to a server's shared memory: after a postmaster is killed, its children finish
 * what they were writing, and a second server beside them would damage the files.
 */
export function processesAttached({ sharedMemoryId }: Postmaster): number {
  if (process.platform !== "linux" || sharedMemoryId === undefined) return 0;
  let table: string;
  try {
    table = readFileSync("/proc/sysvipc/shm", "utf8");
  } catch {
    return 0;
  }
  for (const line of table.split("\n").slice(1)) {
    const [, id, , , , , attached] = line.trim().split(/\s+/);
    if (Number(id) === sharedMemoryId) return Number(attached);
  }
  return 0;
}

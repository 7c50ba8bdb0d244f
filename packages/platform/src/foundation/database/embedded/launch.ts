import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import type { ClusterPaths } from "./cluster.ts";
import { EmbeddedPostgresError } from "./embedded-error.ts";
import { type Postmaster, readPostmaster } from "./postmaster.ts";
import { commandLine, type ServerAccount } from "./server-account.ts";

const POLL_MS = 10;
const PORT_ATTEMPTS = 3;

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  // A socket path longer than 107 bytes fails, and data folders lie deep.
  unix_socket_directories: "",
  max_connections: "120",
  shared_buffers: "256MB",
  work_mem: "16MB",
  max_wal_size: "4GB",
  // A checkpoint keeps so much of the log's files for what comes next. With the usual 80 MB the first burst after some calm has to make new
  // ones, 16 MB of zeros each, and every commit waits for that: 20 to 230 ms, as busy as the machine is.
  min_wal_size: "512MB",
  // For parallel queries, before /dev/shm is asked: in a container that is often only 64 MB.
  min_dynamic_shared_memory: "64MB",
  random_page_cost: "1.1",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
  // After a crash PostgreSQL first syncs the whole cluster: file by file that is seconds, in one call a fraction.
  ...(process.platform === "linux" ? { recovery_init_sync_method: "syncfs" } : {}),
};

/**
 * For clusters thrown away after use. Autovacuum off, so that the same test meets the same plans. All files of a run prepare what they test
 * before the first test begins, each with connections of its own.
 */
const THROWAWAY = {
  max_connections: "600",
  fsync: "off",
  full_page_writes: "off",
  autovacuum: "off",
  deadlock_timeout: "20ms",
  shared_buffers: "128MB",
  min_wal_size: "80MB",
  max_wal_size: "512MB",
};

export interface LaunchOptions {
  readonly durable: boolean;
  /** Taken if it is free; without it, or if not, any free one. */
  readonly port: number | undefined;
}

/** Starts the server and returns when it accepts connections. It outlives this process unless it is stopped. */
export async function launch(
  paths: ClusterPaths,
  binaries: Binaries,
  account: ServerAccount,
  { durable, port }: LaunchOptions,
): Promise<Postmaster> {
  const settings = Object.entries({ ...SETTINGS, ...(durable ? {} : THROWAWAY) });
  for (let attempt = 1; ; attempt++) {
    const command = commandLine(account, binaries, binaries.postgres, [
      ...["-D", paths.data, "-p", String((attempt === 1 && port) || (await freePort()))],
      ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ]);
    if (existsSync(paths.log)) renameSync(paths.log, `${paths.log}.1`);
    // To a file, not through us: a server that outlives us must not write into a closed pipe.
    const log = openSync(paths.log, "a", 0o600);
    // Detached: Ctrl-C reaches every process of a terminal, and the server must outlast our own orderly stop.
    const server = spawn(command.file, command.args, {
      env: command.env,
      cwd: "/",
      detached: true,
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    server.unref();
    const ready = await untilReady(server, paths.data);
    if (ready) return ready;
    const said = readFileSync(paths.log, "utf8").slice(-4000);
    // Between finding a free port and listening on it, somebody else may have taken it.
    if (attempt < PORT_ATTEMPTS && said.includes("could not bind IPv4 address")) continue;
    throw new EmbeddedPostgresError(`PostgreSQL did not start in ${paths.folder}: ${said}`);
  }
}

/** Undefined when the server ends instead. Recovery after a crash may take long, so only its end is a failure. */
async function untilReady(server: ChildProcess, data: string): Promise<Postmaster | undefined> {
  let failed: Error | undefined;
  server.once("error", (error) => {
    failed = error;
  });
  while (!failed && server.exitCode === null && server.signalCode === null) {
    const postmaster = readPostmaster(data);
    if (postmaster?.pid === server.pid && postmaster?.status === "ready") return postmaster;
    await pause(POLL_MS);
  }
  if (failed) throw new EmbeddedPostgresError("PostgreSQL could not be run", { cause: failed });
  return undefined;
}

async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer()
    .once("error", reject)
    .listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  return promise;
}

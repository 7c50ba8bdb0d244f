import { createHash } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Runs `work` while no other process on this machine starts or stops the server of `folder`. The lock is a listening
 * socket: the kernel gives it to one process and takes it back when that process dies, however it dies, so there is no
 * stale lock to judge. Those who wait hold a connection to it and see it close.
 */
export async function withStartLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const address = lockAddress(folder);
  const waiting = new Set<Socket>();
  const server = await acquire(address, waiting);
  try {
    return await work();
  } finally {
    server.close();
    for (const socket of waiting) socket.destroy();
  }
}

async function acquire(address: string, waiting: Set<Socket>): Promise<Server> {
  for (;;) {
    const server = createServer((socket) => {
      waiting.add(socket);
      socket.on("error", () => {}).on("close", () => waiting.delete(socket));
    });
    try {
      server.listen(address);
      await once(server, "listening");
      return server;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
      await holderGone(address);
    }
  }
}

/** Waits until the process that holds the lock lets go of it. */
async function holderGone(address: string): Promise<void> {
  const socket = connect(address);
  const { promise, resolve } = Promise.withResolvers<void>();
  socket
    .on("error", (error: NodeJS.ErrnoException) => {
      // A socket file outlives its process; an abstract address does not.
      if (error.code === "ECONNREFUSED" && !address.startsWith("\0")) rmSync(address, { force: true });
    })
    .on("close", () => resolve())
    .resume();
  await promise;
}

/** Linux has socket names outside the file system; elsewhere a short file name (a path longer than 103 bytes fails). */
function lockAddress(folder: string): string {
  const name = `aftercare-${createHash("sha256").update(folder).digest("hex").slice(0, 20)}`;
  return process.platform === "linux" ? `\0${name}` : join(tmpdir(), name);
}

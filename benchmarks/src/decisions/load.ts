import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Requests of one kind, sent to a server from a process of its own. */
export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** One POST each, in this order, none twice. */
  readonly bodies: readonly string[];
  /** Of each body its own, besides the common ones: a signature. */
  readonly headersOfEach?: readonly Readonly<Record<string, string>>[];
  readonly pace: Pace;
}

/**
 * `connections`: so many, each asking anew as soon as it was answered. `perSecond`: at even distances whether or not earlier
 * requests were answered, each measured from when it was due, so that a server that stands still is charged for everybody who waits.
 */
export type Pace = { readonly connections: number } | { readonly perSecond: number };

/** How a load was answered; times in milliseconds. */
export interface Answered {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Answered with anything but 200, or not at all. */
  readonly failed: number;
}

/** Sends a load and waits until the last request was answered, or given up. */
export async function put(load: Load): Promise<Answered> {
  const sender = fork(fileURLToPath(new URL("./load-process.ts", import.meta.url)));
  try {
    sender.send(load);
    const [answered] = (await once(sender, "message")) as [Answered];
    return answered;
  } finally {
    sender.kill();
  }
}

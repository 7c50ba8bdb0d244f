import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { SignedEventsWanted } from "../delivery/signed-events.ts";

/** Requests of one kind, sent to a server from a process of its own. */
export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /**
   * One request each, in this order, none twice. Signed events are made by the sending process before it sends the first: a minute of them is
   * too much to hand over.
   */
  readonly bodies: readonly string[] | SignedEventsWanted;
  /** Where each goes below the url, in the order of the bodies; absent: all to the url itself. */
  readonly paths?: readonly string[];
  /** Absent: POST. */
  readonly method?: "GET" | "POST";
  readonly pace: Pace;
}

/**
 * `connections`: so many, each asking anew as soon as it was answered, until all was sent or the seconds are over. `perSecond`: at even
 * distances whether or not earlier requests were answered, each measured from when it was due, so that a server that stands still is charged
 * for everybody who waits.
 */
export type Pace = { readonly connections: number; readonly seconds?: number } | { readonly perSecond: number };

/** How a load was answered; times in milliseconds. */
export interface Answered {
  readonly answered: number;
  readonly seconds: number;
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

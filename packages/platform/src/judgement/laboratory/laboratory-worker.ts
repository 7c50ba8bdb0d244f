import { parentPort } from "node:worker_threads";
import { giveWay } from "../../foundation/threads/index.ts";
import { computeRun } from "./compute-run.ts";
import type { LaboratoryTask } from "./laboratory-task.ts";
import type { SentRow } from "./logged-case.ts";
import { logReader } from "./replay-log.ts";
import type { LaboratoryResult } from "./result.schema.ts";

/** What the thread is told: first the task, then the log in parts, then that it is all. */
export type ToThread =
  | { readonly kind: "task"; readonly task: LaboratoryTask }
  | { readonly kind: "rows"; readonly rows: readonly SentRow[] }
  | { readonly kind: "compute" };

/** What the thread says: how far it is, and at last what it found. */
export type FromThread =
  | { readonly kind: "progress"; readonly done: number }
  | { readonly kind: "found"; readonly result: LaboratoryResult };

// Whoever waits for a replay waits for minutes; who waits for a decision, for milliseconds.
giveWay();

let begun: { readonly task: LaboratoryTask; readonly log: ReturnType<typeof logReader> } | undefined;

parentPort?.on("message", (message: ToThread) => {
  if (message.kind === "task") begun = { task: message.task, log: logReader(message.task) };
  else if (begun && message.kind === "rows") begun.log.add(message.rows);
  else if (begun && message.kind === "compute") {
    const result = computeRun(begun.task, begun.log.end(), (done) => say({ kind: "progress", done }));
    say({ kind: "found", result });
  }
});

function say(message: FromThread): void {
  parentPort?.postMessage(message);
}

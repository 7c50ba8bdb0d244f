import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Learned, LearningTask } from "./learn-from-log.ts";

/** {@link learnFromLog} on a thread of its own, so that decisions go on being made meanwhile. Rejects with what it threw. */
export async function learnInWorker(task: LearningTask): Promise<Learned> {
  const worker = new Worker(new URL("./learning-worker.ts", import.meta.url), { workerData: task });
  try {
    // `once` rejects where the thread reports an error first.
    const [learned] = (await once(worker, "message")) as [Learned];
    return learned;
  } finally {
    await worker.terminate();
  }
}

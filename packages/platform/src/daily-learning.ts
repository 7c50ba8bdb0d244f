import { once } from "node:events";
import { Worker } from "node:worker_threads";

/**
 * Does the day's learning on a thread of its own: walking through a history and fitting models takes seconds in which no request could
 * be answered. Rejects with what it threw.
 * @param url of the database, with its password
 */
export async function learnOfToday(url: string): Promise<void> {
  const worker = new Worker(new URL("./daily-learning-worker.ts", import.meta.url), { workerData: url });
  // `once` rejects where the thread reports an error first.
  await once(worker, "exit");
}

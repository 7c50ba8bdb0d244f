import { Worker } from "node:worker_threads";
import { answerOf } from "./foundation/threads/index.ts";

/**
 * Does the day's learning on a thread of its own: walking through a history and fitting models takes seconds in which no request could
 * be answered. Rejects with what it threw, and where it ended before it was done.
 * @param url of the database, with its password
 */
export function learnOfToday(url: string): Promise<void> {
  return answerOf(new Worker(new URL("./daily-learning-worker.ts", import.meta.url), { workerData: url }));
}

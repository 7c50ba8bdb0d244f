import { Worker } from "node:worker_threads";
import { answerOf } from "../../foundation/threads/index.ts";
import type { Moment } from "../decisions/index.ts";
import type { ProgramDocument } from "../programs/index.ts";
import type { Learned } from "./learn-from-log.ts";

/** What is to be learned from, as it travels to another thread. */
export interface LearningTask {
  /** Of the database with the log: reading and unpacking it takes as long as thousands of decisions. */
  readonly url: string;
  readonly document: ProgramDocument;
  /** Without what reads them from a subject. */
  readonly features: Moment["features"];
  readonly leastRows: number;
}

/**
 * Learns from a program's log on a thread of its own, so that decisions go on being made meanwhile. Rejects with what it threw.
 * @returns undefined where fewer rows can be learned from than asked for
 */
export function learnInWorker(task: LearningTask): Promise<Learned | undefined> {
  return answerOf(new Worker(new URL("./learning-worker.ts", import.meta.url), { workerData: task }));
}

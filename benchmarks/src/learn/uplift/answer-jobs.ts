import { parentPort } from "node:worker_threads";

/** In a worker of {@link runJobs}: answers each message of the parent. An error ends the worker and rejects the job. */
export function answerJobs<Job, Answer>(answer: (job: Job) => Answer): void {
  parentPort?.on("message", (job: Job) => parentPort?.postMessage(answer(job)));
}

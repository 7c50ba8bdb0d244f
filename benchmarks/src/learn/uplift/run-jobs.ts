import { Worker } from "node:worker_threads";

/**
 * Answers every job on as many worker threads as given, each thread one job at a time, in the order of the jobs. `program` listens to
 * its parent and posts one answer for each message ({@link answerJobs}).
 */
export async function runJobs<Job, Answer>(
  program: URL,
  jobs: readonly Job[],
  threads: number,
  done: (answered: number) => void,
): Promise<Answer[]> {
  const answers = new Array<Answer>(jobs.length);
  let next = 0;
  let answered = 0;
  const lane = async (): Promise<void> => {
    const worker = new Worker(program);
    try {
      for (let job = next++; job < jobs.length; job = next++) {
        answers[job] = await ask<Answer>(worker, jobs[job]);
        done(++answered);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, lane));
  return answers;
}

function ask<Answer>(worker: Worker, job: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off("message", onMessage);
      worker.off("error", onError);
    };
    const onMessage = (answer: Answer): void => {
      settle();
      resolve(answer);
    };
    const onError = (error: Error): void => {
      settle();
      reject(error);
    };
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.postMessage(job);
  });
}

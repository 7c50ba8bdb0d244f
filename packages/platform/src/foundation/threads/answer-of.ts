import type { Worker } from "node:worker_threads";

/**
 * The one message that a thread is there for, and the thread's end. Waiting for the message alone could last for ever: a thread can end
 * without an error and without a word, for example when what it awaits can never come.
 * @throws what the thread threw, or an Error where it ended without an answer
 */
export async function answerOf<T>(worker: Worker): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  worker.once("message", resolve);
  worker.once("error", reject);
  worker.once("exit", (code) => reject(new Error(`a thread ended with ${code} and without its answer`)));
  try {
    return await promise;
  } finally {
    await worker.terminate();
  }
}

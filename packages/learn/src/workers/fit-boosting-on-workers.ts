import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type BoostingModel, type BoostingOptions, type Features, prepareTraining } from "../boosting/index.ts";
import { requireWhole } from "../errors/index.ts";
import { barrierMemory } from "./barrier.ts";
import type { RankTask } from "./boosting-rank.ts";

/** Named like this module itself: TypeScript in the repository, JavaScript where it was built. */
const rankModule = new URL(
  import.meta.url.endsWith(".ts") ? "./boosting-rank.ts" : "./boosting-rank.js",
  import.meta.url,
);

/** {@link BoostingOptions} and how many threads to use. */
export interface BoostingOnWorkersOptions extends BoostingOptions {
  /** Threads; as many as the machine runs at once if not given. Ranks without rows of their own idle. */
  readonly workers?: number;
}

/**
 * `fitBoosting` on several threads, with the caller's thread free while they run: the same model to the last bit. The rows are
 * copied to shared memory, except where `x.values` lies on a SharedArrayBuffer already.
 *
 * Rejects with LearnError as fitBoosting throws it, also naming `options.workers`.
 */
export async function fitBoostingOnWorkers(
  x: Features,
  y: ArrayLike<number>,
  options: BoostingOnWorkersOptions,
): Promise<BoostingModel> {
  const { workers: size = availableParallelism(), validation, ...rest } = options;
  requireWhole("options.workers", size, 1);
  // Threads load their code while this one cuts the bins.
  const threads = Array.from({ length: size }, () => new Worker(rankModule));
  try {
    const settled = validation ? { ...rest, validation: { ...validation, x: shared(validation.x) } } : rest;
    const { space, settings } = prepareTraining(shared(x), y, settled, size, (bytes) => new SharedArrayBuffer(bytes));
    const results = threads.map(resultOf);
    const barrier = barrierMemory();
    for (const [rank, thread] of threads.entries()) {
      const task: RankTask = { space, settings, size, rank, barrier };
      thread.postMessage(task);
    }
    const [model] = await Promise.all(results);
    return model!;
  } finally {
    // One that failed leaves the others waiting for it.
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

function resultOf(thread: Worker): Promise<BoostingModel> {
  return new Promise((resolve, reject) => {
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", (code) => reject(new Error(`a training thread ended early with code ${code}`)));
  });
}

function shared(x: Features): Features {
  const { values } = x;
  if (values.buffer instanceof SharedArrayBuffer) return x;
  const buffer = new SharedArrayBuffer(values.byteLength);
  const copy = values instanceof Float32Array ? new Float32Array(buffer) : new Float64Array(buffer);
  copy.set(values);
  return { ...x, values: copy };
}

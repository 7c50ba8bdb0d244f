import { Worker } from "node:worker_threads";
import type { Clock } from "../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import type { Moment } from "../decisions/index.ts";
import { allMoments } from "../experiments/index.ts";
import type { FromThread, ToThread } from "./laboratory-worker.ts";
import { extentFor, readTask } from "./read-question.ts";
import type { LaboratoryResult } from "./result.schema.ts";
import { type ClaimedRun, claimRun, failRun, finishRun, giveBack, reportProgress, tryAgain } from "./run-store.ts";
import { sendLog } from "./send-log.ts";

/** How often it is said that somebody is still at a run. */
const reportMs = 2_000;

interface Work {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** Those that capabilities declare; those of experiments are found in the database. */
  readonly moments: readonly Moment[];
  /** Ends the work; the run goes back to whoever comes next. */
  readonly signal?: AbortSignal;
}

/** The run has gone to another process, or this one is to stop. */
class GivenUp extends Error {}

/**
 * Works on one run of the laboratory, if there is one that nobody is at. The log is read in small parts and computed on a thread of its
 * own, so that decisions go on being made meanwhile.
 * @returns how many runs were worked on: 0 or 1
 * @throws what went wrong, after the run was put back for another try, or written down as failed after the last
 */
export async function workOnLaboratory(work: Work): Promise<number> {
  const { unitOfWork, clock } = work;
  const run = await unitOfWork.run("laboratory", (tx) => claimRun(tx, clock.real()));
  if (!run) return 0;
  try {
    const result = await answer(work, run);
    if (result) await unitOfWork.run("laboratory", (tx) => finishRun(tx, run, result, clock.real()));
    else await unitOfWork.run("laboratory", (tx) => failRun(tx, run, "moment-gone", clock.real()));
  } catch (error) {
    if (error instanceof GivenUp) await unitOfWork.run("laboratory", (tx) => giveBack(tx, run));
    else {
      await unitOfWork.run("laboratory", (tx) => tryAgain(tx, run, clock.real()));
      throw error;
    }
  }
  return 1;
}

/** @returns undefined where the program's moment is no more */
async function answer(work: Work, run: ClaimedRun): Promise<LaboratoryResult | undefined> {
  const { unitOfWork, moments } = work;
  const thread = new Worker(new URL("./laboratory-worker.ts", import.meta.url));
  const watch = watchOver(thread, work, run);
  const tell = (message: ToThread) => thread.postMessage(message);
  try {
    const isAsked = unitOfWork.run("laboratory", async (tx) => {
      const { question, program } = run;
      const name = question.drafts[0]?.document.moment;
      const moment = (await allMoments(tx, moments)).find((each) => each.name === name);
      if (!moment) return false;
      const extent = await extentFor(tx, program, question);
      tell({ kind: "task", task: await readTask(tx, moment, question, extent) });
      await sendLog(tx, moment, { program, drafts: question.drafts, extent }, (rows) => {
        // The thread is gone: reading on would keep the transaction open for nothing.
        if (watch.isOver()) throw new GivenUp();
        tell({ kind: "rows", rows });
      });
      tell({ kind: "compute" });
      return true;
    });
    if (!(await Promise.race([isAsked, watch.found.then(() => true)]))) return undefined;
    return await watch.found;
  } finally {
    watch.end();
    await thread.terminate();
  }
}

/** Hears what the thread says, and says every few seconds that it is still at it. */
function watchOver(thread: Worker, { unitOfWork, clock, signal }: Work, run: ClaimedRun) {
  const { promise, resolve, reject } = Promise.withResolvers<LaboratoryResult>();
  let progress = 0;
  let isOver = false;
  const stop = () => reject(new GivenUp());
  thread.on("error", reject);
  thread.on("message", (message: FromThread) => {
    if (message.kind === "progress") progress = message.done;
    else resolve(message.result);
  });
  const reporting = setInterval(() => {
    unitOfWork
      .run("laboratory", (tx) => reportProgress(tx, run, progress, clock.real()))
      .then((isOurs) => (isOurs ? undefined : stop()))
      // A database that restarts is no reason to throw away the work: the lease outlasts several reports.
      .catch(() => undefined);
  }, reportMs);
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  // Whoever waits for it may still be reading the log when it is rejected.
  promise.catch(() => undefined);
  return {
    found: promise,
    isOver: () => isOver,
    end() {
      isOver = true;
      clearInterval(reporting);
      signal?.removeEventListener("abort", stop);
    },
  };
}

import { parentPort, workerData } from "node:worker_threads";
import { type LearningTask, learnFromLog } from "./learn-from-log.ts";

/** One task, one answer, and the thread is over. */
parentPort?.postMessage(learnFromLog(workerData as LearningTask));

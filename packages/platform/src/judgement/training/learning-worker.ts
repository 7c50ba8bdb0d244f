import { parentPort, workerData } from "node:worker_threads";
import { openDatabase } from "../../foundation/database/index.ts";
import { giveWay } from "../../foundation/threads/index.ts";
import { programModelsInForce } from "../policy/index.ts";
import { learnFromLog } from "./learn-from-log.ts";
import type { LearningTask } from "./learn-in-worker.ts";
import { readLog } from "./read-log.ts";

/** One task, one answer, and the thread is over. */
giveWay();
const { url, document, features, leastRows } = workerData as LearningTask;
const { name, actions } = document;
const database = openDatabase(url, { applicationName: "aftercare learning", max: 1 });
// Read in one transaction; computing holds none open.
const { rows, today } = await database.transaction(async (tx) => ({
  rows: await readLog(tx, { features }, document),
  today: (await programModelsInForce(tx, name)).champion,
}));
await database.close();
const log = {
  ...{ rows, today, features: features.map((feature) => feature.name) },
  actions: ["none", ...actions.map(({ id }) => id)],
};
parentPort?.postMessage(rows.length < leastRows ? undefined : learnFromLog(log));

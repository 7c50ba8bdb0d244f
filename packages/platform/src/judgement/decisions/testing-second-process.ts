import { parentPort, workerData } from "node:worker_threads";
import { openDatabase } from "../../foundation/database/index.ts";
import { clockAhead, openSpender } from "./testing.ts";

/** What a second process is told: nothing in its memory is that of the first. */
export interface SecondProcess {
  readonly url: string;
  readonly aheadMs: number;
  readonly connections: number;
}

const { url, aheadMs, connections } = workerData as SecondProcess;
const database = openDatabase(url, { applicationName: "second process", max: connections });
const spender = openSpender(database, clockAhead(aheadMs));

parentPort?.on("message", async (subjects: readonly string[] | "end") => {
  if (subjects === "end") {
    await database.close();
    parentPort?.close();
    return;
  }
  const decided = await Promise.all(subjects.map((subject) => spender.decide(subject)));
  parentPort?.postMessage(decided.map(({ decisionId }) => decisionId));
});

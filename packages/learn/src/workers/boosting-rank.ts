import { parentPort } from "node:worker_threads";
import { type GrowthSettings, train, type Workspace } from "../boosting/index.ts";
import { barrierOn } from "./barrier.ts";

/** What a worker thread is sent. */
export interface RankTask {
  readonly space: Workspace;
  readonly settings: GrowthSettings;
  readonly size: number;
  readonly rank: number;
  readonly barrier: Int32Array;
}

parentPort?.once("message", ({ space, settings, size, rank, barrier }: RankTask) => {
  const model = train(space, settings, { size, rank, barrier: barrierOn(barrier, size) });
  parentPort?.postMessage(rank === 0 ? model : null);
});

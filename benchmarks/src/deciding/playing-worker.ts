import { parentPort, workerData } from "node:worker_threads";
import { playWorld, type World, type WorldMonth } from "@aftercare/simulator";
import { learnedPolicy } from "./learned-policy.ts";

/** One month of a played world, as it travels between threads. */
export interface PlayedMonth {
  readonly seed: string;
  readonly month: WorldMonth;
}

const { world, seed }: { readonly world: World; readonly seed: string } = workerData;
playWorld({
  world,
  seed,
  policy: learnedPolicy(world, { seed }),
  onMonth: (month) => parentPort?.postMessage({ seed, month } satisfies PlayedMonth),
});

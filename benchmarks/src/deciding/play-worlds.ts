import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { World, WorldMonth } from "@aftercare/simulator";
import type { PlayedMonth } from "./playing-worker.ts";

/**
 * Lets the platform's policy live through a world once for each seed, as many at a time as the machine has cores.
 * @param onMonth is told each month as it ends
 * @returns the months of each seed
 */
export async function playWorlds(
  world: World,
  seeds: readonly string[],
  onMonth: (played: PlayedMonth) => void,
): Promise<readonly (readonly WorldMonth[])[]> {
  const runs = new Map<string, WorldMonth[]>(seeds.map((seed) => [seed, []]));
  const waiting = [...seeds];
  const playNext = async (): Promise<void> => {
    const seed = waiting.shift();
    if (seed === undefined) return;
    const worker = new Worker(new URL("./playing-worker.ts", import.meta.url), { workerData: { world, seed } });
    worker.on("message", (played: PlayedMonth) => {
      runs.get(seed)?.push(played.month);
      onMonth(played);
    });
    const [code] = await once(worker, "exit");
    if (code !== 0) throw new Error(`the world of seed ${seed} was not played to its end`);
    await playNext();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, playNext));
  return [...runs.values()];
}

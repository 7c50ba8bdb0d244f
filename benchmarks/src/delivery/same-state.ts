import { seededRandom } from "@aftercare/learn";
import { recordScans } from "../../../packages/platform/src/facts/parcels/index.ts";
import { cut, scansOf, statesOf } from "../../../packages/platform/src/facts/parcels/testing.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { onFreshPlatform } from "../fresh-platform.ts";
import type { BenchResult } from "../result.ts";

const parcels = 10_000;
const copies = 5;
type Told = ReturnType<typeof scansOf>;

/**
 * The scans of parcels with problems, siblings and retractions, told in order, and told shuffled, five times each, cut into batches of random
 * length, by four writers at once: both end in the same states.
 */
export function sameState(): Promise<BenchResult[]> {
  return onFreshPlatform(async (platform) => {
    const ordered = scansOf(parcels, "A");
    const inOrderMs = await record(
      platform,
      cut(ordered, () => 200),
      1,
    );
    const random = seededRandom("order");
    const repeated = Array.from({ length: copies }, () => scansOf(parcels, "B")).flat();
    const batches = cut(random.shuffle(repeated), () => 1 + random.int(200));
    const shuffledMs = await record(platform, batches, 4);
    const { pool } = platform.database;
    const [inOrder, inNone] = [await statesOf(pool, "A"), await statesOf(pool, "B")];
    const different = inNone.filter((state, place) => state !== inOrder[place]).length;
    const isWhole = inOrder.length === parcels && inNone.length === parcels;
    const [value, baseline] = [(1_000 * repeated.length) / shuffledMs, (1_000 * ordered.length) / inOrderMs];
    return [
      {
        ...{ name: "parcels in another state", value: different, baseline: parcels, unit: "parcels" },
        ...{ goal: "0", met: isWhole && different === 0 },
      },
      {
        ...{ name: `${repeated.length} scans shuffled by four, beside ${ordered.length} in order by one`, unit: "1/s" },
        ...{ value, baseline, ratio: value / baseline },
      },
    ];
  });
}

async function record({ work, clock }: Platform, batches: readonly Told[], writers: number): Promise<number> {
  const began = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let place = writer; place < batches.length; place += writers) {
        await work.run("bench", (tx) => recordScans(tx, batches[place]!, { history: false, now: clock.now() }));
      }
    }),
  );
  return performance.now() - began;
}

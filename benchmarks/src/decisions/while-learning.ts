import { returnIncentive } from "../../../packages/platform/src/care/incentives/index.ts";
import { learnPrograms } from "../../../packages/platform/src/judgement/training/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";

/** Learns from the programs' logs, again and again, until something else is done. */
export async function whileLearning<T>(
  { work: unitOfWork, clock }: Platform,
  doing: () => Promise<T>,
): Promise<{ readonly during: T; readonly learned: number }> {
  let over = false;
  let learned = 0;
  const learning = async () => {
    for (; !over; learned++) await learnPrograms({ unitOfWork, clock }, returnIncentive);
  };
  const done = learning();
  try {
    return { during: await doing(), learned };
  } finally {
    over = true;
    await done;
  }
}

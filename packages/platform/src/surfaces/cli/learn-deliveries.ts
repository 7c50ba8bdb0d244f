import { learnPromises, replayPromises } from "../../judgement/promises/index.ts";
import type { Platform } from "../../platform.ts";
import type { CommandContext } from "./command.ts";
import { progressBar } from "./progress-bar.ts";

/** What was learned of deliveries, and what would have been promised with those of the past. */
export interface LearnedDeliveries {
  readonly learned: Awaited<ReturnType<typeof learnPromises>>;
  readonly replayed: Awaited<ReturnType<typeof replayPromises>>;
}

/** Learns how long deliveries take, and says of those since a day what would have been promised with them, with a bar. */
export async function learnDeliveries(
  { work, clock }: Platform,
  { t }: CommandContext,
  from?: string,
): Promise<LearnedDeliveries> {
  const bar = progressBar(t("cli.deliveries.replay"));
  try {
    const learned = await learnPromises({ unitOfWork: work, clock });
    bar.update(0, 100);
    const onProgress = (share: number) => bar.update(Math.round(100 * share), 100);
    return { learned, replayed: await replayPromises({ unitOfWork: work, clock, from, onProgress }) };
  } finally {
    bar.stop();
  }
}

/** The same in words. */
export function deliveriesWords({ learned, replayed }: LearnedDeliveries, { t }: CommandContext): string[] {
  const { promises, from, until } = replayed;
  return [
    learned
      ? t("cli.deliveries.learned", { journeys: learned.journeys, lanes: learned.lanes })
      : t("cli.deliveries.too-few"),
    ...(from && until ? [t("cli.deliveries.replayed", { promises, from, until })] : []),
  ];
}

import { readConfig } from "../../foundation/config/index.ts";
import { learnExperiments } from "../../judgement/experiments/index.ts";
import { learnPromises } from "../../judgement/promises/index.ts";
import { openPlatform } from "../../platform.ts";
import type { Command } from "./command.ts";
import { learnWithProgress } from "./learn-with-progress.ts";
import { learnedWords } from "./learned-words.ts";

/**
 * `learn`: trains on the recorded history, decides for every return that has no decision yet, and learns from what came of decisions,
 * from imported experiments and from how orders arrived.
 */
export const learnCommand: Command = async (context) => {
  const platform = await openPlatform(readConfig(context.env), "aftercare learn");
  try {
    await learnWithProgress(platform, context);
    const { work: unitOfWork, clock } = platform;
    for (const [program, card] of await learnExperiments({ unitOfWork, clock }, "all"))
      console.error(learnedWords(program, card, context));
    const lanes = await learnPromises({ unitOfWork, clock });
    if (lanes) console.error(context.t("cli.deliveries.learned", { journeys: lanes.journeys, lanes: lanes.lanes }));
  } finally {
    await platform.close();
  }
};

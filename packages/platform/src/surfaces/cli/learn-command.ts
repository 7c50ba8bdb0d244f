import { readConfig } from "../../foundation/config/index.ts";
import { openPlatform } from "../../platform.ts";
import type { Command } from "./command.ts";
import { learnWithProgress } from "./learn-with-progress.ts";

/** `learn`: trains on the recorded history and decides for every return that has no decision yet. */
export const learnCommand: Command = async (context) => {
  const platform = await openPlatform(readConfig(context.env), "aftercare learn");
  try {
    await learnWithProgress(platform, context);
  } finally {
    await platform.close();
  }
};

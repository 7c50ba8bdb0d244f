import { rm } from "node:fs/promises";
import { ConfigError, readConfig } from "../../foundation/config/index.ts";
import { removeEmbedded } from "../../foundation/database/index.ts";
import { confirmed } from "./ask.ts";
import { type Command, usage } from "./command.ts";

/** `reset [--yes]`: deletes the embedded database and all that is in it. */
export const resetCommand: Command = async ({ argv, env, t }) => {
  const config = readConfig(env);
  if (config.databaseUrl !== undefined) throw new ConfigError(t("cli.reset.external"));
  const question = t("cli.reset.question", { folder: config.dataFolder });
  if (!argv.includes("--yes") && !(await confirmed(question, t("cli.yes")))) {
    throw usage({ usage: "npm run aftercare -- reset --yes" });
  }
  await removeEmbedded(config.dataFolder);
  await rm(config.dataFolder, { recursive: true, force: true });
  console.log(t("cli.reset.done", { folder: config.dataFolder }));
};

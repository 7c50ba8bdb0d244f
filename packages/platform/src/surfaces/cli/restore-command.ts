import { ConfigError, readConfig } from "../../foundation/config/index.ts";
import { restore } from "../../foundation/database/index.ts";
import { fromCaller } from "./backup-command.ts";
import { type Command, usage } from "./command.ts";

/** `restore DIR`: puts a backup into the data folder. */
export const restoreCommand: Command = async ({ argv, env, t }) => {
  const [folder] = argv;
  if (!folder) throw usage({ usage: "npm run aftercare -- restore DIR" });
  const config = readConfig(env);
  if (config.databaseUrl !== undefined) throw new ConfigError(t("cli.backup.external"));
  await restore(fromCaller(folder, env), config.dataFolder);
  console.log(t("cli.restore.done", { folder: config.dataFolder }));
};
